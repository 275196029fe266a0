// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * One of the streams that a device offers.
 *
 * @param name for people
 * @param codec as the device says, for example {@code H264}
 * @param width pixels; 0: not said
 * @param height pixels; 0: not said
 * @param fps pictures a second at most; 0: not said
 * @param sound the codec of its sound; empty: none
 */
record MediaProfile(
    String token, String name, String codec, int width, int height, double fps, String sound) {
  /** A detector that gets less than this sees no face at a door. */
  private static final int LEAST_WIDTH = 640;

  private static final int MOST_SIDE = 16_384;

  /** Reads one of Media 1 or Media 2; empty where it has no pictures. */
  static Optional<MediaProfile> read(XmlNode profile) {
    Optional<XmlNode> video =
        profile
            .child("VideoEncoderConfiguration")
            .or(() -> profile.path("Configurations", "VideoEncoder"));
    String token = profile.attributes().getOrDefault("token", "");
    if (video.isEmpty() || token.isEmpty() || token.length() > 128) {
      return Optional.empty();
    }
    Optional<XmlNode> sound =
        profile
            .child("AudioEncoderConfiguration")
            .or(() -> profile.path("Configurations", "AudioEncoder"));
    return Optional.of(
        new MediaProfile(
            token,
            shortened(profile.textAt("Name")),
            shortened(video.get().textAt("Encoding")),
            side(video.get().textAt("Resolution", "Width")),
            side(video.get().textAt("Resolution", "Height")),
            rate(video.get().textAt("RateControl", "FrameRateLimit")),
            shortened(sound.map(one -> one.textAt("Encoding")).orElse(""))));
  }

  /** Returns the one for detection: the smallest that is large enough, or else the largest. */
  static Optional<MediaProfile> forDetection(List<MediaProfile> all) {
    return all.stream()
        .filter(one -> one.width >= LEAST_WIDTH)
        .min(Comparator.comparingLong(MediaProfile::pixels))
        .or(() -> forFaces(all));
  }

  /** Returns the one for faces: the largest, or the first of several. */
  static Optional<MediaProfile> forFaces(List<MediaProfile> all) {
    // max() would take the last of equal ones; devices list their main stream first.
    return all.stream().reduce((best, one) -> one.pixels() > best.pixels() ? one : best);
  }

  long pixels() {
    return (long) width * height;
  }

  /** Returns it for people. */
  String shown() {
    String size = width == 0 ? "size not said" : width + "x" + height;
    String rate = fps == 0 ? "" : ", " + (fps == Math.rint(fps) ? "" + (long) fps : fps) + " fps";
    return token
        + " ("
        + name
        + "): "
        + codec
        + " "
        + size
        + rate
        + (sound.isEmpty() ? "" : ", sound " + sound);
  }

  private static int side(String text) {
    return (int) number(text, MOST_SIDE);
  }

  private static double rate(String text) {
    return number(text, 1000);
  }

  private static double number(String text, double most) {
    try {
      double read = Double.parseDouble(text);
      return read >= 0 && read <= most ? read : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String shortened(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return plain.length() <= 60 ? plain : plain.substring(0, 60);
  }
}
