// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.StationId;
import org.vestibule.vision.internal.picture.FisheyeLens;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Pinhole;
import org.vestibule.vision.internal.picture.RadialLens;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CameraSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "station, 'Front Door'",
    "lens, barrel",
    "fx, 11",
    "k1, NaN",
    "p1, 2",
    "infrared, sometimes",
    "minSharpness, 101",
    "stricterBy, 0.6",
    "stricterBy, -0.1",
    "strictBy, 0.1"
  })
  void theImpossibleIsRefusedByItsKey(String key, String value) {
    Map<String, String> camera = new HashMap<>(Map.of("station", "front"));
    camera.put(key, value);
    assertRefused(camera, key);
  }

  @Test
  void aCameraWithoutStationIsRefused() {
    assertRefused(Map.of("lens", "none"), "station");
  }

  @ParameterizedTest
  @CsvSource({"fx, fy", "fy, fx"})
  void aLensNeedsItsFocalLengths(String missing, String given) {
    assertRefused(Map.of("station", "front", "lens", "radial", given, "0.9"), missing);
  }

  @ParameterizedTest
  @CsvSource({"radial, k4", "fisheye, p1", "fisheye, p2"})
  void aCoefficientOfTheOtherLensIsRefused(String lens, String key) {
    assertRefused(
        Map.of("station", "front", "lens", lens, "fx", "0.9", "fy", "1.2", key, "0.1"), key);
  }

  @Test
  void coefficientsThatFoldThePictureAreRefused() {
    Map<String, String> folding =
        Map.of("station", "front", "lens", "radial", "fx", "0.5", "fy", "0.67", "k1", "-0.4");

    assertThatThrownBy(() -> CameraSettings.of(folding))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "configuration-invalid")
        .hasMessageContaining("fold the picture");
  }

  @Test
  void aFullConfigurationIsTaken() throws Exception {
    CameraSettings settings =
        CameraSettings.of(
            Map.ofEntries(
                Map.entry("station", "front"),
                Map.entry("lens", "radial"),
                Map.entry("fx", "0.8"),
                Map.entry("fy", "1.07"),
                Map.entry("cy", "0.48"),
                Map.entry("k1", "-0.3"),
                Map.entry("k2", "0.08"),
                Map.entry("p1", "0.001"),
                Map.entry("infrared", "true"),
                Map.entry("minSharpness", "4"),
                Map.entry("stricterBy", "0.05")));

    assertThat(settings.station()).isEqualTo(new StationId("front"));
    assertThat(settings.profile())
        .isEqualTo(
            new CameraProfile(
                new RadialLens(new Pinhole(0.8, 1.07, 0.5, 0.48), -0.3, 0.08, 0.001, 0, 0),
                CameraProfile.Infrared.TRUE,
                4,
                0.05));
  }

  @Test
  void aFisheyeIsTaken() throws Exception {
    CameraSettings settings =
        CameraSettings.of(
            Map.of("station", "hall", "lens", "fisheye", "fx", 0.5, "fy", 0.67, "k4", 0.001));

    assertThat(settings.profile().lens())
        .isEqualTo(new FisheyeLens(new Pinhole(0.5, 0.67, 0.5, 0.5), 0, 0, 0, 0.001));
  }

  @Test
  void withoutALensItsCoefficientsWaitForOne() throws Exception {
    assertThat(CameraSettings.of(Map.of("station", "front", "k1", "10")).profile().lens())
        .isEqualTo(Lens.NONE);
  }

  @Test
  void formAndEnforcementSayTheSame() throws Exception {
    for (Method attribute : CameraConfig.class.getDeclaredMethods()) {
      String key = attribute.getName();
      Object standard = attribute.getDefaultValue();
      Map<String, Object> own = new HashMap<>(Map.of("station", "front"));
      own.merge(key, standard == null ? "front" : standard, (a, b) -> b);
      assertThat(CameraSettings.of(own).profile()).as(key).isEqualTo(CameraProfile.ORDINARY);
    }
  }

  @Test
  void theFormHasTheBoundsThatAreEnforced() throws Exception {
    NodeList form;
    try (InputStream in =
        CameraConfig.class.getResourceAsStream("/OSGI-INF/metatype/" + CameraConfig.PID + ".xml")) {
      form =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(in)
              .getElementsByTagName("AD");
    }
    int bounded = 0;
    for (int i = 0; i < form.getLength(); i++) {
      Element setting = (Element) form.item(i);
      String key = setting.getAttribute("id");
      if (setting.hasAttribute("min")) {
        bounded++;
        double min = Double.parseDouble(setting.getAttribute("min"));
        double max = Double.parseDouble(setting.getAttribute("max"));
        CameraSettings.of(Map.of("station", "front", key, min));
        CameraSettings.of(Map.of("station", "front", key, max));
        assertRefused(Map.of("station", "front", key, min - 0.01), key);
        assertRefused(Map.of("station", "front", key, max + 0.01), key);
      }
    }
    assertThat(bounded).isEqualTo(12);
  }

  private static void assertRefused(Map<String, ?> properties, String key) {
    assertThatThrownBy(() -> CameraSettings.of(properties))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "configuration-invalid")
        .hasMessageContaining(key);
  }
}
