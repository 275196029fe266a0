// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

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

class LineSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "jitterLeastMillis, 19",
    "jitterMostMillis, 40.5",
    "jitterMostMillis, 99",
    "echoTailMillis, long",
    "targetDbfs, 0",
    "maxGainDb, NaN",
    "echoTail, 250"
  })
  void anImpossibleSettingIsRefusedWithKeyValueAndBound(String key, String value) {
    assertThatThrownBy(() -> LineSettings.of(Map.of(key, value)))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("configuration-invalid");
              assertThat(e.input()).contains(key, LineConfig.PID);
            });
  }

  @Test
  void theFormShowsTheBoundsAndDefaultsThatAreEnforced() throws Exception {
    Path form = Path.of("target/classes/OSGI-INF/metatype/org.vestibule.audio.line.xml");
    NodeList attributes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(form.toFile())
            .getElementsByTagName("AD");

    assertThat(attributes.getLength()).isEqualTo(LineSettings.class.getRecordComponents().length);
    for (int i = 0; i < attributes.getLength(); i++) {
      Element attribute = (Element) attributes.item(i);
      String key = attribute.getAttribute("id");
      double min = Double.parseDouble(attribute.getAttribute("min"));
      double max = Double.parseDouble(attribute.getAttribute("max"));
      assertThat(LineSettings.of(Map.of(key, attribute.getAttribute("default"))))
          .isEqualTo(LineSettings.DEFAULTS);
      LineSettings.of(Map.of(key, min));
      LineSettings.of(Map.of(key, max));
      assertThatThrownBy(() -> LineSettings.of(Map.of(key, min - 1))).hasMessageContaining(key);
      assertThatThrownBy(() -> LineSettings.of(Map.of(key, max + 1))).hasMessageContaining(key);
    }
  }
}
