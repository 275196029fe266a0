// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link DeviceSettings} enforces it. */
@ObjectClassDefinition(
    id = DeviceConfig.PID,
    name = "Vestibule as ONVIF devices",
    description = "The stations as cameras for a video management system; off until it is set")
@interface DeviceConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.onvif.device";

  @AttributeDefinition(
      name = "User",
      description = "The account that the video management system logs in with; empty: off",
      required = false)
  String user() default "";

  @AttributeDefinition(
      name = "Password file",
      description = "A file whose first line is the password, 12 to 128 characters",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "Stations",
      description = "The ids of the stations that are offered; empty: all",
      required = false)
  String[] stations() default {};

  @AttributeDefinition(
      name = "Streams",
      description =
          "STATION=rtsp://HOST:PORT/PATH: a camera's own stream, which the gateway names and does"
              + " not pass on; without user and password. Not named while the station has masks",
      required = false)
  String[] streams() default {};
}
