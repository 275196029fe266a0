// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one polled reader. {@link PanelSettings} enforces it. */
@ObjectClassDefinition(
    id = PanelConfig.PID,
    factoryPid = PanelConfig.PID,
    name = "Vestibule OSDP panel",
    description =
        "A reader or a module whose panel is this gateway; one configuration for each. Those with"
            + " the same line share it")
@interface PanelConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.osdp.panel";

  @AttributeDefinition(
      name = "Name",
      description = "Names it and its key: 1 to 63 of a-z, 0-9 and '-'; no default")
  String name();

  @AttributeDefinition(name = "Door", description = "The id of the door it is for; no default")
  String door();

  @AttributeDefinition(
      name = "Line",
      description =
          "serial:/dev/ttyUSB0?baud=9600, tcp:host:port or listen:address:port; no default")
  String line();

  @AttributeDefinition(
      name = "Address",
      description = "Its address on the line, 0 to 126, default 0",
      required = false,
      min = "0",
      max = "126")
  int address() default 0;

  @AttributeDefinition(
      name = "Secure channel",
      description =
          "required: only under a key of its own. optional: also in clear, where it never had a"
              + " key; whoever reaches the wire can then open the door. Default required",
      required = false)
  String secure() default "required";

  @AttributeDefinition(
      name = "Lock",
      description = "The number of the output that moves the lock, 0 to 63; default none",
      required = false)
  String lock() default "";

  @AttributeDefinition(
      name = "Lock type",
      description =
          "fail-secure: the output is on to open. fail-safe: it is off to open. Default fail-secure",
      required = false)
  String lockType() default "fail-secure";

  @AttributeDefinition(
      name = "Inputs",
      description =
          "What is wired: NUMBER:WHAT, with :closed where 1 is the quiet state. WHAT is contact,"
              + " exit-request, tamper, power or fire-release. Default none",
      required = false)
  String[] inputs() default {};

  @AttributeDefinition(
      name = "Idle colour",
      description =
          "The light while nobody is there: none, red, green, amber, blue, magenta, cyan or white;"
              + " default red",
      required = false)
  String idleColour() default "red";

  @AttributeDefinition(
      name = "Beep",
      description = "Whether it beeps, short for yes and long for no; default true",
      required = false)
  boolean beep() default true;

  @AttributeDefinition(
      name = "Text",
      description = "Whether it writes, where it has a display; default true",
      required = false)
  boolean text() default true;
}
