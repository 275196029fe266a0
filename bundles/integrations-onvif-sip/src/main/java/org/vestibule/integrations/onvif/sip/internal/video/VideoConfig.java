// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What all cameras share. */
@ObjectClassDefinition(
    id = VideoConfig.PID,
    name = "Vestibule cameras",
    description = "What the pictures of all cameras may cost")
public @interface VideoConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.video";

  @AttributeDefinition(
      name = "Cores for pictures",
      description =
          "Cores that decoding and looking at pictures may use together; each camera becomes slower"
              + " when it is more. 0: half of the machine's cores",
      min = "0",
      max = "64")
  double cores() default 0;

  @AttributeDefinition(
      name = "Decoder",
      description = "Path of ffmpeg, version 5 or newer; a name is searched for in PATH")
  String ffmpeg() default "ffmpeg";
}
