// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.face.OperatingPoint.Proof;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;

class FaceThresholdsComponentTest {
  private static final String SPACE = "scripted-embed@1";
  private static final PersonId SOMEBODY = new PersonId("anna");

  @TempDir Path folder;
  private final OneModelStore store = new OneModelStore(SPACE, 0.2);
  private Path own;
  private FaceThresholdsComponent component;

  @BeforeEach
  void start() throws Exception {
    own = Files.createDirectory(folder.resolve("cohorts"));
    component = new FaceThresholdsComponent(own, Runnable::run);
    component.activate(Map.of("maxFalseAcceptRate", "0.01"));
    component.setStore(store);
  }

  private void packCohort(CohortBytes cohort) throws Exception {
    store.cohort = folder.resolve("cohort.bin");
    Files.write(store.cohort, cohort.bytes());
  }

  @Test
  void withoutAModelOfThatSpaceNobodyIsSimilarEnough() {
    OperatingPoint point = component.point("gone-space", 1);

    assertThat(point.threshold()).isEqualTo(1);
    assertThat(point.sentence()).contains("gone-space");
    component.unsetStore(store);
    assertThat(component.point(SPACE, 1).threshold()).isEqualTo(1);
    assertThat(component.inForce()).isEmpty();
  }

  @Test
  void aNumberOfComparisonsThatCannotBeIsRefused() {
    assertThatThrownBy(() -> component.point(SPACE, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPackWithoutACohortGoesByItsOwnThreshold() {
    OperatingPoint point = component.point(SPACE, 2);

    assertThat(point.proof()).isEqualTo(Proof.NO_COHORT);
    assertThat(point.threshold()).isEqualTo(0.2);
    assertThat(component.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void thePacksCohortIsUsedAndTheSitesOwnIsPreferred() throws Exception {
    CohortBytes small = new CohortBytes();
    packCohort(small);
    assertThat(component.point(SPACE, 1).cohort().people()).isEqualTo(40);

    CohortBytes large = new CohortBytes();
    large.people = 150;
    large.flags = 0;
    large.origin = "volunteers of this site";
    Files.write(own.resolve("site.bin"), large.bytes());
    component.changed(SOMEBODY);

    OperatingPoint point = component.point(SPACE, 1);
    assertThat(point.cohort().people()).isEqualTo(150);
    assertThat(point.proof()).isEqualTo(Proof.PROVEN);
    assertThat(point.sentence()).contains("volunteers of this site").doesNotContain("no camera");
  }

  @Test
  void aDamagedCohortIsLeftOutAndTheStatusSaysWhichAndWhat() throws Exception {
    Files.writeString(own.resolve("broken.bin"), "no cohort");

    assertThat(component.point(SPACE, 1).proof()).isEqualTo(Proof.NO_COHORT);
    assertThat(component.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(component.status().sentence()).contains("broken.bin", "another kind of file");

    Files.delete(own.resolve("broken.bin"));
    component.changed(SOMEBODY);
    assertThat(component.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void aPacksCohortOfAnotherSpaceIsRefused() throws Exception {
    CohortBytes other = new CohortBytes();
    other.space = "another-space";
    packCohort(other);

    assertThat(component.point(SPACE, 1).proof()).isEqualTo(Proof.NO_COHORT);
    assertThat(component.status().sentence()).contains("another-space");
  }

  @Test
  void aWrongConfigurationKeepsTheLastGoodOne() {
    component.modified(Map.of("similarityThreshold", "0.7"));
    assertThat(component.point(SPACE, 1).proof()).isEqualTo(Proof.CONFIGURED);

    component.modified(Map.of("similarityThreshold", "7"));

    assertThat(component.point(SPACE, 1).threshold()).isEqualTo(0.7);
    assertThat(component.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    component.modified(Map.of());
    assertThat(component.status().state()).isEqualTo(Status.State.READY);
    assertThat(component.point(SPACE, 1).proof()).isEqualTo(Proof.NO_COHORT);
  }

  @Test
  void anotherModelBringsAnotherThresholdWithoutBeingAskedFor() {
    component.point(SPACE, 1);
    store.threshold = 0.4;

    component.on(
        new ModelChanged(Instant.EPOCH, ModelSlots.FACE_EMBEDDING, "a@1", "a@2", "activated"));

    assertThat(component.inForce()).extracting(OperatingPoint::threshold).containsExactly(0.4);
  }

  @Test
  void enrolledPeopleAreImpostorsOnlyWhereThatIsSaid() throws Exception {
    CohortBytes file = new CohortBytes();
    file.people = 60;
    component.setDirectory(new ListedPeople(CohortFile.read("cohort", file.bytes())));
    assertThat(component.point(SPACE, 1).proof()).isEqualTo(Proof.NO_COHORT);

    component.modified(Map.of("enrolledAsCohort", "true"));

    OperatingPoint point = component.point(SPACE, 1);
    assertThat(point.cohort().people()).isEqualTo(60);
    assertThat(point.cohort().origin()).isEqualTo("the people enrolled here");
  }

  @Test
  void everyThreadGetsTheSamePointAndItsLeasesComeBack() throws Exception {
    packCohort(new CohortBytes());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<OperatingPoint>> asked = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        asked.add(threads.submit(() -> component.point(SPACE, 3)));
      }
      for (Future<OperatingPoint> point : asked) {
        assertThat(point.get()).isSameAs(component.point(SPACE, 3));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(store.leases.get()).isZero();
    assertThat(component.inForce()).hasSize(1);
  }
}
