// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;

class SettingsTest {
  static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  static final Map<String, Object> GOOD =
      Map.of(
          "legalBasis", "Explicit consent, GDPR Art. 9(2)(a); register entry 2026-014",
          "recordedBy", "Data protection officer",
          "recordedOn", "2026-01-31",
          "reviewBy", "2027-01-31");

  @ParameterizedTest
  @ValueSource(strings = {"legalBasis", "recordedBy", "recordedOn", "reviewBy"})
  void withoutOneOfItsPartsThereIsNoLegalBasis(String key) {
    Map<String, Object> without = new HashMap<>(GOOD);
    without.remove(key);
    assertThat(refused(without)).hasMessageContaining(key).hasMessageContaining("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "legalBasis, consent, 10 to 300",
    "legalBasis, '', 10 to 300",
    "recordedBy, x, 2 to 80",
    "recordedOn, 31.1.2026, year-month-day",
    "recordedOn, 2026-03-02, in the future",
    "reviewBy, 2026-02-28, has passed",
    "reviewBy, 2026-02-30, year-month-day",
    "reviewBy, never, year-month-day",
    "int8, yes, true or false",
    "threads, 0, 1 to 4",
    "threads, 5, 1 to 4",
    "legalBases, consent, legalBasis"
  })
  void whatDoesNotCountIsRefusedWithTheReason(String key, String value, String reason) {
    Map<String, Object> changed = new HashMap<>(GOOD);
    changed.put(key, value);
    assertThat(refused(changed)).hasMessageContaining(key).hasMessageContaining(reason);
  }

  @Test
  void anEndlessLegalBasisIsRefusedWithoutBeingShown() {
    Map<String, Object> changed = new HashMap<>(GOOD);
    changed.put("legalBasis", "x".repeat(301));
    assertThat(refused(changed)).hasMessageContaining("301").hasMessageNotContaining("xxx");
  }

  @Test
  void theDayOfTheReviewStillCounts() throws Exception {
    Map<String, Object> changed = new HashMap<>(GOOD);
    changed.put("reviewBy", TODAY.toString());
    assertThat(Settings.read(changed, TODAY).basis().reviewBy()).isEqualTo(TODAY);
  }

  @Test
  void theLegalBasisHasNoDefaultInTheFormEither() throws Exception {
    assertThat(IdentificationConfig.class.getDeclaredMethod("legalBasis").getDefaultValue())
        .isEqualTo("");
    Settings settings = Settings.read(GOOD, TODAY);
    assertThat(settings.int8())
        .isEqualTo(IdentificationConfig.class.getDeclaredMethod("int8").getDefaultValue());
    assertThat(settings.threads())
        .isEqualTo(IdentificationConfig.class.getDeclaredMethod("threads").getDefaultValue());
  }

  private static VestibuleException refused(Map<String, ?> properties) {
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> Settings.read(properties, TODAY));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo("configuration-invalid");
    return refused;
  }
}
