// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What a person may set for one reader that this gateway is. {@link ReaderSettings} enforces it.
 */
@ObjectClassDefinition(
    id = ReaderConfig.PID,
    factoryPid = ReaderConfig.PID,
    name = "Vestibule OSDP reader",
    description =
        "A reader port of a panel at which this gateway is the reader; one configuration for each."
            + " Those with the same line share it")
@interface ReaderConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.osdp.reader";

  @AttributeDefinition(
      name = "Name",
      description = "Names it and its key: 1 to 63 of a-z, 0-9 and '-'; no default")
  String name();

  @AttributeDefinition(
      name = "Door",
      description = "The id of the door that the panel opens; no default")
  String door();

  @AttributeDefinition(
      name = "Line",
      description =
          "serial:/dev/ttyUSB0?baud=9600, tcp:host:port or listen:address:port; no default")
  String line();

  @AttributeDefinition(
      name = "Address",
      description = "The reader's address, as the panel is told. 0 to 126, default 0",
      required = false,
      min = "0",
      max = "126")
  int address() default 0;

  @AttributeDefinition(
      name = "Granted",
      description =
          "What says that the panel opens: colours of a light (red, green, amber, blue, magenta,"
              + " cyan, white), or output. Default green",
      required = false)
  String[] granted() default {"green"};

  @AttributeDefinition(
      name = "Denied",
      description = "What says that it does not: colours of a light. Default red",
      required = false)
  String[] denied() default {"red"};

  @AttributeDefinition(
      name = "Answer within (ms)",
      description =
          "After so long without an answer to a card nobody knows whether the door opened."
              + " Milliseconds, 100 to 10000, default 1500",
      required = false,
      min = "100",
      max = "10000")
  int answerMillis() default 1500;

  @AttributeDefinition(
      name = "Not again within (ms)",
      description =
          "For so long no second card of the same person is sent. Milliseconds, 1000 to 60000,"
              + " default 5000",
      required = false,
      min = "1000",
      max = "60000")
  int debounceMillis() default 5000;

  @AttributeDefinition(
      name = "Clear text",
      description =
          "Whether cards are sent without a secure channel while the reader has no key: whoever is"
              + " on the wire can then copy them. Default false",
      required = false)
  boolean clearText() default false;

  @AttributeDefinition(
      name = "Keypad",
      description =
          "Whose the keys are that are pressed at the door's stations: house, or panel. Default"
              + " house",
      required = false)
  String keypad() default "house";

  @AttributeDefinition(
      name = "Trace file",
      description =
          "An .osdpcap file into which the line's frames are written, without keys and cards, at"
              + " most 16 MiB; default none",
      required = false)
  String traceFile() default "";
}
