// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.akuvox;

import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerForm;

/** What a person may set for one Akuvox station. */
@ObjectClassDefinition(
    id = AkuvoxForm.PID,
    factoryPid = AkuvoxForm.PID,
    name = "Vestibule Akuvox door station",
    description =
        "Camera of an Akuvox station; its bell and sound are SIP's; one configuration for each")
interface AkuvoxForm extends MakerForm {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.akuvox";
}
