// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one ring group. {@link RingGroupSettings} enforces it. */
@ObjectClassDefinition(
    id = RingGroupConfig.PID,
    factoryPid = RingGroupConfig.PID,
    name = "Vestibule ring group",
    description = "Phones that ring together or one after the other; one configuration for each")
@interface RingGroupConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.ringgroup";

  @AttributeDefinition(
      name = "Name",
      description =
          "1 to 63 of a-z, 0-9 and '-'; manager is rung for what is for the manager; no default")
  String name();

  @AttributeDefinition(
      name = "Units",
      description =
          "The flats or offices for which it rings, up to 200; empty: for whomever no other group"
              + " and no phone rings",
      required = false)
  String[] units() default {};

  @AttributeDefinition(
      name = "Phones",
      description = "Their users in the order in which they ring, 1 to 32; no default")
  String[] members();

  @AttributeDefinition(
      name = "Mode",
      description = "all: together; in-turn: one after the other; default all",
      required = false)
  String mode() default "all";

  @AttributeDefinition(
      name = "Ringing time",
      description = "For how long all ring, or each in turn; 5 to 120 s, default 30",
      required = false)
  int ringSeconds() default 30;

  @AttributeDefinition(
      name = "Hours",
      description =
          "When it is rung, by the gateway's clock, up to 32, for example Mon-Fri 08:00-18:00, Sat"
              + " 09:00-12:00; daily is every day; 22:00-06:00 ends on the next day; default: always",
      required = false)
  String[] hours() default {};

  @AttributeDefinition(
      name = "Next",
      description =
          "The group that is rung when nobody answers, or outside the hours; may be empty",
      required = false)
  String next() default "";
}
