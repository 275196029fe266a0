// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.store.internal.visit.Stories.ALICES;
import static org.vestibule.store.internal.visit.Stories.NOON;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.visit.VisitJournal.Page;
import org.vestibule.api.visit.VisitJournal.Place;
import org.vestibule.api.visit.VisitJournal.Wish;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.record.RecordRows;
import org.vestibule.store.internal.site.SiteComponent;
import org.vestibule.store.internal.vault.FakeVault;

/** Leafing back through what is kept, and the end of what was kept for long enough. */
class JournalPagesTest {
  @TempDir Path data;
  private final FakeVault vault = new FakeVault();
  private int most = 100;
  private TestHouse house;
  private HouseJournal journal;

  @BeforeEach
  void open() throws Exception {
    house = new TestHouse(data, vault);
    journal =
        new HouseJournal(
            house.database(),
            new RecordRows(house.subjects(), vault),
            vault,
            new HousePictures(house.database(), house.subjects(), vault),
            new SiteComponent(Map.of()),
            () -> most);
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  private void keep(String id, Instant openedAt) throws Exception {
    journal.keep(Stories.alice(id, openedAt), List.of(ALICES));
  }

  private static List<String> ids(Page page) {
    return page.stories().stream().map(story -> story.id().value()).toList();
  }

  private Page page(int limit, Optional<Place> after, Predicate<VisitStory> wanted)
      throws Exception {
    return journal.page(new Wish(Optional.empty(), Optional.empty(), after, limit), wanted);
  }

  @Test
  void aLimitOutOfBoundsIsRefused() {
    for (int limit : new int[] {0, -1, 501}) {
      assertThatThrownBy(
              () -> new Wish(Optional.empty(), Optional.empty(), Optional.empty(), limit))
          .hasMessageContaining("1 to 500");
    }
  }

  @Test
  void pagesHoldEachVisitOnceAlsoWithinOneMomentAndWhileOthersArrive() throws Exception {
    for (int i = 0; i < 7; i++) {
      keep("v-" + i, NOON.plusSeconds(i / 3));
    }
    List<String> seen = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    do {
      Page page = page(2, after, story -> true);
      seen.addAll(ids(page));
      after = page.next();
      keep("v-new-" + seen.size(), NOON.plusSeconds(100));
    } while (after.isPresent());
    assertThat(seen).containsExactly("v-6", "v-5", "v-4", "v-3", "v-2", "v-1", "v-0");
  }

  @Test
  void aPageEndsWhereNothingElseFits() throws Exception {
    for (int i = 0; i < 6; i++) {
      keep("v-" + i, NOON.plusSeconds(i));
    }
    Predicate<VisitStory> even = story -> (story.id().value().charAt(2) - '0') % 2 == 0;
    Page first = page(2, Optional.empty(), even);
    assertThat(ids(first)).containsExactly("v-4", "v-2");
    Page second = page(1, first.next(), even);
    assertThat(ids(second)).containsExactly("v-0");
    assertThat(second.next()).isEmpty();
  }

  @Test
  void aPeriodHasItsBeginningAndNotItsEnd() throws Exception {
    for (int i = 0; i < 4; i++) {
      keep("v-" + i, NOON.plusSeconds(i));
    }
    Wish wish =
        new Wish(
            Optional.of(NOON.plusSeconds(1)),
            Optional.of(NOON.plusSeconds(3)),
            Optional.empty(),
            10);
    assertThat(ids(journal.page(wish, story -> true))).containsExactly("v-2", "v-1");
  }

  @Test
  void theOldestGoesWhenThereAreTooMany() throws Exception {
    house.grant(house.enrol("alice"), Purpose.VISIT_LOG);
    most = 3;
    for (int i = 0; i < 5; i++) {
      keep("v-" + i, NOON.plusSeconds(i));
    }
    assertThat(ids(page(10, Optional.empty(), story -> true))).containsExactly("v-4", "v-3", "v-2");
    assertThat(house.count("select count(*) from record")).isEqualTo(3);
  }

  @Test
  void whatIsTooOldGoesWithWhatIsKeptOfPeopleAboutIt() throws Exception {
    house.grant(house.enrol("alice"), Purpose.VISIT_LOG);
    keep("v-old", NOON);
    keep("v-new", NOON.plusSeconds(60));
    vault.open(false);
    assertThat(journal.countBefore(NOON.plusSeconds(60))).hasValue(1);
    assertThat(journal.removeBefore(NOON.plusSeconds(60))).isEqualTo(1);
    vault.open(true);
    assertThat(ids(page(10, Optional.empty(), story -> true))).containsExactly("v-new");
    assertThat(house.count("select count(*) from record")).isEqualTo(1);
  }
}
