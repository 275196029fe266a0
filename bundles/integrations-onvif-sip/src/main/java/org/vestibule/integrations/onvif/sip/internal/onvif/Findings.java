// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.Optional;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;

/** Says how a device is that is connected. */
final class Findings {
  private Findings() {}

  static Status of(
      String name,
      StationBasics basics,
      OnvifSettings settings,
      Connection found,
      boolean pictures) {
    Optional<String> relay =
        settings.doors().values().stream()
            .filter(token -> found.wiring().relay(token).isEmpty())
            .findFirst();
    if (relay.isPresent()) {
      return Status.degraded(
          Cause.CONFIGURATION,
          name
              + " has no relay '"
              + relay.get()
              + "'; it has "
              + found.wiring().relays().stream().map(Wiring.Relay::token).toList());
    }
    if (basics.info().video() && !pictures) {
      return Status.degraded(
          Cause.DEVICE_REFUSED, name + " offers no pictures; set up a profile at the device");
    }
    if (found.refused().isPresent()) {
      return Status.degraded(
          Cause.DEVICE_REFUSED,
          name + " tells of no button and no input: " + found.refused().get().getMessage());
    }
    return Status.ready(
        name
            + ": "
            + found.info().shown()
            + ", "
            + found.profiles().size()
            + " profiles, "
            + (found.events().isPresent() ? "tells what happens" : "tells nothing of inputs"));
  }
}
