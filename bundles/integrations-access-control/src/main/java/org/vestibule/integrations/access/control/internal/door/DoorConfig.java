// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

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
          "Within this time every order has its outcome; a lock that was asked and did not confirm"
              + " has timed out. Milliseconds, 100 to 10000, default 2000",
      required = false,
      min = "100",
      max = "10000")
  int answerMillis() default 2000;

  @AttributeDefinition(
      name = "Evidence at most (ms)",
      description =
          "How old what an order rests on may be when the lock is asked. Milliseconds, 200 to"
              + " 10000, default 1500",
      required = false,
      min = "200",
      max = "10000")
  int captureMillis() default 1500;

  @AttributeDefinition(
      name = "Ways in",
      description =
          "Any of face, code, card, pass, phone, human; at least one other than face. Default face,human",
      required = false)
  String[] methods() default {"face", "human"};

  @AttributeDefinition(
      name = "Held open after (ms)",
      description =
          "How long the leaf may stand open before that is an alarm. Milliseconds, 1000 to 3600000,"
              + " or 0 for never; default 30000",
      required = false,
      min = "0",
      max = "3600000")
  int heldOpenMillis() default 30_000;

  @AttributeDefinition(
      name = "Grace for a cause (ms)",
      description =
          "How much later than the leaf an order, a hold, an exit request or a fire release may be"
              + " heard of, and how long after its end the leaf may still open, before the door"
              + " counts as forced. Milliseconds, 0 to 10000, default 1000",
      required = false,
      min = "0",
      max = "10000")
  int forcedGraceMillis() default 1000;

  @AttributeDefinition(
      name = "Time to leave (ms)",
      description =
          "How long after a request to exit the leaf may open. Milliseconds, 500 to 60000, default"
              + " 5000",
      required = false,
      min = "500",
      max = "60000")
  int exitMillis() default 5000;
}
