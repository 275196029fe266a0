// SPDX-License-Identifier: Apache-2.0
package org.vestibule.synthesis.internal;

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
  @CsvSource({"rate, 79", "rate, fast", "pitch, 201", "pitch, NaN", "voice, kevin"})
  void anImpossibleSettingIsRefusedWithItsKey(String key, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("configuration-invalid");
              assertThat(e.input()).contains(key);
            });
  }

  @Test
  void theFormShowsTheBoundsAndDefaultsThatAreEnforced() throws Exception {
    NodeList attributes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("target/classes/OSGI-INF/metatype/org.vestibule.synthesis.xml").toFile())
            .getElementsByTagName("AD");
    assertThat(attributes.getLength()).isEqualTo(Settings.class.getRecordComponents().length);
    for (int i = 0; i < attributes.getLength(); i++) {
      Element attribute = (Element) attributes.item(i);
      String key = attribute.getAttribute("id");
      int min = Integer.parseInt(attribute.getAttribute("min"));
      int max = Integer.parseInt(attribute.getAttribute("max"));
      assertThat(Settings.of(Map.of(key, attribute.getAttribute("default"))))
          .isEqualTo(Settings.DEFAULTS);
      Settings.of(Map.of(key, min));
      Settings.of(Map.of(key, max));
      assertThatThrownBy(() -> Settings.of(Map.of(key, min - 1))).hasMessageContaining(key);
      assertThatThrownBy(() -> Settings.of(Map.of(key, max + 1))).hasMessageContaining(key);
    }
  }
}
