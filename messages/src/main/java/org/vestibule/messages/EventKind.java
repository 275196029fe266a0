// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import org.vestibule.messages.shape.Shape;
import org.vestibule.messages.shape.Shapes;

/**
 * One kind of message: how it is called, and what stands in it. Immutable.
 *
 * @param topic its last levels in topics, for example {@code visit/opened}
 * @param record which it is made of
 * @param version 1, 2, ...: another one when a reader of the former could not read it
 * @param shape of the record
 */
public record EventKind(String topic, Class<?> record, int version, Shape.Fields shape) {
  EventKind(String topic, Class<?> record, int version) {
    this(topic, record, version, Shapes.of(record));
  }

  /** Returns the type of its envelope, for example {@code org.vestibule.visit.opened.v1}. */
  public String type() {
    return "org.vestibule." + dotted() + ".v" + version;
  }

  /** Returns the URI of its schema, for example {@code urn:vestibule:event:visit.opened:1}. */
  public String schema() {
    return "urn:vestibule:event:" + dotted() + ":" + version;
  }

  private String dotted() {
    return topic.replace('/', '.');
  }
}
