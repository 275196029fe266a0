// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.vestibule.ota}, as forms and docs show it; read by Settings. */
@ObjectClassDefinition(
    id = Settings.PID,
    name = "Updates",
    description = "How long an update may take to be healthy, and how a planned restart is done")
@interface OtaConfiguration {
  @AttributeDefinition(
      name = "Health",
      description = "Time in which an updated feature must work again, in seconds",
      type = AttributeType.INTEGER,
      min = "1",
      max = "120")
  int health_seconds() default 20;

  @AttributeDefinition(
      name = "Notice",
      description = "Least time between the announcement of a restart and the restart, in seconds",
      type = AttributeType.INTEGER,
      min = "0",
      max = "60")
  int notice_seconds() default 2;

  @AttributeDefinition(
      name = "Visits",
      description = "Most time that open visits are given before a planned restart, in seconds",
      type = AttributeType.INTEGER,
      min = "1",
      max = "600")
  int visits_seconds() default 60;

  @AttributeDefinition(
      name = "Ready",
      description =
          "Time in which the gateway must be ready after a planned restart, in seconds; else the"
              + " former version is put back and it restarts once more",
      type = AttributeType.INTEGER,
      min = "10",
      max = "600")
  int ready_seconds() default 60;

  @AttributeDefinition(
      name = "Former versions",
      description = "How many former versions of a feature are kept to go back to (versions)",
      type = AttributeType.INTEGER,
      min = "1",
      max = "9")
  int keep() default 2;
}
