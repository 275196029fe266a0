// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one rule. {@link RuleSettings} enforces it. */
@ObjectClassDefinition(
    id = RuleConfig.PID,
    factoryPid = RuleConfig.PID,
    name = "Vestibule rule",
    description = "Who may pass which doors when, by what; one configuration for each")
@interface RuleConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.rule";

  @AttributeDefinition(
      name = "Id",
      description =
          "The rule's name: 1 to 63 of a-z, 0-9 and '-'; rules are looked at in its order; no"
              + " default")
  String id();

  @AttributeDefinition(
      name = "Doors",
      description = "Which doors, up to 64; at each of them only its rules count; no default")
  String[] doors();

  @AttributeDefinition(
      name = "For whom",
      description =
          "Up to 64 of everyone, unit:12, unit:1? (any one character), unit:1* (any), group:NAME,"
              + " person:ID. everyone and unit give only doors that a person has been given; who is"
              + " named needs no more. Default everyone",
      required = false)
  String[] who() default {"everyone"};

  @AttributeDefinition(
      name = "Schedule",
      description = "When, the id of a schedule, or always. Default always",
      required = false)
  String schedule() default "always";

  @AttributeDefinition(
      name = "Ways in",
      description =
          "What has to be shown: ways divided by ';', what belongs together joined by '+', of face,"
              + " code, card, phone, human, pass, for example face+code; card+code; pass, or 2 of"
              + " face,code,card. At least one without a face. Default face; card; phone; human;"
              + " pass",
      required = false)
  String ways() default "face; card; phone; human; pass";

  @AttributeDefinition(
      name = "First person in",
      description =
          "Whether it holds, and a free door opens, only after somebody has entered by another rule"
              + " that day. Default false",
      required = false)
  boolean firstPersonIn() default false;

  @AttributeDefinition(
      name = "Free during",
      description =
          "The id of a schedule during which the doors stand unlocked for anybody; default: none",
      required = false)
  String free() default "";
}
