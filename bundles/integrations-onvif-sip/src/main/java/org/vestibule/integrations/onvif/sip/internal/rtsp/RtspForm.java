// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.rtsp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.integrations.onvif.sip.internal.station.StationForm;
import org.vestibule.integrations.onvif.sip.internal.video.PictureForm;

/** What a person may set for one camera that only streams. {@link RtspKind} enforces it. */
@ObjectClassDefinition(
    id = RtspForm.PID,
    factoryPid = RtspForm.PID,
    name = "Vestibule RTSP camera",
    description = "A camera that only streams, beside a SIP panel; one configuration for each")
interface RtspForm extends StationForm, PictureForm {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.rtsp";

  @AttributeDefinition(
      name = "Stream",
      description = "rtsp://HOST:PORT/PATH, without user and password; no default")
  String stream();

  @AttributeDefinition(
      name = "User",
      description = "The gateway's account at the camera; empty: it wants none",
      required = false)
  String username();

  @AttributeDefinition(
      name = "Password",
      description = "secret:NAME, a secret of the house. Default: that of the password file",
      required = false)
  String password();

  @AttributeDefinition(
      name = "Password file",
      description = "A file whose first line is the password",
      required = false)
  String passwordFile();

  @AttributeDefinition(
      name = "Basic allowed",
      description =
          "Whether the password itself may be sent; anybody in between can read it; default false",
      type = AttributeType.BOOLEAN,
      defaultValue = "false",
      required = false)
  boolean allowBasic();
}
