// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.List;
import org.vestibule.integrations.access.control.internal.osdp.Capability;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;

/**
 * What one reader is on its bus.
 *
 * @param address 0 to 126
 * @param baud what it says when it is asked for its speed
 * @param id who it is
 * @param clearText whether a reader without a key may be used without a secure channel: then
 *     whoever is on the wire reads the cards
 */
public record PdProfile(int address, int baud, ReaderId id, boolean clearText) {
  /** How many outputs it reports: what a panel switches there is shown, and moves nothing. */
  static final int OUTPUTS = 1;

  /** How many lights it has. */
  static final int LIGHTS = 2;

  List<Capability> capabilities(boolean keyed) {
    return List.of(
        new Capability(Capability.OUTPUTS, 2, OUTPUTS),
        new Capability(Capability.CARD_FORMAT, 1, 0),
        new Capability(Capability.LED, 4, LIGHTS),
        new Capability(Capability.AUDIBLE, 2, 1),
        new Capability(Capability.TEXT, 1, 1),
        new Capability(Capability.CHECK_CHARACTER, 1, 0),
        new Capability(Capability.SECURITY, 1, keyed ? 0 : 1),
        Capability.size(Capability.RECEIVE_BUFFER, Frame.LONGEST),
        Capability.size(Capability.LARGEST_MESSAGE, Frame.LONGEST),
        new Capability(Capability.READERS, 0, 1),
        new Capability(Capability.VERSION, 2, 0));
  }
}
