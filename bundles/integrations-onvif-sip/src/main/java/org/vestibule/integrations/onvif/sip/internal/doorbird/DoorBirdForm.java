// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.doorbird;

import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerForm;

/** What a person may set for one DoorBird station. */
@ObjectClassDefinition(
    id = DoorBirdForm.PID,
    factoryPid = DoorBirdForm.PID,
    name = "Vestibule DoorBird door station",
    description = "Bell and camera of a DoorBird station; one configuration for each")
interface DoorBirdForm extends MakerForm {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.doorbird";
}
