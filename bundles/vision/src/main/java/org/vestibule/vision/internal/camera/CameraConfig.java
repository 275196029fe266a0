// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.camera;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one camera. {@link CameraSettings} enforces it; a test compares. */
@ObjectClassDefinition(
    id = CameraConfig.PID,
    factoryPid = CameraConfig.PID,
    name = "Vestibule camera",
    description = "What is special about a door station's camera; one configuration for each")
@interface CameraConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.vision.camera";

  @AttributeDefinition(
      name = "Station",
      description =
          "The id of the station whose camera this is: 1 to 63 of a-z, 0-9 and '-'; no default")
  String station();

  @AttributeDefinition(
      name = "Lens",
      description =
          "How straight lines are bent: none, radial (OpenCV calibrateCamera) or fisheye (OpenCV"
              + " fisheye); default none, which ignores the keys below",
      required = false)
  String lens() default "none";

  @AttributeDefinition(
      name = "Focal length, widths",
      description = "fx by the width of the picture, 0 to 10; needed with a lens; default 0",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "10",
      required = false)
  double fx() default 0;

  @AttributeDefinition(
      name = "Focal length, heights",
      description = "fy by the height of the picture, 0 to 10; needed with a lens; default 0",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "10",
      required = false)
  double fy() default 0;

  @AttributeDefinition(
      name = "Axis, widths",
      description =
          "Where the optical axis meets the picture, from its left edge, by its width: 0 to 1,"
              + " default 0.5",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "1",
      required = false)
  double cx() default 0.5;

  @AttributeDefinition(
      name = "Axis, heights",
      description = "The same from the top edge, by its height: 0 to 1, default 0.5",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "1",
      required = false)
  double cy() default 0.5;

  @AttributeDefinition(
      name = "k1",
      description = "Radial coefficient, radial and fisheye: -10 to 10, default 0",
      type = AttributeType.DOUBLE,
      min = "-10",
      max = "10",
      required = false)
  double k1() default 0;

  @AttributeDefinition(
      name = "k2",
      description = "Radial coefficient, radial and fisheye: -10 to 10, default 0",
      type = AttributeType.DOUBLE,
      min = "-10",
      max = "10",
      required = false)
  double k2() default 0;

  @AttributeDefinition(
      name = "k3",
      description = "Radial coefficient, radial and fisheye: -10 to 10, default 0",
      type = AttributeType.DOUBLE,
      min = "-10",
      max = "10",
      required = false)
  double k3() default 0;

  @AttributeDefinition(
      name = "k4",
      description = "Radial coefficient, fisheye only: -10 to 10, default 0",
      type = AttributeType.DOUBLE,
      min = "-10",
      max = "10",
      required = false)
  double k4() default 0;

  @AttributeDefinition(
      name = "p1",
      description = "Tangential coefficient, radial only: -1 to 1, default 0",
      type = AttributeType.DOUBLE,
      min = "-1",
      max = "1",
      required = false)
  double p1() default 0;

  @AttributeDefinition(
      name = "p2",
      description = "Tangential coefficient, radial only: -1 to 1, default 0",
      type = AttributeType.DOUBLE,
      min = "-1",
      max = "1",
      required = false)
  double p2() default 0;

  @AttributeDefinition(
      name = "Infrared",
      description =
          "Whether the pictures are infrared or grey, which the liveness networks have not learned,"
              + " so that only a challenge proves a living face: auto (by each picture), true or"
              + " false; default auto",
      required = false)
  String infrared() default "auto";

  @AttributeDefinition(
      name = "Least sharpness",
      description =
          "A face below it counts as blurred. Percent, as in org.vestibule.vision; -1 to 100,"
              + " default -1, which takes the general one",
      type = AttributeType.DOUBLE,
      min = "-1",
      max = "100",
      required = false)
  double minSharpness() default -1;

  @AttributeDefinition(
      name = "Stricter by",
      description =
          "Added to the threshold of similarity for this camera. Cosine, 0 to 0.5, default 0",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "0.5",
      required = false)
  double stricterBy() default 0;
}
