// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.model.ModelException;

/** One picture for enrolment, with networks that say what the test wants. */
class ShotTest {
  private final ScriptedStore store = new ScriptedStore();
  private Visit visit;

  @BeforeEach
  void arrive() throws Exception {
    visit = new Visit(store);
  }

  @AfterEach
  void everyLeaseIsReturned() {
    assertThat(store.leases).hasValue(0);
  }

  @Test
  void nobodyIsNotEnrolled() {
    store.faces();

    refused("no-face", "no face");
  }

  @Test
  void twoFacesAreNotEnrolled() {
    store.faces(0.3, 0.5, 0.7, 0.5);

    refused("several-faces", "2 faces");
  }

  @Test
  void aFaceThatCannotBeJudgedIsNotEnrolled() {
    store.outputs.put("boxes", new float[] {0.45f, 0.45f, 0.55f, 0.55f});

    refused("poor-quality", "come closer");
  }

  @Test
  void aSpoofIsNotEnrolled() {
    store.outputs.put("liveness", new float[] {0, 5, 0});

    refused("spoof-suspected", "liveness 0.007");
  }

  @Test
  void aVectorOfNothingIsTheModelsFault() {
    store.outputs.put("embed", new float[] {0, 0});

    assertThatThrownBy(visit::shot)
        .isInstanceOf(ModelException.class)
        .hasFieldOrPropertyWithValue("code", "model-output-invalid");
  }

  @Test
  void aGoodShotSaysHowGoodItIsAndNothingOfTheFace() throws Exception {
    FaceShot shot = visit.shot();

    assertThat(shot.template().toString()).isEqualTo("FaceTemplate[scripted-embed@1]");
    assertThat(shot.quality().height()).isCloseTo(288, within(0.1));
    assertThat(shot.quality().yaw()).isCloseTo(0, within(1e-3));
    assertThat(shot.quality().score()).isBetween(0.01, 1.0);
  }

  private void refused(String code, String found) {
    assertThatThrownBy(visit::shot)
        .hasFieldOrPropertyWithValue("code", code)
        .hasMessageContaining(found);
  }
}
