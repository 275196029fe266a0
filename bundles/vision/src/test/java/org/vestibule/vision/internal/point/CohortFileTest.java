// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;

class CohortFileTest {
  static Stream<Arguments> damaged() {
    return Stream.of(
        damage("another kind of file", file -> file.magic = 7),
        damage("version 2", file -> file.version = 2),
        damage("flags 2", file -> file.flags = 2),
        damage("a text of 0 bytes", file -> file.space = ""),
        damage("a text of 501 bytes", file -> file.origin = "x".repeat(501)),
        damage("1 people", file -> file.people = 1),
        damage("1 dimensions", file -> file.dimensions = 1),
        damage("41 people with 40 faces", file -> file.statedPeople = 41),
        damage("person 39", file -> file.statedPeople = 39),
        damage("bytes after the last face", file -> file.after = new byte[] {1}));
  }

  private static Arguments damage(String found, Consumer<CohortBytes> change) {
    return Arguments.of(found, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void whatIsNotRightIsNamedAndRefused(String found, Consumer<CohortBytes> change)
      throws Exception {
    CohortBytes file = new CohortBytes();
    change.accept(file);
    byte[] bytes = file.bytes();

    assertThatThrownBy(() -> CohortFile.read("cohort x.bin", bytes))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "cohort-damaged")
        .hasMessageContaining("cohort x.bin")
        .hasMessageContaining(found);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 20, 60, 500})
  void aFileThatEndsEarlyIsRefused(int length) throws Exception {
    byte[] cut = Arrays.copyOf(new CohortBytes().bytes(), length);

    assertThatThrownBy(() -> CohortFile.read("cohort x.bin", cut))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "cohort-damaged");
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeUnreadable() {
    assertThatThrownBy(() -> CohortFile.read(Path.of("no-such.bin")))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "cohort-unreadable");
  }

  @Test
  void anotherSpaceThanTheModelsIsRefused() throws Exception {
    Cohort cohort = CohortFile.read("cohort x.bin", new CohortBytes().bytes());

    assertThatThrownBy(() -> cohort.in("other-space"))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "cohort-space-wrong")
        .hasMessageContaining("scripted-embed@1")
        .hasMessageContaining("other-space");
  }

  @Test
  void facesComeGroupedByPersonAndSayNothingOfThemselves() throws Exception {
    CohortBytes file = new CohortBytes();
    file.facesOfEach = 3;
    Cohort cohort = CohortFile.read("cohort x.bin", file.bytes());

    assertThat(cohort.people()).hasSize(40).allMatch(faces -> faces.size() == 3);
    assertThat(cohort.generated()).isTrue();
    assertThat(cohort.people().get(0).get(0).similarity(cohort.people().get(0).get(0)))
        .isBetween(0.9999f, 1.0001f);
    assertThat(cohort.toString()).isEqualTo("Cohort[40 people in scripted-embed@1]");
  }
}
