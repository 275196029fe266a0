// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one OnGuard. {@link OnGuardSettings} enforces it. */
@ObjectClassDefinition(
    id = OnGuardConfig.PID,
    factoryPid = OnGuardConfig.PID,
    name = "Vestibule OnGuard",
    description = "A LenelS2 OnGuard; one configuration for each")
@interface OnGuardConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.onguard";

  @AttributeDefinition(
      name = "Name",
      description = "Names this head-end: 1 to 63 of a-z, 0-9 and '-'. Default onguard",
      required = false)
  String name() default "onguard";

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
      description = "DOOR=PANELID/READERID, for example front-door=1/2; up to 256. Default none",
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
          "The property of the cardholder that holds our person's id; needed with sync = on. No default",
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
      description = "Only badges of this TYPE, a number. Default: any",
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
      name = "Application id",
      description = "The id that the vendor gave to this integration; no default")
  String applicationId();

  @AttributeDefinition(
      name = "Directory",
      description =
          "The name or the id of the directory that knows the account. Default: the first",
      required = false)
  String directory() default "";

  @AttributeDefinition(
      name = "Queue commands",
      description =
          "on: the server takes a door's command as a task, and is asked for its end. Default off",
      required = false)
  String queue() default "off";

  @AttributeDefinition(
      name = "Ask for events every (s)",
      description = "Seconds, 0 to 3600; 0: never. Default 10",
      required = false,
      min = "0",
      max = "3600")
  int eventSeconds() default 10;
}
