// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.twon;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerForm;

/** What a person may set for one 2N station. */
@ObjectClassDefinition(
    id = TwonForm.PID,
    factoryPid = TwonForm.PID,
    name = "Vestibule 2N door station",
    description = "Bell, inputs and camera of a 2N station; one configuration for each")
interface TwonForm extends MakerForm {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.2n";

  @AttributeDefinition(
      name = "Buttons",
      description =
          "BUTTON=UNIT: which button is whose, as the maker numbers them; others ring for everybody",
      required = false)
  String[] buttons();
}
