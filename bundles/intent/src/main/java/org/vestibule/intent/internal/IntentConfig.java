// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a site may set; read by {@link Settings}. */
@ObjectClassDefinition(
    id = "org.vestibule.intent",
    name = "Visitor triage",
    description = "How sure triage must be before it names what a visitor wants")
@interface IntentConfig {
  @AttributeDefinition(
      name = "Emergency threshold",
      description =
          "Probability (0 to 1) of an emergency that is enough to report one; 0 takes the model"
              + " pack's. An emergency that is likelier than all else is always reported.",
      min = "0",
      max = "1",
      required = false)
  double emergencyThreshold() default 0;

  @AttributeDefinition(
      name = "Accept threshold",
      description =
          "Probability (0 to 1) that the best answer needs, else it is unclear; 0 takes the model"
              + " pack's",
      min = "0",
      max = "1",
      required = false)
  double acceptThreshold() default 0;

  @AttributeDefinition(
      name = "Nearest threshold",
      description =
          "Cosine (0 to 1) to the nearest training sentence that an answer needs, else it is"
              + " unclear; 0 takes the model pack's",
      min = "0",
      max = "1",
      required = false)
  double nearestThreshold() default 0;
}
