// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.integrations.onvif.sip.internal.area.AreaForm;

/** What a person may set for one panel. {@link StationSettings} enforces it. */
@ObjectClassDefinition(
    id = StationConfig.PID,
    factoryPid = StationConfig.PID,
    name = "Vestibule HTTP door station",
    description = "A panel or tablet that posts pictures and sound; one configuration for each")
@interface StationConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.http";

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
      description = "Whether the panel sends pictures: true or false, default true",
      required = false)
  boolean video() default true;

  @AttributeDefinition(
      name = "Sound",
      description = "Whether the panel sends sound: true or false, default true",
      required = false)
  boolean audio() default true;

  @AttributeDefinition(
      name = "Loudspeaker",
      description =
          "Whether the panel fetches what the house says: true or false, default true. A panel that"
              + " does not fetch it shows it only",
      required = false)
  boolean talk() default true;

  @AttributeDefinition(
      name = "Token file",
      description =
          "The file that holds the panel's bearer token; made on first start, readable by the"
              + " gateway only. Default: secrets/station-<id>.token in the gateway's data folder",
      required = false)
  String tokenFile() default "";

  @AttributeDefinition(
      name = "Units",
      description =
          "Whom the page /panel offers to ring for, separated by commas: up to 200, each 1 to 32"
              + " characters; default: none, and the visitor types the number",
      required = false)
  String[] units() default {};

  @AttributeDefinition(name = "Masks", description = AreaForm.MASKS, required = false)
  String masks() default "";

  @AttributeDefinition(name = "Zones", description = AreaForm.ZONES, required = false)
  String zones() default "";
}
