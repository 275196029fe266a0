// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = VisionConfig.PID,
    name = "Vestibule vision",
    description = "Which pictures are looked at, and when a face is believed")
@interface VisionConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.vision";

  @AttributeDefinition(
      name = "Similarity threshold",
      description =
          "A face must be more similar than this to count as the claimed person. Cosine, 0 to 1; 0"
              + " takes the model's own; an older model that keeps templates goes by its own where"
              + " that is higher; default 0",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "1")
  double similarityThreshold() default 0;

  @AttributeDefinition(
      name = "Liveness threshold",
      description =
          "A face must score more than this to count as alive. Probability, 0 to 1; 0 takes the"
              + " model's own; default 0",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "1")
  double livenessThreshold() default 0;

  @AttributeDefinition(
      name = "Smallest face (px)",
      description = "A lower face is not judged. Pixels of height, 20 to 2000, default 60",
      min = "20",
      max = "2000")
  int minFacePixels() default 60;

  @AttributeDefinition(
      name = "Least sharpness",
      description =
          "A face below it counts as blurred. Percent (variance of the Laplacian by variance of"
              + " brightness), 0 to 100, default 8; 0 accepts every face",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "100")
  double minSharpness() default 8;

  @AttributeDefinition(
      name = "Largest picture (megapixels)",
      description =
          "A larger one is refused before it is decoded. Million pixels, 1 to 50, default 12",
      min = "1",
      max = "50")
  int maxMegapixels() default 12;

  @AttributeDefinition(
      name = "Largest file (MB)",
      description = "A larger file is refused unread. Million bytes, 1 to 64, default 8",
      min = "1",
      max = "64")
  int maxEncodedMegabytes() default 8;

  @AttributeDefinition(
      name = "Pictures at the same time",
      description = "One more waits up to two seconds for its turn. Count, 1 to 16, default 2",
      min = "1",
      max = "16")
  int maxConcurrent() default 2;
}
