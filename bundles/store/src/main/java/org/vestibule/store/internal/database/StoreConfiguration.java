// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.vestibule.store.database}, as forms show it; read by Settings. */
@ObjectClassDefinition(
    id = Settings.PID,
    name = "Database and backups",
    description = "How much room on the disk stays free, and how many backups and visits are kept")
@interface StoreConfiguration {
  @AttributeDefinition(
      name = "Reserve",
      description =
          "Room on the disk that is left free for the audit and the log, in MiB; below it nothing"
              + " new about people is kept",
      type = AttributeType.INTEGER,
      min = "1",
      max = "100000")
  int reserve_mib() default 64;

  @AttributeDefinition(
      name = "Backups",
      description = "How many backups are kept in the folder backups; the oldest goes (backups)",
      type = AttributeType.INTEGER,
      min = "1",
      max = "1000")
  int backups_keep() default 14;

  @AttributeDefinition(
      name = "Visits",
      description =
          "How many visits are kept; the oldest goes, even before the days are over that the"
              + " site's profile keeps visits (visits)",
      type = AttributeType.INTEGER,
      min = "100",
      max = "200000")
  int visits_keep() default 20000;
}
