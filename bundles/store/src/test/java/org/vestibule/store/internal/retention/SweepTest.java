// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.privacy.Retention.Rule;
import org.vestibule.api.privacy.Retention.Run;
import org.vestibule.store.internal.consent.ConsentDesk;

class SweepTest {
  private final Set<UUID> faceless = new HashSet<>();
  private Instant wall = Instant.parse("2024-03-01T12:00:00Z");
  private long monotonic;
  private ConsentDesk desk;
  private Sweep sweep;
  private UUID ada;

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void aClockThatJumpedTenYearsDeletesNothingAndSaysSo() throws Exception {
    site("eu");
    keep("visit", wall);
    assertThat(sweep.run(List.of()).problems()).isEmpty();
    wall = wall.plus(Duration.ofDays(3650));
    List<Instant> asked = new ArrayList<>();
    Run run = sweep.run(List.of(expiring("backups", asked)));
    assertThat(run.problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem).startsWith("Nothing was deleted").contains("3650 days"));
    assertThat(rows()).isEqualTo("1");
    assertThat(asked).isEmpty();
  }

  @Test
  void afterARestartByAWrongClockNothingIsDeletedEither() throws Exception {
    site("eu");
    keep("visit", wall);
    sweep.run(List.of());
    wall = wall.plus(Duration.ofDays(3650));
    monotonic = 5;
    Run run = sweep("another boot").run(List.of());
    assertThat(run.problems()).hasSize(1);
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void aFullDiskIsAProblemAndTheNextRunDoesItsWork() throws Exception {
    site("eu");
    keep("visit", wall);
    sweep.run(List.of());
    pass(Duration.ofDays(40));
    desk.house.broken = "storage-full";
    Run failed = sweep.run(List.of());
    assertThat(failed.problems()).isNotEmpty();
    assertThat(rows()).isEqualTo("1");
    desk.house.broken = null;
    assertThat(sweep.run(List.of()).removed()).containsEntry("visit", 1);
  }

  @Test
  void whatIsDueIsCountedAndStays() throws Exception {
    site("eu");
    keep("visit", wall);
    keep("template", wall);
    Due due = new Due(desk.house, new Rules(desk.site), () -> wall);
    assertThat(due.count(List.of())).containsEntry("visit", 0).containsEntry("template", 0);
    pass(Duration.ofDays(40));
    Expiring backups = expiring("backups", new ArrayList<>());
    assertThat(due.count(List.of(backups)))
        .containsEntry("visit", 1)
        .containsEntry("template", 0)
        .doesNotContainKey("backups");
    assertThat(rows()).isEqualTo("2");
    assertThat(sweep.run(List.of()).removed()).containsEntry("visit", 1);
    assertThat(due.count(List.of())).containsEntry("visit", 0);
  }

  @Test
  void oneWhoCannotDeleteKeepsNobodyElse() throws Exception {
    site("eu");
    keep("visit", wall);
    pass(Duration.ofDays(31));
    Expiring stuck =
        new Expiring() {
          @Override
          public String what() {
            return "suspended people";
          }

          @Override
          public int removeBefore(Instant oldest) throws VestibuleException {
            throw new VestibuleException("vault-locked", "vault", "locked", "open", "Open it.");
          }
        };
    List<Instant> asked = new ArrayList<>();
    Run run = sweep.run(List.of(stuck, expiring("backups", asked), expiring("cookies", asked)));
    assertThat(run.removed()).containsEntry("visit", 1).containsEntry("backups", 1);
    assertThat(asked).containsExactly(wall.minus(Duration.ofDays(30)));
    assertThat(run.problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).startsWith("suspended people"))
        .anySatisfy(problem -> assertThat(problem).contains("cookies: nobody says"));
  }

  @Test
  void eachKindEndsInItsOwnTimeWhileYearsPass() throws Exception {
    site("eu");
    keep("photo", wall);
    keep("visit", wall);
    keep("transcript", wall);
    keep("template", wall);
    keep("utterance", wall);
    List<String> lived = new ArrayList<>();
    int before = 0;
    for (int day : new int[] {1, 2, 3, 4, 5, 30, 31, 32, 365, 366, 367, 730, 731, 732, 1100}) {
      pass(Duration.ofDays(day - before));
      before = day;
      Run run = sweep.run(List.of());
      assertThat(run.problems()).isEmpty();
      int today = day;
      run.removed()
          .forEach(
              (what, count) -> {
                if (count > 0) {
                  lived.add(what + " " + today);
                }
              });
    }
    assertThat(lived)
        .containsExactlyInAnyOrder(
            "photo 4", "transcript 31", "visit 31", "utterance 366", "template 731");
  }

  @Test
  void inIllinoisATemplateEndsThreeYearsAfterTheLastInteraction() throws Exception {
    site("us-illinois");
    keep("template", wall);
    seen("2024-03-01");
    pass(Duration.ofDays(3 * 365 - 1));
    assertThat(OffsetDateTime.ofInstant(wall, ZoneOffset.UTC)).hasToString("2027-02-28T12:00Z");
    assertThat(sweep.run(List.of()).removed()).containsEntry("template", 0);
    // Kept by the day, it goes with the first run of the day on which three years are over.
    pass(Duration.ofHours(13));
    assertThat(sweep.run(List.of()).removed()).containsEntry("template", 1);
    pass(Duration.ofHours(35));
    assertThat(sweep.run(List.of()).removed()).containsEntry("template", 0);
    assertThat(faceless).containsExactly(ada);
  }

  @Test
  void whoStillComesKeepsTheirTemplate() throws Exception {
    site("us-illinois");
    keep("template", wall);
    pass(Duration.ofDays(3 * 365 + 30));
    seen("2027-03-01");
    assertThat(sweep.run(List.of()).removed()).containsEntry("template", 0);
    assertThat(faceless).isEmpty();
  }

  @Test
  void whatIsNeverKeptHereGoesWithTheNextRun() throws Exception {
    site("eu");
    keep("transcript", wall);
    desk.site.configure(Map.of("profile", "clinic"));
    pass(Duration.ofHours(1));
    assertThat(sweep.run(List.of()).removed()).containsEntry("transcript", 1);
    assertThat(new Rules(desk.site).all(List.of()))
        .contains(new Rule("transcript", Duration.ZERO, "never kept: profile clinic"));
  }

  @Test
  void moreThanABatchIsDeletedInBatches() throws Exception {
    site("eu");
    for (int i = 0; i < 1001; i++) {
      desk.house.record(ada, "visit-log", "visit", at(wall), new byte[1]);
    }
    pass(Duration.ofDays(31));
    assertThat(sweep.run(List.of()).removed()).containsEntry("visit", 1001);
  }

  @Test
  void rulesSayWhyAndTheAuditIsShownOnlyWhereSomebodyKeepsIt() throws Exception {
    site("eu");
    desk.site.configure(Map.of("templateDays", 100));
    Rules rules = new Rules(desk.site);
    assertThat(rules.all(List.of()))
        .contains(
            new Rule("template", Duration.ofDays(100), "setting templateDays"),
            new Rule("visit", Duration.ofDays(30), "profile eu"))
        .extracting(Rule::what)
        .doesNotContain("audit");
    assertThat(rules.all(List.of(expiring("audit", new ArrayList<>()))))
        .contains(new Rule("audit", Duration.ofDays(1095), "profile eu"));
  }

  @Test
  void whatLiesBesideTheRecordsOfAKindEndsWithThemAndHasTheSameRule() throws Exception {
    site("eu");
    keep("visit", wall);
    pass(Duration.ofDays(31));
    List<Instant> asked = new ArrayList<>();
    Expiring stories = expiring("visit", asked);
    Run run = sweep.run(List.of(stories));
    assertThat(run.problems()).isEmpty();
    assertThat(run.removed()).containsEntry("visit", 2);
    assertThat(asked).containsExactly(wall.minus(Duration.ofDays(30)));
    assertThat(new Rules(desk.site).all(List.of(stories)))
        .filteredOn(rule -> rule.what().equals("visit"))
        .hasSize(1);
  }

  @Test
  void theAuditHearsOfDeletionsAndOfEachNewProblemOnce() throws Exception {
    site("eu");
    Run quiet = new Run(wall, Map.of("visit", 0), List.of());
    assertThat(RunAudit.noted(desk, null, quiet)).isEqualTo(quiet);
    assertThat(desk.audited).isEmpty();
    Run failed = new Run(wall, Map.of(), List.of("visit: a full disk"));
    RunAudit.noted(desk, quiet, failed);
    RunAudit.noted(desk, failed, failed);
    RunAudit.noted(desk, failed, new Run(wall, Map.of("visit", 2), List.of()));
    assertThat(desk.audited)
        .extracting(AuditEntry::action)
        .containsExactly("retention-failed", "retention-ran");
    desk.auditFull = true;
    assertThat(RunAudit.noted(desk, quiet, failed).problems()).hasSize(2);
  }

  private void site(String profile) throws Exception {
    desk = new ConsentDesk(profile);
    sweep = sweep("this boot");
    for (Purpose purpose : Purpose.values()) {
      desk.ledger().grant(desk.wish("ada", purpose, Channel.E_SIGNATURE));
    }
    ada = desk.house.subject("ada");
    // The desk's own clock is not the one of this test.
    desk.house.sql("delete from consent_given");
    desk.house.sql("update consent set given_at = '" + at(wall) + "'");
    desk.house.sql("update subject set created_at = '" + at(wall) + "'");
    sweep.run(List.of());
    desk.audited.clear();
  }

  private Sweep sweep(String boot) {
    return new Sweep(
        desk.house,
        new Rules(desk.site),
        () -> new Reading(wall, monotonic, boot),
        faceless::addAll);
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    monotonic += time.toNanos();
  }

  private void keep(String kind, Instant madeAt) throws Exception {
    Purpose purpose = DataKind.of(kind).orElseThrow().purpose();
    desk.house.record(ada, purpose.label(), kind, at(madeAt), new byte[1]);
  }

  private void seen(String day) throws Exception {
    desk.house.sql(
        "merge into person (subject, sealed, last_seen) values ('"
            + ada
            + "', x'00', date '"
            + day
            + "')");
  }

  private String rows() throws Exception {
    return desk.house.one("select count(*) from record");
  }

  private static String at(Instant time) {
    return time.toString().replace("T", " ").replace("Z", "+00");
  }

  private static Expiring expiring(String what, List<Instant> asked) {
    return new Expiring() {
      @Override
      public String what() {
        return what;
      }

      @Override
      public int removeBefore(Instant oldest) {
        asked.add(oldest);
        return 1;
      }
    };
  }
}
