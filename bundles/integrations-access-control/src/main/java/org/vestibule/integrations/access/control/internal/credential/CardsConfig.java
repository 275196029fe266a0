// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for cards. {@link CardsSettings} enforces it. */
@ObjectClassDefinition(
    id = CardsConfig.PID,
    name = "Vestibule cards",
    description = "Which panel stands behind which door, and which card formats it reads")
@interface CardsConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.cards";

  @AttributeDefinition(
      name = "Panels",
      description =
          "DOOR=PANEL for each door that has a panel, for example front-door=main,garage=main. At"
              + " a door without one only cards for any panel count. Default: none",
      required = false)
  String[] panels() default {};

  @AttributeDefinition(
      name = "Formats",
      description =
          "PANEL=FORMAT for each format that a panel reads, for example main=h10301. A panel that"
              + " is not named reads every format. Default: none",
      required = false)
  String[] formats() default {};
}
