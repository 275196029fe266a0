// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.util.List;
import java.util.Optional;

/**
 * What one user may do. Immutable.
 *
 * @param read a subscription must lie within one of these
 * @param write a published topic must lie within one of these, retained messages and wills too
 */
record Rights(List<TopicFilter> read, List<TopicFilter> write) {
  /** Copies the lists. */
  Rights {
    read = List.copyOf(read);
    write = List.copyOf(write);
  }

  boolean mayRead(String filter) {
    return within(read, TopicFilter.of(filter));
  }

  boolean mayWrite(String topic) {
    return within(write, TopicFilter.topic(topic));
  }

  private static boolean within(List<TopicFilter> allowed, Optional<TopicFilter> asked) {
    return asked.isPresent() && allowed.stream().anyMatch(each -> each.covers(asked.get()));
  }

  /** Returns whether the two say the same in the same order. */
  boolean sameAs(Rights other) {
    return read.toString().equals(other.read.toString())
        && write.toString().equals(other.write.toString());
  }
}
