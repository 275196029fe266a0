// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for all rights. {@link RightsSettings} enforces it. */
@ObjectClassDefinition(
    id = RightsConfig.PID,
    name = "Vestibule rights",
    description = "Codes, lock-outs, passes and the night's reset")
@interface RightsConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.rights";

  @AttributeDefinition(
      name = "Shortest code",
      description = "How many digits a new personal code has at least. 4 to 10, default 4",
      required = false,
      min = "4",
      max = "10")
  int leastCodeDigits() default 4;

  @AttributeDefinition(
      name = "Wrong tries",
      description =
          "After so many wrong numbers within 10 minutes nothing that is entered at the door, or"
              + " for the person, counts for 5 minutes, then for twice as long, up to an hour. 3 to"
              + " 20, default 5",
      required = false,
      min = "3",
      max = "20")
  int wrongTries() default 5;

  @AttributeDefinition(
      name = "Reset hour",
      description =
          "At which hour everybody's place is forgotten for anti-passback. 0 to 23, default 3",
      required = false,
      min = "0",
      max = "23")
  int resetHour() default 3;

  @AttributeDefinition(
      name = "Time zone",
      description =
          "Whose clock counts for that hour, and for the day of a first person in; default: the"
              + " system's",
      required = false)
  String zone() default "";

  @AttributeDefinition(
      name = "Passes of one host",
      description = "How many passes of one host can be live at a time. 1 to 500, default 20",
      required = false,
      min = "1",
      max = "500")
  int passesPerHost() default 20;

  @AttributeDefinition(
      name = "Longest pass (days)",
      description = "How long a pass can last. Days, 1 to 366, default 92",
      required = false,
      min = "1",
      max = "366")
  int longestPassDays() default 92;
}
