// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a site may set. */
@ObjectClassDefinition(
    id = SummaryConfig.PID,
    name = "Visit summaries",
    description = "How what happened at the doors is told")
@interface SummaryConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.intent.summary";

  @AttributeDefinition(
      name = "Time zone",
      description =
          "Whose hours are told, for example Europe/Vienna; empty takes the machine's. IANA name",
      required = false)
  String timeZone() default "";
}
