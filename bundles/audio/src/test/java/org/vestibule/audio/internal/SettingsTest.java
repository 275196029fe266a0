// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SettingsTest {
  @ParameterizedTest
  @CsvSource({
    "speechThreshold, 7",
    "speechThreshold, NaN",
    "speechThreshold, soft",
    "speechThreshold, ''",
    "silenceHangoverMillis, 199",
    "silenceHangoverMillis, 2001",
    "silenceHangoverMillis, 600.5",
    "maxConcurrent, 0",
    "maxConcurrent, 17",
    "minConfidence, 1",
    "maxUtteranceSeconds, 1e9",
    "silenceHangover, 600",
    "leastHangoverMillis, 199",
    "partialMillis, -1",
    "beamWidth, 9",
    "recogniserDenoiser, on"
  })
  void anImpossibleSettingIsRefusedWithKeyValueAndBound(String key, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("configuration-invalid");
              assertThat(e.input()).contains(key);
            });
  }

  @Test
  void whatTheContainerAddsIsNotLookedAt() throws VestibuleException {
    Settings settings =
        Settings.of(
            Map.of(
                "service.pid",
                "x",
                "component.id",
                7L,
                "felix.fileinstall.filename",
                "x",
                ".hidden",
                "x",
                "minSpeechMillis",
                "300",
                "speechThreshold",
                0.6));

    assertThat(settings.minSpeechMillis()).isEqualTo(300);
    assertThat(settings.speechThreshold()).isEqualTo(0.6);
    assertThat(settings.maxConcurrent()).isEqualTo(Settings.DEFAULTS.maxConcurrent());
  }

  @Test
  void theFormShowsTheBoundsAndDefaultsThatAreEnforced() throws Exception {
    Path form = Path.of("target/classes/OSGI-INF/metatype/org.vestibule.audio.xml");
    NodeList attributes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(form.toFile())
            .getElementsByTagName("AD");

    assertThat(attributes.getLength()).isEqualTo(Settings.class.getRecordComponents().length);
    for (int i = 0; i < attributes.getLength(); i++) {
      Element attribute = (Element) attributes.item(i);
      String key = attribute.getAttribute("id");
      assertThat(Settings.of(Map.of(key, attribute.getAttribute("default"))))
          .isEqualTo(Settings.DEFAULTS);
      if (attribute.getAttribute("type").equals("String")) {
        NodeList options = attribute.getElementsByTagName("Option");
        for (int j = 0; j < options.getLength(); j++) {
          Settings.of(Map.of(key, ((Element) options.item(j)).getAttribute("value")));
        }
        continue;
      }
      if (attribute.getAttribute("type").equals("Boolean")) {
        assertThatThrownBy(() -> Settings.of(Map.of(key, "perhaps"))).hasMessageContaining(key);
        continue;
      }
      double min = Double.parseDouble(attribute.getAttribute("min"));
      double max = Double.parseDouble(attribute.getAttribute("max"));
      Settings.of(Map.of(key, min));
      Settings.of(Map.of(key, max));
      double step = attribute.getAttribute("type").equals("Double") ? 0.001 : 1;
      assertThatThrownBy(() -> Settings.of(Map.of(key, min - step))).hasMessageContaining(key);
      assertThatThrownBy(() -> Settings.of(Map.of(key, max + step))).hasMessageContaining(key);
    }
  }
}
