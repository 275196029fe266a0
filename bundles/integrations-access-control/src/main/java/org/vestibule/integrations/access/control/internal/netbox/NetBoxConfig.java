// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.netbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one NetBox. {@link NetBoxSettings} enforces it. */
@ObjectClassDefinition(
    id = NetBoxConfig.PID,
    factoryPid = NetBoxConfig.PID,
    name = "Vestibule NetBox",
    description = "A LenelS2 NetBox; one configuration for each")
@interface NetBoxConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.netbox";

  @AttributeDefinition(
      name = "Name",
      description = "Names this head-end: 1 to 63 of a-z, 0-9 and '-'. Default netbox",
      required = false)
  String name() default "netbox";

  @AttributeDefinition(
      name = "Address",
      description = "https://HOST[:PORT], or http:// to this machine; no default")
  String url();

  @AttributeDefinition(
      name = "Allow plain HTTP",
      description =
          "Whether http:// may leave this machine, readable for everybody on the way: true or"
              + " false, default false",
      required = false)
  boolean allowPlain() default false;

  @AttributeDefinition(name = "User name", description = "Up to 128 characters; no default")
  String username();

  @AttributeDefinition(
      name = "Password file",
      description = "The file whose first line is the password; read at each login; no default")
  String passwordFile();

  @AttributeDefinition(
      name = "CA file",
      description =
          "PEM certificates that may sign the head-end's. Default: those of the Java runtime",
      required = false)
  String caFile() default "";

  @AttributeDefinition(
      name = "Answer to a door's command (ms)",
      description =
          "How long each request of a door's command may take; less than the door's answerMillis."
              + " Milliseconds, 200 to 30000, default 1500",
      required = false,
      min = "200",
      max = "30000")
  int answerMillis() default 1500;

  @AttributeDefinition(
      name = "Patience (s)",
      description = "How long any other request may take. Seconds, 1 to 120, default 30",
      required = false,
      min = "1",
      max = "120")
  int patienceSeconds() default 30;

  @AttributeDefinition(
      name = "Doors",
      description = "DOOR=PORTALKEY, for example front-door=3; up to 256. Default none",
      required = false)
  String[] doors() default {};

  @AttributeDefinition(
      name = "Door commands",
      description = "on: this gateway opens doors; off: it only reads. Default on",
      required = false)
  String doorCommands() default "on";

  @AttributeDefinition(
      name = "Take cards over",
      description = "on or off, default off",
      required = false)
  String sync() default "off";

  @AttributeDefinition(
      name = "Take cards over every (min)",
      description = "Minutes, 1 to 1440, default 15",
      required = false,
      min = "1",
      max = "1440")
  int syncMinutes() default 15;

  @AttributeDefinition(
      name = "Cards count for (h)",
      description =
          "How long a card counts while the head-end is out of reach. Hours, 1 to 720, default 24",
      required = false,
      min = "1",
      max = "720")
  int cacheHours() default 24;

  @AttributeDefinition(
      name = "Person field",
      description =
          "The user-defined field that holds our person's id, UDF1 to UDF20; needed with sync = on. No default",
      required = false)
  String personField() default "";

  @AttributeDefinition(
      name = "Panel",
      description = "The panel that the cards are of. Default any",
      required = false)
  String panel() default "any";

  @AttributeDefinition(
      name = "Card format",
      description = "The format of every card, as this gateway calls it. Default h10301",
      required = false)
  String cardFormat() default "h10301";

  @AttributeDefinition(
      name = "Card type",
      description = "Only cards of this CARDFORMAT of the NetBox. Default: any",
      required = false)
  String cardType() default "";

  @AttributeDefinition(
      name = "Facility code",
      description = "The facility code of every card: 0 to 4194303, default 0",
      required = false,
      min = "0",
      max = "4194303")
  int facility() default 0;

  @AttributeDefinition(
      name = "Keep doors released",
      description =
          "on: a door may be kept released on a lease. A gateway that is killed meanwhile leaves it"
              + " released, for the NetBox knows no lease. Default off",
      required = false)
  String hold() default "off";
}
