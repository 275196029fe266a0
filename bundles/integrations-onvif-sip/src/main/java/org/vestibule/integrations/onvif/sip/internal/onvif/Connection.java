// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;

/**
 * What was found at a device when the gateway connected to it.
 *
 * @param media empty: the device has no pictures
 * @param events empty: the device tells of nothing
 * @param refused why it does not let itself be subscribed to, though it has events
 */
record Connection(
    OnvifClient client,
    DeviceInfo info,
    Services services,
    Optional<MediaService> media,
    Wiring wiring,
    Optional<PullPoint> events,
    Optional<VestibuleException> refused) {
  /** The codes of what a device does not do, or does wrong, though it can be talked to. */
  static final Set<String> REFUSALS =
      Set.of("device-refused", "not-supported", "answer-invalid", "address-untrusted");

  /**
   * Asks for everything, in the order in which each can say most clearly what is wrong.
   *
   * @throws VestibuleException as {@link OnvifClient#ask}, {@code address-untrusted}
   */
  static Connection open(OnvifClient client, LongSupplier nanos)
      throws VestibuleException, InterruptedException {
    readClock(client);
    DeviceInfo info = DeviceInfo.read(client);
    Services services = Services.read(client);
    // Before all else that takes time: somebody may press the button now.
    Optional<PullPoint> events = Optional.empty();
    Optional<VestibuleException> refused = Optional.empty();
    try {
      events = PullPoint.open(client, services, nanos);
    } catch (VestibuleException e) {
      if (!REFUSALS.contains(e.code())) {
        throw e;
      }
      refused = Optional.of(e);
    }
    return new Connection(
        client,
        info,
        services,
        MediaService.read(client, services),
        Wiring.read(client, services),
        events,
        refused);
  }

  /** Returns those that have pictures. */
  List<MediaProfile> profiles() {
    return media.map(MediaService::profiles).orElse(List.of());
  }

  private static void readClock(OnvifClient client)
      throws VestibuleException, InterruptedException {
    try {
      client.readClock();
    } catch (VestibuleException e) {
      // A device that wants a login even for this is asked with the clock of this machine.
      if (!e.code().equals("credentials-wrong") && !REFUSALS.contains(e.code())) {
        throw e;
      }
    }
  }
}
