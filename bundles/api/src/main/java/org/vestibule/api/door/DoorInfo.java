// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

/**
 * A door as shown to people.
 *
 * @param id its name in topics and paths
 * @param title its name for people
 * @param actuator what drives it, for example {@code simulated}
 * @param state its lock's state now
 */
public record DoorInfo(DoorId id, String title, String actuator, DoorState state) {}
