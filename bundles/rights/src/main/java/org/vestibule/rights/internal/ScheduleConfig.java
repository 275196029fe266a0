// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one schedule. {@link ScheduleSettings} enforces it. */
@ObjectClassDefinition(
    id = ScheduleConfig.PID,
    factoryPid = ScheduleConfig.PID,
    name = "Vestibule schedule",
    description = "When something holds; one configuration for each")
@interface ScheduleConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.schedule";

  @AttributeDefinition(
      name = "Id",
      description = "Its name in rules: 1 to 63 of a-z, 0-9 and '-', not always; no default")
  String id();

  @AttributeDefinition(
      name = "Week",
      description =
          "Days and their times, up to 32, for example Mon-Fri 08:00-18:00, Sat 09:00-12:00; daily"
              + " is every day; 22:00-06:00 ends on the next day; no default")
  String[] weekly();

  @AttributeDefinition(
      name = "Time zone",
      description = "Whose clock counts, for example Europe/Berlin; default: the system's",
      required = false)
  String zone() default "";

  @AttributeDefinition(
      name = "Holidays",
      description =
          "Days on which the week does not count, up to 400: 2026-04-03, or 12-25 for every year",
      required = false)
  String[] holidays() default {};

  @AttributeDefinition(
      name = "File of holidays",
      description =
          "More of them, one a line, up to 4000; # begins a remark; read when this is configured",
      required = false)
  String holidaysFile() default "";

  @AttributeDefinition(
      name = "On holidays",
      description = "Times that count on holidays, for example 10:00-14:00; default: closed",
      required = false)
  String[] onHolidays() default {};

  @AttributeDefinition(
      name = "Exceptions",
      description =
          "Days of their own, up to 400, which come before holidays: 2026-12-24 08:00-12:00, or"
              + " 2026-12-31 closed",
      required = false)
  String[] exceptions() default {};
}
