// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.vestibule.integrations.onvif.sip.internal.station.StationForm;
import org.vestibule.integrations.onvif.sip.internal.video.PictureForm;

/** What a person may set for one station of any maker. {@link MakerKind} enforces it. */
public interface MakerForm extends StationForm, PictureForm {
  @AttributeDefinition(
      name = "Address",
      description = "https://HOST, or http://127.0.0.1:PORT; no default")
  String url();

  @AttributeDefinition(
      name = "User",
      description = "The gateway's account at the device; empty: it wants none",
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
      name = "Answer within (ms)",
      description = "For one request with its challenge. Milliseconds, 100 to 10000, default 1500",
      type = AttributeType.INTEGER,
      min = "100",
      max = "10000",
      defaultValue = "1500",
      required = false)
  int timeoutMillis();

  @AttributeDefinition(
      name = "Basic allowed",
      description = "Whether the password itself may be sent; with https only; default false",
      type = AttributeType.BOOLEAN,
      defaultValue = "false",
      required = false)
  boolean allowBasic();

  @AttributeDefinition(
      name = "Plain HTTP allowed",
      description =
          "Whether url may be http to another machine: anybody in between can read along; default"
              + " false",
      type = AttributeType.BOOLEAN,
      defaultValue = "false",
      required = false)
  boolean allowInsecure();

  @AttributeDefinition(
      name = "Stream",
      description =
          "Where the camera's stream is: rtsp://HOST:PORT/PATH without user and password. Default:"
              + " where this maker has it",
      required = false)
  String stream();
}
