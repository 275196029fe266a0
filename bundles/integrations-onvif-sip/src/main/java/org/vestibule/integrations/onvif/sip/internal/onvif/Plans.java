// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.onvif.Pictures.Plan;
import org.vestibule.integrations.onvif.sip.internal.onvif.Pictures.Stream;

/** Chooses which of a device's streams are for detection and which for faces. */
final class Plans {
  private Plans() {}

  /**
   * Asks for the addresses of the chosen profiles.
   *
   * @throws VestibuleException {@code profile-missing} where a configured one is not there; as
   *     {@link OnvifClient#ask}
   */
  static Plan of(OnvifSettings settings, Connection connection)
      throws VestibuleException, InterruptedException {
    List<MediaProfile> all = connection.profiles();
    Optional<MediaProfile> small =
        chosen(all, settings.detectionProfile(), MediaProfile.forDetection(all));
    Optional<MediaProfile> large = chosen(all, settings.faceProfile(), MediaProfile.forFaces(all));
    Optional<Stream> watched = Optional.empty();
    Optional<Stream> faces = Optional.empty();
    Optional<URI> snapshot = Optional.empty();
    if (connection.media().isPresent() && small.isPresent()) {
      MediaService media = connection.media().get();
      watched = stream(media, small.get());
      faces = large.equals(small) ? Optional.empty() : stream(media, large.get());
      snapshot = snapshot(media, large.get());
    }
    return new Plan(watched, faces, snapshot, settings.target().address(), settings.look());
  }

  /** Asks for a picture's address; many devices have none. */
  static Optional<URI> snapshot(MediaService media, MediaProfile profile)
      throws VestibuleException, InterruptedException {
    try {
      return Optional.of(media.snapshot(profile));
    } catch (VestibuleException e) {
      return absent(e);
    }
  }

  private static Optional<Stream> stream(MediaService media, MediaProfile profile)
      throws VestibuleException, InterruptedException {
    try {
      return Optional.of(new Stream(media.stream(profile), profile));
    } catch (VestibuleException e) {
      return absent(e);
    }
  }

  private static <T> Optional<T> absent(VestibuleException e) throws VestibuleException {
    if (!Connection.REFUSALS.contains(e.code())) {
      throw e;
    }
    return Optional.empty();
  }

  private static Optional<MediaProfile> chosen(
      List<MediaProfile> all, String token, Optional<MediaProfile> usual)
      throws VestibuleException {
    if (token.isEmpty()) {
      return usual;
    }
    Optional<MediaProfile> named =
        all.stream().filter(one -> one.token().equals(token)).findFirst();
    if (named.isEmpty()) {
      throw new VestibuleException(
          "profile-missing",
          "profile '" + token + "'",
          "the device has none of this name",
          String.join(", ", all.stream().map(MediaProfile::token).toList()),
          "Correct the profile in the configuration, or at the device.");
    }
    return named;
  }
}
