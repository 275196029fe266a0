// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What a person may set. {@link ThresholdSettings} enforces the same bounds; a test compares them.
 */
@ObjectClassDefinition(
    id = ThresholdConfig.PID,
    name = "Vestibule face thresholds",
    description = "How often a stranger may be taken for a resident, and whose faces show it")
@interface ThresholdConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.vision.thresholds";

  @AttributeDefinition(
      name = "False accepts at most",
      description =
          "Share of attempts of strangers that may be accepted. Per attempt, whatever number of"
              + " templates it is compared with; 1e-8 to 0.01, default 1e-5",
      type = AttributeType.DOUBLE,
      min = "1e-8",
      max = "0.01")
  double maxFalseAcceptRate() default 1e-5;

  @AttributeDefinition(
      name = "Similarity threshold",
      description =
          "A face must be more similar than this to count as the claimed person. Cosine, 0 to 1; 0"
              + " derives it from the rate above; an older model that keeps templates goes by its"
              + " own where that is higher; default 0",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "1")
  double similarityThreshold() default 0;

  @AttributeDefinition(
      name = "Highest derived threshold",
      description =
          "No threshold is derived above this, for beyond it the enrolled themselves are refused;"
              + " what it then fails to keep is said. Cosine, 0.1 to 1, default 0.6; 1 sets no end",
      type = AttributeType.DOUBLE,
      min = "0.1",
      max = "1")
  double maxSimilarityThreshold() default 0.6;

  @AttributeDefinition(
      name = "Enrolled people as impostors",
      description =
          "Whether the templates of enrolled people may also stand for strangers to each other:"
              + " more true of this building than any other cohort, but one more use of their data"
              + " that their consent must cover; one person under two names spoils it. Default"
              + " false")
  boolean enrolledAsCohort() default false;
}
