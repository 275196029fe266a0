// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for a station that is a SIP panel. {@link PanelSettings} enforces it. */
@ObjectClassDefinition(
    id = PanelConfig.PID,
    factoryPid = PanelConfig.PID,
    name = "Vestibule SIP door station",
    description = "A panel that calls by SIP when its bell is pressed; one configuration for each")
@interface PanelConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.sip";

  @AttributeDefinition(
      name = "Id",
      description =
          "The station's name in paths and topics: 1 to 63 of a-z, 0-9 and '-'; no default")
  String id();

  @AttributeDefinition(
      name = "Title",
      description = "The station's name for people: 1 to 80 characters; default: the id",
      required = false)
  String title() default "";

  @AttributeDefinition(
      name = "Door",
      description = "The id of the door that the station stands at; no default")
  String door();

  @AttributeDefinition(
      name = "Pictures",
      description = "Of no use here: a SIP panel has none; true or false",
      required = false)
  boolean video() default false;

  @AttributeDefinition(
      name = "Sound",
      description = "Whether its sound is used: true or false, default true",
      required = false)
  boolean audio() default true;

  @AttributeDefinition(
      name = "SIP user",
      description = "The panel's user in the configuration of SIP; no default")
  String sip();

  @AttributeDefinition(
      name = "Pick up",
      description =
          "at-once: the assistant hears and talks from the first moment; early: the panel is heard"
              + " while it rings (183); when-answered: it rings until somebody talks to the visitor;"
              + " default at-once",
      required = false)
  String pickUp() default "at-once";

  @AttributeDefinition(
      name = "House numbers",
      description =
          "Numbers that a panel dials for whoever is there, up to 20; every other number is the unit"
              + " that is wanted; default house",
      required = false)
  String[] houseNumbers() default {"house"};

  @AttributeDefinition(
      name = "Call the panel",
      description =
          "Whether the house calls the panel when a visit needs its sound and it did not call: true"
              + " or false, default true",
      required = false)
  boolean dial() default true;
}
