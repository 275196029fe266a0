// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.people.PersonId;

class FaceTemplateTest {
  private static final FaceTemplate TEMPLATE =
      FaceTemplate.of("family-0123456789ab", new float[] {0.6f, 0.8f});
  private static final FaceAnswer.Known KNOWN =
      new FaceAnswer.Known(new PersonId("anna"), 0.7f, 0.5f, 0.9f, "because", List.of());

  @Test
  void aSightingWithTemplatesHasNoPlainFormAndItsTextSaysNothingOfThem() {
    FaceSighting sighting =
        new FaceSighting(
            KNOWN,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.of(TEMPLATE),
            Optional.of(TEMPLATE));
    assertThatThrownBy(() -> EventFields.plain(TEMPLATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not leave the house");
    assertThatThrownBy(() -> EventFields.plain(sighting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not leave the house");
    assertThat(sighting.toString()).doesNotContain("0.6", "0.8", "family");
    assertThat(TEMPLATE.toString()).doesNotContain("0.6", "0.8");
    assertThat(EventFields.plain(KNOWN).toString()).doesNotContain("family");
  }

  @Test
  void aTemplateHasNoFormThatCouldBeWritten() {
    assertThat(Arrays.stream(FaceTemplate.class.getDeclaredMethods()))
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
        .extracting(method -> method.getName())
        .containsExactlyInAnyOrder(
            "of", "space", "comparableWith", "similarity", "length", "copyTo", "toString");
    assertThat(TEMPLATE).isNotInstanceOf(Serializable.class);
  }

  @Test
  void templatesOfTwoSpacesAreNeverCompared() {
    FaceTemplate other = FaceTemplate.of("family-ba9876543210", new float[] {0.6f, 0.8f});
    assertThatThrownBy(() -> TEMPLATE.similarity(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be compared");
  }
}
