// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import org.vestibule.api.door.DoorId;

/**
 * What a station is.
 *
 * @param id its name in topics and paths
 * @param title its name for people, for example {@code "Front door"}
 * @param door the door that it stands at
 * @param video whether it can send pictures
 * @param audio whether it can send sound
 */
public record StationInfo(StationId id, String title, DoorId door, boolean video, boolean audio) {}
