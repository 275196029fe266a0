// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.picture.Pictures;

/** Real people, real weights, one visit after the other. Skipped where either is absent. */
class RealFacesTest {
  @TempDir static Path folder;
  private static RealPacks packs;

  private Visit visit;

  @BeforeAll
  static void load() throws Exception {
    packs = new RealPacks(folder);
  }

  @AfterAll
  static void close() {
    if (packs != null) {
      packs.close();
    }
  }

  @BeforeEach
  void defaults() throws Exception {
    packs.serve("fr-detect");
    packs.serve("fr-liveness");
    visit = new Visit(packs.store);
  }

  @ParameterizedTest
  @CsvSource({
    "fr-detect, fr-liveness",
    "fr-detect, minifasnet",
    "yunet, fr-liveness",
    "yunet, minifasnet"
  })
  void everyPairOfFamiliesKnowsTheResidentAndNobodyElse(String detection, String liveness)
      throws Exception {
    packs.serve(detection);
    packs.serve(liveness);
    List<byte[]> resident = RealPacks.frames("resident");
    List<FaceTemplate> enrolled = enrolled(resident);

    for (int start = 3; start < 50; start += 8) {
      visit.begin(2, 2);
      assertKnownWithin(4, resident.subList(start, start + 4), enrolled);
    }
    for (String other : List.of("stranger", "stranger2")) {
      visit.begin(2, 2);
      for (byte[] frame : RealPacks.frames(other)) {
        FaceAnswer answer = look(enrolled, frame).answer();
        assertThat(answer).as(answer.reason()).isNotInstanceOf(FaceAnswer.Known.class);
      }
    }
  }

  @Test
  void theOtherPackMayTakeOverInTheMiddleOfAVisit() throws Exception {
    List<byte[]> resident = RealPacks.frames("resident");
    List<FaceTemplate> enrolled = enrolled(resident);
    visit.begin(3, 2);
    look(enrolled, resident.get(10));

    packs.serve("yunet");
    packs.serve("minifasnet");
    look(enrolled, resident.get(11));
    packs.serve("fr-detect");
    FaceSighting sighting = look(enrolled, resident.get(12));

    assertThat(sighting.answer())
        .as(sighting.answer().reason())
        .isInstanceOf(FaceAnswer.Known.class);
    assertThat(sighting.evidence().orElseThrow().track()).isEqualTo("t1");
    assertThat(sighting.evidence().orElseThrow().pictures()).isEqualTo(3);
  }

  @Test
  void afterASwapOldTemplatesAreServedAndRenewedOnesKnowTheSamePersonAndNoOther() throws Exception {
    List<byte[]> resident = RealPacks.frames("resident");
    List<FaceTemplate> old = enrolled(resident);
    visit = new Visit(new RepackedStore(packs.store));
    List<FaceTemplate> renewed = null;
    for (int start = 10; start < 50; start += 10) {
      visit.begin(2, 2);
      FaceSighting known = assertKnownWithin(4, resident.subList(start, start + 4), old);
      renewed = List.of(known.renewal().orElseThrow());
      assertThat(renewed.get(0).comparableWith(old.get(0))).isFalse();
    }
    for (int start = 10; start < 50; start += 10) {
      visit.begin(2, 2);
      FaceSighting known = assertKnownWithin(4, resident.subList(start, start + 4), renewed);
      assertThat(known.renewal()).isEmpty();
    }
    for (List<FaceTemplate> enrolled : List.of(old, renewed)) {
      visit.begin(2, 2);
      for (byte[] frame : RealPacks.frames("stranger")) {
        FaceAnswer answer = look(enrolled, frame).answer();
        assertThat(answer).as(answer.reason()).isNotInstanceOf(FaceAnswer.Known.class);
      }
    }
  }

  @Test
  void aStrangerWhoStepsIntoTheResidentsPlaceInheritsNothing() throws Exception {
    List<byte[]> resident = RealPacks.frames("resident");
    List<byte[]> stranger = RealPacks.frames("stranger");
    List<FaceTemplate> enrolled = enrolled(resident);
    visit.begin(4, 2);
    for (int i = 10; i < 13; i++) {
      look(enrolled, resident.get(i));
    }
    for (int i = 0; i < 10; i++) {
      FaceAnswer answer = look(enrolled, stranger.get(i)).answer();
      assertThat(answer).as(answer.reason()).isNotInstanceOf(FaceAnswer.Known.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr-detect", "yunet"})
  void ofAHundredPeopleWhoDoNotExistNoneIsTheResident(String detection) throws Exception {
    packs.serve(detection);
    List<FaceTemplate> enrolled = enrolled(RealPacks.frames("resident"));
    int judged = 0;
    for (byte[] portrait : RealPacks.portraits()) {
      visit.begin(1, 10);
      byte[] framed = Pictures.jpeg(Redrawn.framed(Redrawn.image(portrait), 480, 360));
      FaceAnswer answer = look(enrolled, framed).answer();
      assertThat(answer).as(answer.reason()).isNotInstanceOf(FaceAnswer.Known.class);
      judged += answer instanceof FaceAnswer.NoFace ? 0 : 1;
    }
    assertThat(judged).isGreaterThan(90);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 8})
  void aCameraHeldSidewaysIsNoObstacle(int orientation) throws Exception {
    List<byte[]> resident = RealPacks.frames("resident");
    List<FaceTemplate> enrolled = enrolled(resident);
    byte[] sideways = Pictures.jpeg(Redrawn.sideways(Redrawn.image(resident.get(20)), orientation));

    FaceAnswer without = look(enrolled, sideways).answer();
    visit.begin(1, 1);
    FaceAnswer with = look(enrolled, Pictures.withOrientation(sideways, orientation)).answer();

    assertThat(with).as(with.reason()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(without).as(without.reason()).isNotInstanceOf(FaceAnswer.Known.class);
  }

  @Test
  void twoPeopleAreNotEnrolledButTheSmallerOfThemIsKnown() throws Exception {
    BufferedImage left = Redrawn.image(RealPacks.frames("resident").get(20));
    BufferedImage right = Redrawn.image(RealPacks.frames("stranger").get(10));
    BufferedImage both = new BufferedImage(760, 300, BufferedImage.TYPE_3BYTE_BGR);
    both.createGraphics().drawImage(left, 0, 0, null);
    both.createGraphics().drawImage(right, 360, 0, null);
    byte[] jpeg = Pictures.jpeg(both);
    List<FaceTemplate> enrolled = enrolled(RealPacks.frames("resident"));

    assertThatThrownBy(() -> shot(jpeg)).hasFieldOrPropertyWithValue("code", "several-faces");
    FaceAnswer answer = look(enrolled, jpeg).answer();
    assertThat(answer).as(answer.reason()).isInstanceOf(FaceAnswer.Known.class);
  }

  @Test
  void aPictureOfNobodyHasNoFace() throws Exception {
    byte[] nobody = Pictures.jpeg(Pictures.scene(640, 480, false));

    assertThat(look(List.of(), nobody).answer()).isInstanceOf(FaceAnswer.NoFace.class);
  }

  @ParameterizedTest
  @CsvSource({"fr-detect, fr-liveness", "yunet, minifasnet", "yunet, fr-liveness"})
  void samplesOfRealAttacksAreSpoofs(String detection, String liveness) throws Exception {
    String set = System.getenv("VESTIBULE_EVAL_DATA");
    Assumptions.assumeTrue(set != null, "set VESTIBULE_EVAL_DATA to a folder that holds spoof/");
    packs.serve(detection);
    packs.serve(liveness);

    assertThat(shot(Files.readAllBytes(Path.of(set, "spoof/image_T1.jpg")))).isNotNull();
    for (String attack : List.of("spoof/image_F1.jpg", "spoof/image_F2.jpg")) {
      visit.begin(1, 1);
      FaceAnswer answer = look(List.of(), Files.readAllBytes(Path.of(set, attack))).answer();
      assertThat(answer).as(attack + ": " + answer.reason()).isInstanceOf(FaceAnswer.Spoof.class);
    }
  }

  private FaceSighting assertKnownWithin(
      int pictures, List<byte[]> frames, List<FaceTemplate> enrolled) throws Exception {
    FaceSighting last = null;
    for (int i = 0; i < pictures; i++) {
      last = look(enrolled, frames.get(i));
    }
    assertThat(last.answer()).as(last.answer().reason()).isInstanceOf(FaceAnswer.Known.class);
    return last;
  }

  private FaceSighting look(List<FaceTemplate> enrolled, byte[] frame) throws Exception {
    return visit.watch.look(Visit.claim(enrolled.toArray(FaceTemplate[]::new)), visit.next(frame));
  }

  private FaceTemplate shot(byte[] frame) throws Exception {
    return visit.shot(frame).template();
  }

  private List<FaceTemplate> enrolled(List<byte[]> resident) throws Exception {
    List<FaceTemplate> templates = new ArrayList<>();
    for (byte[] frame : resident.subList(0, 3)) {
      templates.add(shot(frame));
    }
    return templates;
  }
}
