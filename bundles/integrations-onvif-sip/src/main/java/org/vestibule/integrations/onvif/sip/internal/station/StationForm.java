// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;

/** What a person may set for every station. */
public interface StationForm {
  @AttributeDefinition(
      name = "Id",
      description =
          "The station's name in paths and topics: 1 to 63 of a-z, 0-9 and '-'; no default")
  String id();

  @AttributeDefinition(
      name = "Title",
      description = "The station's name for people: 1 to 80 characters; default: the id",
      required = false)
  String title();

  @AttributeDefinition(
      name = "Door",
      description = "The id of the door that the station stands at; no default")
  String door();

  @AttributeDefinition(
      name = "Pictures",
      description = "Whether its pictures are used: true or false, default true",
      type = AttributeType.BOOLEAN,
      defaultValue = "true",
      required = false)
  boolean video();

  @AttributeDefinition(
      name = "Sound",
      description = "Whether its sound is used: true or false, default true",
      type = AttributeType.BOOLEAN,
      defaultValue = "true",
      required = false)
  boolean audio();

  @AttributeDefinition(
      name = "SIP user",
      description =
          "The user of the SIP panel that rings and talks for this station; empty: its sound is not"
              + " used",
      required = false)
  String sip();
}
