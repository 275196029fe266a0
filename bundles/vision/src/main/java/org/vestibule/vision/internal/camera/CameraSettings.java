// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.camera;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.vision.internal.camera.CameraProfile.Infrared;
import org.vestibule.vision.internal.picture.FisheyeLens;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Pinhole;
import org.vestibule.vision.internal.picture.RadialLens;

/**
 * One camera's configuration, checked. Keys, bounds and defaults are those of {@link CameraConfig}.
 *
 * @param station whose camera it is
 * @param profile what is special about it
 */
record CameraSettings(StationId station, CameraProfile profile) {
  private static final List<String> KEYS =
      List.of(
          "station",
          "lens",
          "fx",
          "fy",
          "cx",
          "cy",
          "k1",
          "k2",
          "k3",
          "k4",
          "p1",
          "p2",
          "infrared",
          "minSharpness",
          "stricterBy");

  private static final int LONGEST_WORD = 20;

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key, an impossible
   *     value or a lens that cannot be
   */
  static CameraSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(CameraConfig.PID, properties, KEYS);
    StationId station = new StationId(reader.name("station", null, "front"));
    Lens lens = lens(reader);
    String infrared = reader.text("infrared", LONGEST_WORD, "auto");
    if (!List.of("auto", "true", "false").contains(infrared)) {
      throw invalid("infrared", infrared, "auto, true or false", "auto");
    }
    double sharpness = reader.number("minSharpness", -1, 100, -1);
    return new CameraSettings(
        station,
        new CameraProfile(
            lens,
            Infrared.valueOf(infrared.toUpperCase(Locale.ROOT)),
            sharpness < 0 ? Double.NaN : sharpness,
            reader.number("stricterBy", 0, 0.5, 0)));
  }

  private static Lens lens(SettingsReader reader) throws VestibuleException {
    String kind = reader.text("lens", LONGEST_WORD, "none");
    double fx = reader.number("fx", 0, 10, 0, "0.9");
    double fy = reader.number("fy", 0, 10, 0, "1.2");
    double cx = reader.number("cx", 0, 1, 0.5);
    double cy = reader.number("cy", 0, 1, 0.5);
    double k1 = reader.number("k1", -10, 10, 0);
    double k2 = reader.number("k2", -10, 10, 0);
    double k3 = reader.number("k3", -10, 10, 0);
    double k4 = reader.number("k4", -10, 10, 0);
    double p1 = reader.number("p1", -1, 1, 0);
    double p2 = reader.number("p2", -1, 1, 0);
    Pinhole pinhole = new Pinhole(fx, fy, cx, cy);
    Lens lens =
        switch (kind) {
          case "none" -> Lens.NONE;
          case "radial" -> new RadialLens(pinhole, k1, k2, p1, p2, k3);
          case "fisheye" -> new FisheyeLens(pinhole, k1, k2, k3, k4);
          default -> throw invalid("lens", kind, "none, radial or fisheye", "radial");
        };
    if (lens.straight()) {
      return lens;
    }
    needed("fx", fx, "0.9");
    needed("fy", fy, "1.2");
    foreign("k4", kind.equals("radial") ? k4 : 0, kind);
    foreign("p1", kind.equals("fisheye") ? p1 : 0, kind);
    foreign("p2", kind.equals("fisheye") ? p2 : 0, kind);
    if (lens.folds()) {
      throw SettingsReader.invalid(
          CameraConfig.PID,
          "lens",
          "coefficients that fold the picture over itself",
          "a distance from the axis that grows all over the picture",
          "Calibrate the camera again with the board near the corners too, or set lens = none.");
    }
    return lens;
  }

  private static void needed(String key, double value, String example) throws VestibuleException {
    if (value == 0) {
      throw invalid(key, "0.0", "above 0 with a lens", example);
    }
  }

  private static void foreign(String key, double value, String kind) throws VestibuleException {
    if (value != 0) {
      throw invalid(key, Double.toString(value), "no such coefficient with lens = " + kind, "0");
    }
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        CameraConfig.PID, key, "'" + found + "'", allowed, SettingsReader.example(key, example));
  }
}
