// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one door. {@link DoorSettings} enforces it. */
@ObjectClassDefinition(
    id = DoorConfig.PID,
    factoryPid = DoorConfig.PID,
    name = "Vestibule door",
    description = "A door that this gateway may open; one configuration for each")
@interface DoorConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.door";

  @AttributeDefinition(
      name = "Id",
      description = "The door's name in paths and topics: 1 to 63 of a-z, 0-9 and '-'; no default")
  String id();

  @AttributeDefinition(
      name = "Title",
      description = "The door's name for people: 1 to 80 characters; default: the id",
      required = false)
  String title() default "";

  @AttributeDefinition(
      name = "Actuator",
      description = "The kind of device that moves the lock, for example simulated; no default")
  String actuator();

  @AttributeDefinition(
      name = "Pulse (ms)",
      description = "How long the lock stays released. Milliseconds, 500 to 60000, default 5000",
      required = false,
      min = "500",
      max = "60000")
  int pulseMillis() default 5000;

  @AttributeDefinition(
      name = "Answer within (ms)",
      description =
          "After so long without a confirmation the door counts as unreachable. Milliseconds, 100"
              + " to 10000, default 2000",
      required = false,
      min = "100",
      max = "10000")
  int answerMillis() default 2000;

  @AttributeDefinition(
      name = "Ways in",
      description =
          "Any of face, code, card, phone, human; at least one other than face. Default face,human",
      required = false)
  String[] methods() default {"face", "human"};
}
