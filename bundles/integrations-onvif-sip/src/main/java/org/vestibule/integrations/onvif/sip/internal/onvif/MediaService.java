// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * A device's streams, by Media 2 (ONVIF Media2 Service) or Media 1 (ONVIF Media Service). Thread-
 * safe.
 */
final class MediaService {
  private static final int MOST_PROFILES = 64;

  private final OnvifClient client;
  private final Addresses addresses;
  private final URI service;
  private final boolean second;
  private final List<MediaProfile> profiles;

  private MediaService(
      OnvifClient client,
      Addresses addresses,
      URI service,
      boolean second,
      List<MediaProfile> profiles) {
    this.client = client;
    this.addresses = addresses;
    this.service = service;
    this.second = second;
    this.profiles = profiles;
  }

  /**
   * Asks for the profiles, of Media 2 where the device has it and says something there.
   *
   * @return empty where the device has no media service
   * @throws VestibuleException as {@link OnvifClient#ask}
   */
  static Optional<MediaService> read(OnvifClient client, Services services)
      throws VestibuleException, InterruptedException {
    Optional<URI> newer = services.find("tr2");
    Optional<URI> older = services.find("trt");
    if (newer.isPresent()) {
      try {
        // Without the type a device answers names alone.
        Xml ask = Xml.of("tr2:GetProfiles", Xml.text("tr2:Type", "All"));
        List<MediaProfile> all = profiles(client.ask(newer.get(), ask));
        if (!all.isEmpty() || older.isEmpty()) {
          return Optional.of(
              new MediaService(client, services.addresses(), newer.get(), true, all));
        }
      } catch (VestibuleException e) {
        if (!Connection.REFUSALS.contains(e.code()) || older.isEmpty()) {
          throw e;
        }
      }
    }
    if (older.isEmpty()) {
      return Optional.empty();
    }
    List<MediaProfile> all = profiles(client.ask(older.get(), Xml.of("trt:GetProfiles")));
    return Optional.of(new MediaService(client, services.addresses(), older.get(), false, all));
  }

  /** Returns those that have pictures, in the device's order. */
  List<MediaProfile> profiles() {
    return profiles;
  }

  /** Returns which of the two services is asked. */
  String shown() {
    return second ? "Media 2" : "Media 1";
  }

  /**
   * Asks where a profile's stream is.
   *
   * @throws VestibuleException as {@link OnvifClient#ask}, {@code address-untrusted}
   */
  URI stream(MediaProfile profile) throws VestibuleException, InterruptedException {
    Xml token = Xml.text(second ? "tr2:ProfileToken" : "trt:ProfileToken", profile.token());
    Xml ask =
        second
            ? Xml.of("tr2:GetStreamUri", Xml.text("tr2:Protocol", "RtspUnicast"), token)
            : Xml.of(
                "trt:GetStreamUri",
                Xml.of(
                    "trt:StreamSetup",
                    Xml.text("tt:Stream", "RTP-Unicast"),
                    Xml.of("tt:Transport", Xml.text("tt:Protocol", "RTSP"))),
                token);
    return addresses.stream(uri(client.ask(service, ask)));
  }

  /**
   * Asks where a profile's picture can be fetched.
   *
   * @throws VestibuleException as {@link OnvifClient#ask}, {@code address-untrusted}
   */
  URI snapshot(MediaProfile profile) throws VestibuleException, InterruptedException {
    String prefix = second ? "tr2:" : "trt:";
    Xml token = Xml.text(prefix + "ProfileToken", profile.token());
    return addresses.service(uri(client.ask(service, Xml.of(prefix + "GetSnapshotUri", token))));
  }

  private static String uri(XmlNode answer) {
    String wrapped = answer.textAt("MediaUri", "Uri");
    return wrapped.isEmpty() ? answer.textAt("Uri") : wrapped;
  }

  private static List<MediaProfile> profiles(XmlNode answer) {
    return answer.all("Profiles").stream()
        .limit(MOST_PROFILES)
        .map(MediaProfile::read)
        .flatMap(Optional::stream)
        .toList();
  }
}
