// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.dahua;

import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerForm;

/** What a person may set for one Dahua station. */
@ObjectClassDefinition(
    id = DahuaForm.PID,
    factoryPid = DahuaForm.PID,
    name = "Vestibule Dahua door station",
    description = "Bell, inputs and camera of a Dahua station; one configuration for each")
interface DahuaForm extends MakerForm {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.dahua";
}
