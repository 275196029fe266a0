// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = VisionConfig.PID,
    name = "Vestibule vision",
    description = "Which pictures are looked at, and when a face is believed")
@interface VisionConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.vision";

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
      name = "Challenge",
      description =
          "When a visitor is asked to do something, such as to turn the head: off, unsure (when the"
              + " pictures alone do not tell) or always; default unsure",
      options = {
        @Option(label = "never", value = "off"),
        @Option(label = "when the pictures do not tell", value = "unsure"),
        @Option(label = "every time", value = "always")
      })
  String challenge() default "unsure";

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
      name = "Oldest picture (ms)",
      description =
          "A picture that is older when it is judged has no vote. Milliseconds, 100 to 10000,"
              + " default 1500",
      min = "100",
      max = "10000")
  int maxAgeMillis() default 1500;

  @AttributeDefinition(
      name = "Margin",
      description =
          "Where everybody is searched, the nearest person must lead the second by more than this."
              + " Cosine, 0 to 1, default 0.05",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "1")
  double margin() default 0.05;

  @AttributeDefinition(
      name = "Faces that are judged in one picture",
      description = "The most prominent; all are followed. Count, 1 to 10, default 2",
      min = "1",
      max = "10")
  int maxFaces() default 2;

  @AttributeDefinition(
      name = "Attempts of one person",
      description = "So many pictures of one track are judged. Count, 1 to 1000, default 100",
      min = "1",
      max = "1000")
  int maxEmbeddings() default 100;

  @AttributeDefinition(
      name = "Attempts of one visit",
      description = "So many pictures of one visit are judged. Count, 1 to 1000, default 200",
      min = "1",
      max = "1000")
  int maxPictures() default 200;

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
