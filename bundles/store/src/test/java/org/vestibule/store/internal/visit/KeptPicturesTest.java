// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.store.internal.visit.Stories.ALICE;
import static org.vestibule.store.internal.visit.Stories.ALICES;
import static org.vestibule.store.internal.visit.Stories.BOBS;
import static org.vestibule.store.internal.visit.Stories.NOON;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitPicture.Face;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.record.RecordRows;
import org.vestibule.store.internal.record.TestRecords;
import org.vestibule.store.internal.site.SiteComponent;
import org.vestibule.store.internal.vault.FakeVault;

/** Pictures beside stories: of residents only with their consent, and gone with it. */
class KeptPicturesTest {
  private static final VisitId FIRST = new VisitId("v-1");
  private static final VisitPicture PRESS =
      new VisitPicture(NOON, "jpeg-of-the-press".getBytes(StandardCharsets.US_ASCII));
  private static final Face FACE = new Face(0.25, 0.125, 0.5, 0.75);
  private static final VisitPicture DECIDING =
      new VisitPicture(NOON, PRESS.jpeg(), Optional.of(FACE));

  @TempDir Path data;
  private final FakeVault vault = new FakeVault();
  private final SiteComponent site = new SiteComponent(Map.of());
  private TestHouse house;
  private HousePictures photos;
  private HouseJournal journal;
  private UUID alice;

  @BeforeEach
  void begin() throws Exception {
    open();
    alice = house.enrol("alice");
  }

  private void open() throws Exception {
    house = new TestHouse(data, vault);
    photos = new HousePictures(house.database(), house.subjects(), vault);
    journal =
        new HouseJournal(
            house.database(),
            new RecordRows(house.subjects(), vault),
            vault,
            photos,
            site,
            () -> 1000);
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void tooManyOrTooLargeIsRefused() {
    assertThatThrownBy(
            () ->
                journal.keep(Stories.alice("v-1", NOON), List.of(), Collections.nCopies(5, PRESS)))
        .hasMessageContaining("at most 4");
    assertThatThrownBy(() -> new VisitPicture(NOON, new byte[VisitPicture.MOST + 1]))
        .hasMessageContaining("allowed: 1 to 98304");
  }

  @Test
  void whoDidNotAgreeToRecordingsHasNoPictureKept() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES), List.of(PRESS));
    assertThat(journal.pictures(FIRST)).isEmpty();
    assertThat(journal.find(FIRST).orElseThrow().claimedName()).contains("Alice Ahn");
    assertThat(house.count("select count(*) from visit_picture")).isZero();
  }

  @Test
  void aVisitThatNamesTwoHasNone() throws Exception {
    house.grant(alice, Purpose.RECORDINGS);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES, BOBS), List.of(PRESS));
    assertThat(journal.pictures(FIRST)).isEmpty();
  }

  @Test
  void aSiteThatKeepsNoPhotosKeepsNone() throws Exception {
    site.configure(Map.of("refused", "photo"));
    journal.keep(Stories.asksForBob("v-1", NOON), List.of(), List.of(PRESS));
    assertThat(journal.pictures(FIRST)).isEmpty();
    assertThat(journal.find(FIRST)).isPresent();
  }

  @Test
  void aStrangersPictureIsTheHousesAndEndsAsPhotosDo() throws Exception {
    journal.keep(Stories.asksForBob("v-1", NOON), List.of(), List.of(PRESS, PRESS));
    assertThat(journal.pictures(FIRST))
        .hasSize(2)
        .allSatisfy(picture -> assertThat(picture.jpeg()).isEqualTo(PRESS.jpeg()));
    assertThat(photos.what()).isEqualTo("photo");
    assertThat(photos.countBefore(NOON.plusSeconds(1))).hasValue(2);
    assertThat(photos.removeBefore(NOON)).isZero();
    assertThat(photos.removeBefore(NOON.plusSeconds(1))).isEqualTo(2);
    assertThat(journal.pictures(FIRST)).isEmpty();
    assertThat(journal.find(FIRST)).isPresent();
  }

  @Test
  void aResidentsPictureIsTheirPhotoAndGoesWithConsentAndWithThem() throws Exception {
    UUID consent = house.grant(alice, Purpose.RECORDINGS);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES), List.of(PRESS));
    assertThat(journal.pictures(FIRST)).hasSize(1);
    assertThat(TestRecords.of(house, vault).of(ALICE, DataKind.PHOTO))
        .singleElement()
        .satisfies(photo -> assertThat(photo.content()).isEqualTo(PRESS.jpeg()));
    assertThat(photos.removeBefore(NOON.plusSeconds(9))).as("ends as a record").isZero();
    house.withdraw(consent);
    assertThat(journal.pictures(FIRST)).isEmpty();
    assertThat(house.count("select count(*) from visit_picture")).isZero();
  }

  @Test
  void whoIsErasedIsSeenOnNoPictureEvenFromABackup() throws Exception {
    house.grant(alice, Purpose.RECORDINGS);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES), List.of(PRESS));
    vault.destroyKeys(List.of(alice));
    assertThat(journal.pictures(FIRST)).isEmpty();
    house.erase(alice);
    assertThat(house.count("select count(*) from visit_picture")).isZero();
  }

  @Test
  void picturesGoWithTheirStory() throws Exception {
    house.grant(alice, Purpose.RECORDINGS);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES), List.of(PRESS));
    journal.keep(Stories.asksForBob("v-2", NOON), List.of(), List.of(PRESS));
    journal.removeBefore(NOON.plusSeconds(1));
    assertThat(house.count("select count(*) from visit_picture")).isZero();
    assertThat(house.count("select count(*) from record")).isZero();
  }

  @Test
  void aListIsToldOfWhichVisitsThereIsAPicture() throws Exception {
    UUID consent = house.grant(alice, Purpose.RECORDINGS);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES), List.of(PRESS));
    journal.keep(Stories.asksForBob("v-2", NOON), List.of(), List.of(PRESS, PRESS));
    journal.keep(Stories.asksForBob("v-3", NOON), List.of(), List.of());
    VisitId second = new VisitId("v-2");
    Set<VisitId> listed = Set.of(FIRST, second, new VisitId("v-3"), new VisitId("v-none"));
    assertThat(journal.pictured(Set.of())).isEmpty();
    assertThat(journal.pictured(listed)).containsExactlyInAnyOrder(FIRST, second);
    house.withdraw(consent);
    assertThat(journal.pictured(listed)).containsExactly(second);
  }

  @Test
  void aFaceThatIsNotWithinItsPictureIsRefused() {
    for (double[] bad :
        new double[][] {{-0.1, 0, 0.5}, {0.6, 0, 0.5}, {0, 0, 0}, {0, Double.NaN, 0.5}}) {
      assertThatThrownBy(() -> new Face(bad[0], bad[1], bad[2], 0.5))
          .hasMessageContaining("not within its picture");
      assertThat(Face.of(bad[0], bad[1], bad[2], 0.5)).isEmpty();
    }
  }

  @Test
  void whereTheFaceIsThatDecidedStandsBesideThePictureAndGoesWithIt() throws Exception {
    UUID consent = house.grant(alice, Purpose.RECORDINGS);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES), List.of(DECIDING));
    journal.keep(Stories.asksForBob("v-2", NOON), List.of(), List.of(DECIDING, PRESS));
    assertThat(journal.pictures(FIRST))
        .extracting(VisitPicture::face)
        .containsExactly(Optional.of(FACE));
    assertThat(journal.pictures(new VisitId("v-2")))
        .extracting(VisitPicture::face)
        .containsExactly(Optional.of(FACE), Optional.empty());
    house.withdraw(consent);
    photos.removeBefore(NOON.plusSeconds(1));
    assertThat(house.count("select count(*) from visit_picture")).isZero();
  }

  @Test
  void aPlaceThatDoesNotOpenTakesNoPictureAlong() throws Exception {
    journal.keep(Stories.asksForBob("v-1", NOON), List.of(), List.of(DECIDING, DECIDING));
    house.change(
        "update visit_picture set face = (select face from visit_picture where place = 0)"
            + " where place = 1");
    house.change("update visit_picture set face = X'0102' where place = 0");
    assertThat(journal.pictures(FIRST))
        .hasSize(2)
        .allSatisfy(picture -> assertThat(picture.face()).isEmpty());
  }

  @Test
  void aPictureOfBeforeTheUpdateHasNoFaceAndStaysAPicture() throws Exception {
    journal.keep(Stories.asksForBob("v-1", NOON), List.of(), List.of(DECIDING));
    house.change("alter table visit_picture drop column face");
    house.change("delete from \"schema_history\" where \"version\" = '5'");
    house.close();
    open();
    assertThat(journal.pictures(FIRST))
        .singleElement()
        .satisfies(
            picture -> {
              assertThat(picture.jpeg()).isEqualTo(PRESS.jpeg());
              assertThat(picture.face()).isEmpty();
            });
    journal.keep(Stories.asksForBob("v-2", NOON), List.of(), List.of(DECIDING));
    assertThat(journal.pictures(new VisitId("v-2")).get(0).face()).contains(FACE);
  }

  @Test
  void aPictureInAnothersPlaceDoesNotOpen() throws Exception {
    journal.keep(Stories.asksForBob("v-1", NOON), List.of(), List.of(PRESS, PRESS));
    house.change("update visit_picture set place = 3 where place = 1");
    assertThat(journal.pictures(FIRST)).hasSize(1);
  }
}
