// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;

/**
 * What is configured of the pictures of a stream. Keys and defaults are those of {@link
 * PictureForm}.
 *
 * @param width pixels, even
 * @param height pixels, even
 * @param fps pictures a second
 */
public record PictureSettings(int width, int height, int fps, StreamWish.Options options) {
  /** The keys that are read here. */
  public static final List<String> KEYS = List.of("width", "height", "fps", "night", "fisheye");

  /** Those of them that make sense where the device itself says how large its streams are. */
  public static final List<String> LOOK_KEYS = List.of("night", "fisheye");

  private static final String EXAMPLE = "960,960,480,480,470,180,0,0,90";

  /**
   * Reads them.
   *
   * @param areas of the station
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static PictureSettings of(String pid, SettingsReader reader, LiveAreas areas)
      throws VestibuleException {
    return new PictureSettings(
        even(pid, "width", reader.integer("width", 160, 1920, 640)),
        even(pid, "height", reader.integer("height", 120, 1080, 480)),
        reader.integer("fps", 2, 30, 10),
        look(pid, reader, areas));
  }

  /**
   * Reads {@link #LOOK_KEYS}.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static StreamWish.Options look(String pid, SettingsReader reader, LiveAreas areas)
      throws VestibuleException {
    return new StreamWish.Options(fisheye(pid, reader), reader.flag("night", false), true, areas);
  }

  /** Returns the wish for a stream with these pictures, with the login of {@code device}. */
  public StreamWish of(StationId station, URI stream, DeviceAddress device) {
    return new StreamWish(
        station,
        stream,
        device.username(),
        device.passwordFile(),
        device.basic(),
        width,
        height,
        fps,
        options);
  }

  private static int even(String pid, String key, int pixels) throws VestibuleException {
    if (pixels % 2 != 0) {
      throw SettingsReader.invalid(
          pid, key, "" + pixels, "an even number", SettingsReader.example(key, "" + (pixels + 1)));
    }
    return pixels;
  }

  private static Optional<FisheyeView> fisheye(String pid, SettingsReader reader)
      throws VestibuleException {
    String text = reader.text("fisheye", 200, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      double[] of = Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
      return Optional.of(
          new FisheyeView(
              (int) of[0], (int) of[1], of[2], of[3], of[4], of[5], of[6], of[7], of[8]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw SettingsReader.invalid(
          pid,
          "fisheye",
          "'" + text + "'",
          "nine numbers with commas that fit a lens",
          SettingsReader.example("fisheye", EXAMPLE));
    }
  }
}
