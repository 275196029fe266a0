// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.wiegand;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one card format. {@link CardFormatSettings} enforces it. */
@ObjectClassDefinition(
    id = CardFormatConfig.PID,
    factoryPid = CardFormatConfig.PID,
    name = "Vestibule card format",
    description = "A card format that this gateway does not know yet; one configuration for each")
@interface CardFormatConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.cardformat";

  @AttributeDefinition(
      name = "Name",
      description = "As cards name it: 1 to 63 of a-z, 0-9 and '-'; no default")
  String name();

  @AttributeDefinition(
      name = "Bits",
      description = "How many bits a reader sends, 1 to 256; no default",
      min = "1",
      max = "256")
  int bits();

  @AttributeDefinition(
      name = "Facility code",
      description =
          "Its first and last bit, numbered from 1, for example 2-9; empty: the format has none."
              + " Default empty",
      required = false)
  String facility() default "";

  @AttributeDefinition(
      name = "Card number",
      description = "Its first and last bit, at most 63 bits, for example 10-25; no default")
  String number();

  @AttributeDefinition(
      name = "Parity",
      description =
          "Bits that check others, in the order in which they are computed, divided by ';', for"
              + " example 1 even over 2-13; 26 odd over 14-25. Default: none",
      required = false)
  String parity() default "";
}
