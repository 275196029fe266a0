// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
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
    "delayMillis, -1",
    "delayMillis, 501",
    "delayMillis, 40.5",
    "delayMillis, soon",
    "highPass, yes",
    "noiseSuppression, loud",
    "noiseSuppression, OFF",
    "delay, 40"
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
        Settings.of(Map.of("service.pid", "x", "component.id", 7L, "delayMillis", "120"));

    assertThat(settings).isEqualTo(new Settings(120, false, "off"));
  }

  @Test
  void theFormShowsTheBoundsAndDefaultsThatAreEnforced() throws Exception {
    Path form = Path.of("target/classes/OSGI-INF/metatype/org.vestibule.echo.xml");
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
      if (key.equals("delayMillis")) {
        int min = Integer.parseInt(attribute.getAttribute("min"));
        int max = Integer.parseInt(attribute.getAttribute("max"));
        Settings.of(Map.of(key, min));
        Settings.of(Map.of(key, max));
        assertThatThrownBy(() -> Settings.of(Map.of(key, min - 1))).hasMessageContaining(key);
        assertThatThrownBy(() -> Settings.of(Map.of(key, max + 1))).hasMessageContaining(key);
      }
      if (key.equals("noiseSuppression")) {
        NodeList options = attribute.getElementsByTagName("Option");
        assertThat(
                IntStream.range(0, options.getLength())
                    .mapToObj(n -> ((Element) options.item(n)).getAttribute("value")))
            .containsExactlyElementsOf(Settings.LEVELS);
      }
    }
  }
}
