// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.hikvision;

import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerForm;

/** What a person may set for one Hikvision station. */
@ObjectClassDefinition(
    id = HikvisionForm.PID,
    factoryPid = HikvisionForm.PID,
    name = "Vestibule Hikvision door station",
    description = "Bell and camera of a Hikvision station; one configuration for each")
interface HikvisionForm extends MakerForm {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.hikvision";
}
