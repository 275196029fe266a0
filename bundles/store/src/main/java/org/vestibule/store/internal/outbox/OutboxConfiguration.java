// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.vestibule.outbox}, as forms show it; read by OutboxSettings. */
@ObjectClassDefinition(
    id = OutboxSettings.PID,
    name = "Outbox",
    description = "How much is kept of what happened for systems that were not told yet")
@interface OutboxConfiguration {
  @AttributeDefinition(
      name = "Bytes",
      description =
          "Room on the disk for what waits; at the bound the oldest goes first, above four fifths"
              + " only what must not be lost is taken (bytes)",
      type = AttributeType.INTEGER,
      min = "1048576",
      max = "2147483647")
  int bytes() default 268435456;

  @AttributeDefinition(
      name = "Age",
      description = "How long anything is kept for a system that does not take it (hours)",
      type = AttributeType.INTEGER,
      min = "1",
      max = "8760")
  int ageHours() default 72;

  @AttributeDefinition(
      name = "Dead letters",
      description = "How many messages are kept of those that a system gave up; the oldest goes",
      type = AttributeType.INTEGER,
      min = "0",
      max = "100000")
  int deadLetters() default 1000;
}
