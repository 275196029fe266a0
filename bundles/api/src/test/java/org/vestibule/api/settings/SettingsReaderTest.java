// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;

class SettingsReaderTest {
  private static final List<String> KEYS =
      List.of("title", "keepAliveSeconds", "acceptThreshold", "video", "doors");

  @Test
  void anUnknownKeyIsRefusedWithTheNearestKnownOneAndWithoutItsValue() {
    VestibuleException refused = refusal(() -> reader("aceptThreshold", "hunter2"));

    assertThat(refused.code()).isEqualTo("configuration-invalid");
    assertThat(refused.input()).isEqualTo("setting aceptThreshold of org.example");
    assertThat(refused.allowed()).isEqualTo(String.join(", ", KEYS));
    assertThat(refused.remedy()).contains("for example to acceptThreshold");
    assertThat(refused).hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "4", "3601", "5.5", "30s", "30d", "NaN", "0x1E", "99999999999", "1e999999999"})
  void anImpossibleWholeNumberIsRefusedWithValueBoundAndExample(String value) {
    VestibuleException refused =
        refusal(() -> reader("keepAliveSeconds", value).integer("keepAliveSeconds", 5, 3600, 30));

    assertThat(refused.found()).isEqualTo(value.isEmpty() ? "nothing" : "'" + value + "'");
    assertThat(refused.allowed()).isEqualTo("a whole number from 5 to 3600");
    assertThat(refused.remedy()).isEqualTo("Set keepAliveSeconds = 30, for example.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "-0.1", "NaN", "Infinity", "0.5f", "1e999999999", "high"})
  void anImpossibleNumberIsRefusedWithBoundAndExample(String value) {
    VestibuleException refused =
        refusal(() -> reader("acceptThreshold", value).number("acceptThreshold", 0, 1, 0, "0.4"));

    assertThat(refused.allowed()).isEqualTo("a number from 0.0 to 1.0");
    assertThat(refused.remedy()).isEqualTo("Set acceptThreshold = 0.4, for example.");
    assertThat(
            refusal(() -> reader("acceptThreshold", Double.NaN).number("acceptThreshold", 0, 1, 0)))
        .hasMessageContaining("'NaN'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE", "1"})
  void aFlagIsTrueOrFalse(String value) {
    assertThat(refusal(() -> reader("video", value).flag("video", true)).allowed())
        .isEqualTo("true or false");
  }

  @Test
  void aLongTextIsRefusedByItsLengthAndNeverShown() {
    VestibuleException refused =
        refusal(() -> reader("title", "s".repeat(81)).text("title", 80, "x"));

    assertThat(refused.found()).isEqualTo("81 characters");
    assertThat(refused).hasMessageNotContaining("sss");
  }

  @Test
  void whatIsNoPathIsRefusedByItsKey() throws VestibuleException {
    VestibuleException refused = refusal(() -> reader("title", "a\0b").path("title", 80));

    assertThat(refused.input()).contains("title");
    assertThat(reader("title", "").path("title", 80)).isEmpty();
    assertThat(reader("title", "/etc/x").path("title", 80)).hasToString("Optional[/etc/x]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Front Door", "-front", "../front"})
  void aNameHasTheFormOfIdentifiers(String value) {
    VestibuleException refused =
        refusal(() -> reader("title", value).name("title", null, "front-door"));

    assertThat(refused.allowed()).isEqualTo("1 to 63 of a-z, 0-9 and '-'");
    assertThat(refused.remedy()).isEqualTo("Set title = front-door, for example.");
    assertThat(refusal(() -> reader(Map.of()).name("title", null, "front-door")).found())
        .isEqualTo("nothing");
  }

  @Test
  void whatBelongsElsewhereIsRefused() {
    assertThat(refusal(() -> reader("doors", "a,b,c").list("doors", 2, List.of())).found())
        .isEqualTo("3 values");
    assertThat(refusal(() -> reader("title", new String[] {"a", "b"}).text("title", 80, "")))
        .hasMessageContaining("one value");
    assertThat(refusal(() -> reader("title", "x".repeat(300)).name("title", null, "a")).found())
        .hasSizeLessThan(110)
        .endsWith("...");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader(Map.of()).text("titel", 80, ""))
        .withMessageContaining("titel");
  }

  @Test
  void whatTheConfigurationDoesNotSayHasItsFallback() throws VestibuleException {
    SettingsReader empty = reader(Map.of());

    assertThat(empty.integer("keepAliveSeconds", 5, 3600, 30)).isEqualTo(30);
    assertThat(empty.number("acceptThreshold", 0.1, 1, 0)).isZero();
    assertThat(empty.flag("video", true)).isTrue();
    assertThat(empty.list("doors", 2, List.of("front"))).containsExactly("front");
    assertThat(empty.name("title", "home", "home")).isEqualTo("home");
    assertThat(reader("title", " ").text("title", 80, "Front")).isEqualTo("Front");
    assertThat(reader("doors", "").list("doors", 2, List.of("front"))).isEmpty();
  }

  @Test
  void valuesAreReadAsTheFileAndAsTheFormWriteThem() throws VestibuleException {
    assertThat(reader("keepAliveSeconds", " 5 ").integer("keepAliveSeconds", 5, 9, 6)).isEqualTo(5);
    assertThat(reader("keepAliveSeconds", 9).integer("keepAliveSeconds", 5, 9, 6)).isEqualTo(9);
    assertThat(reader("keepAliveSeconds", 9.0).integer("keepAliveSeconds", 5, 9, 6)).isEqualTo(9);
    assertThat(reader("acceptThreshold", "1").number("acceptThreshold", 0, 1, 0)).isEqualTo(1);
    assertThat(reader("acceptThreshold", 0.25f).number("acceptThreshold", 0, 1, 0)).isEqualTo(0.25);
    assertThat(reader("video", false).flag("video", true)).isFalse();
    assertThat(reader("title", " Front ").text("title", 80, "")).isEqualTo("Front");
    for (Object doors : List.of(" a, b ,,a", new String[] {"a", " b"}, List.of("a", "b"))) {
      assertThat(reader("doors", doors).list("doors", 2, List.of())).containsExactly("a", "b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service.pid",
        "component.id",
        "felix.fileinstall.filename",
        "org.apache.felix.configadmin.revision",
        "org.apache.karaf.features.configKey",
        "osgi.ds.satisfying.condition.target",
        "metatype.pid",
        "objectClass",
        ".private"
      })
  void whatTheContainerAddsIsNoMistake(String key) throws VestibuleException {
    assertThat(reader(key, 7L).flag("video", true)).isTrue();
  }

  private static SettingsReader reader(String key, Object value) throws VestibuleException {
    return reader(Map.of(key, value));
  }

  private static SettingsReader reader(Map<String, ?> properties) throws VestibuleException {
    return SettingsReader.of("org.example", properties, KEYS);
  }

  private static VestibuleException refusal(ThrowingCallable call) {
    return catchThrowableOfType(VestibuleException.class, call);
  }
}
