// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;

class LedgerTest {
  private static final PersonId ADA = new PersonId("ada");
  private static final String LATER = "2026-03-02 00:00:00+00";

  private ConsentDesk desk;

  @BeforeEach
  void open() throws Exception {
    desk = new ConsentDesk("eu");
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void theDatabaseItselfRefusesARowWithoutConsent() throws Exception {
    UUID ada = desk.house.make("ada");
    assertThatThrownBy(() -> desk.house.record(ada, "unlock", "template", LATER, new byte[9]))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Referential integrity");
    give(Purpose.UNLOCK);
    // Consent to one purpose is none to another, and no kind passes under another's purpose.
    assertThatThrownBy(() -> desk.house.record(ada, "recordings", "photo", LATER, new byte[9]))
        .hasMessageContaining("Referential integrity");
    assertThatThrownBy(() -> desk.house.record(ada, "unlock", "photo", LATER, new byte[9]))
        .hasMessageContaining("Check constraint");
    desk.house.record(ada, "unlock", "template", LATER, new byte[9]);
  }

  @Test
  void aWithdrawalReachesRowsAndListenersBeforeItReturns() throws Exception {
    give(Purpose.UNLOCK);
    give(Purpose.RECORDINGS);
    UUID ada = desk.house.subject("ada");
    desk.house.record(ada, "unlock", "template", LATER, new byte[9]);
    desk.house.record(ada, "recordings", "photo", LATER, new byte[9]);
    desk.told.clear();

    assertThat(desk.ledger.withdraw(ADA, Purpose.UNLOCK)).isTrue();

    assertThat(desk.told).containsExactly("ada unlock allowed=false rows=1");
    assertThat(desk.house.one("select kind from record")).isEqualTo("photo");
    assertThat(desk.gate.allows(ADA, Purpose.RECORDINGS)).isTrue();
    assertThat(desk.ledger.of(ADA))
        .filteredOn(line -> !line.inForce())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.purpose()).isEqualTo(Purpose.UNLOCK);
              assertThat(line.withdrawnBy()).contains("gateway");
              assertThat(line.withdrawnAt()).contains(ConsentDesk.NOW);
            });
    assertThat(desk.ledger.withdraw(ADA, Purpose.UNLOCK)).isFalse();
  }

  @Test
  void aWithdrawalWaitsForNoAudit() throws Exception {
    give(Purpose.UNLOCK);
    desk.auditFull = true;
    assertThat(desk.ledger.withdraw(ADA, Purpose.UNLOCK)).isTrue();
    assertThat(desk.gate.allows(ADA, Purpose.UNLOCK)).isFalse();
  }

  @Test
  void onAFullDiskTheUseEndsAlthoughItCannotBeNoted() throws Exception {
    give(Purpose.UNLOCK);
    desk.told.clear();
    desk.house.broken = "storage-full";
    refused("storage-full", () -> desk.ledger.withdraw(ADA, Purpose.UNLOCK));
    assertThat(desk.told).containsExactly("ada unlock allowed=false rows=0");
  }

  @Test
  void whileTheVaultIsLockedNobodyIsAllowedAndAWithdrawalSaysWhy() throws Exception {
    give(Purpose.UNLOCK);
    desk.house.vault.open(false);
    assertThat(desk.gate.allows(ADA, Purpose.UNLOCK)).isFalse();
    refused("vault-locked", () -> desk.ledger.withdraw(ADA, Purpose.UNLOCK));
    refused("consent-missing", () -> desk.gate.check(ADA, Purpose.UNLOCK));
    desk.house.vault.open(true);
    assertThat(desk.gate.allows(ADA, Purpose.UNLOCK)).isTrue();
  }

  @Test
  void whatCannotBeAuditedIsNotGiven() throws Exception {
    desk.auditFull = true;
    refused("audit-unwritable", () -> give(Purpose.UNLOCK));
    assertThat(desk.gate.allows(ADA, Purpose.UNLOCK)).isFalse();
    assertThat(desk.house.one("select count(*) from consent")).isEqualTo("0");
  }

  @Test
  void aTextOfAnotherPurposeOrNoneIsRefused() {
    ConsentWish good = desk.wish("ada", Purpose.UNLOCK, Channel.PAPER);
    refused("unknown-text", () -> desk.ledger.grant(with(good, "house-unlock-0", "en", "x")));
    refused("unknown-text", () -> desk.ledger.grant(with(good, "house-visit-log-1", "en", "x")));
    refused("unknown-text", () -> desk.ledger.grant(with(good, good.textVersion(), "tlh", "x")));
  }

  @Test
  void aSignatureIsNeededAndSomebodyElsesAccountIsNone() throws Exception {
    ConsentWish good = desk.wish("ada", Purpose.UNLOCK, Channel.E_SIGNATURE);
    for (String bad : new String[] {"", "  ", "a\u0000b", "x".repeat(201)}) {
      refused(
          "signature-invalid", () -> desk.ledger.grant(with(good, good.textVersion(), "en", bad)));
    }
    ConsentWish own = desk.wish("ada", Purpose.UNLOCK, Channel.OWN_ACCOUNT);
    refused("signature-invalid", () -> as("bob", () -> desk.ledger.grant(own)));
    assertThat(as("ada", () -> desk.ledger.grant(own)).by()).isEqualTo("ada@house");
  }

  @Test
  void consentMayComeBeforeEnrolmentAndStandsOnce() throws Exception {
    Consent consent = give(Purpose.TRAINING);
    assertThat(consent.signature()).contains("Ada Example");
    assertThat(consent.textSha256())
        .isEqualTo(desk.site.text(consent.textVersion(), "en").orElseThrow().sha256());
    assertThat(desk.house.one("select count(*) from subject")).isEqualTo("1");
    refused("consent-given", () -> give(Purpose.TRAINING));
    assertThat(desk.audited.get(0).details())
        .containsEntry("person", "subject-" + desk.house.subject("ada"))
        .doesNotContainValue("Ada Example")
        .doesNotContainValue("ada");
  }

  @Test
  void aLineIsNeitherChangedNorDeleted() throws Exception {
    give(Purpose.UNLOCK);
    String[] edits = {
      "update consent set text_version = 'house-unlock-9'",
      "update consent set language = 'de'",
      "update consent set channel = 'paper'",
      "update consent set given_by = 'mallory'",
      "update consent set given_at = current_timestamp",
      "update consent set sealed = x'00'",
      "delete from consent"
    };
    for (String edit : edits) {
      assertThatThrownBy(() -> desk.house.sql(edit))
          .as(edit)
          .hasMessageContaining("Referential integrity");
    }
    desk.ledger.withdraw(ADA, Purpose.UNLOCK);
    for (String edit : edits) {
      assertThatThrownBy(() -> desk.house.sql(edit)).as(edit).isInstanceOf(SQLException.class);
    }
    String undo = "update consent set withdrawn_at = null, withdrawn_by = null";
    assertThatThrownBy(() -> desk.house.sql(undo)).hasMessageContaining("Referential integrity");
  }

  @Test
  void anotherStateOfTheDatabaseIsFollowed() throws Exception {
    give(Purpose.UNLOCK);
    desk.house.sql("delete from allowance");
    desk.gate.contentReplaced();
    assertThat(desk.gate.allows(ADA, Purpose.UNLOCK)).isFalse();
  }

  @Test
  void aLineThatARestoreCarriedOverIsFrozenToo() throws Exception {
    give(Purpose.UNLOCK);
    desk.ledger.withdraw(ADA, Purpose.UNLOCK);
    desk.house.sql("delete from consent_given");
    desk.house.sql("delete from consent_withdrawn");
    desk.house.write(
        c -> {
          FrozenLines.all(c);
          FrozenLines.all(c);
          return null;
        });
    assertThatThrownBy(() -> desk.house.sql("update consent set language = 'de'"))
        .hasMessageContaining("Referential integrity");
    assertThatThrownBy(() -> desk.house.sql("update consent set withdrawn_by = 'mallory'"))
        .hasMessageContaining("Referential integrity");
  }

  @Test
  void erasureEmptiesTheGate() throws Exception {
    give(Purpose.UNLOCK);
    assertThat(desk.gate.erase(ADA)).isEqualTo(1);
    assertThat(desk.gate.holds(ADA)).isFalse();
    assertThat(desk.gate.allows(ADA, Purpose.UNLOCK)).isFalse();
  }

  private Consent give(Purpose purpose) throws VestibuleException {
    return desk.ledger.grant(desk.wish("ada", purpose, Channel.E_SIGNATURE));
  }

  private static ConsentWish with(
      ConsentWish wish, String version, String language, String signature) {
    return new ConsentWish(
        wish.person(), wish.purpose(), version, language, wish.channel(), signature);
  }

  private static <T> T as(String person, Acting.Deed<T, VestibuleException> deed)
      throws VestibuleException {
    Caller caller =
        new Caller(
            person + "@house",
            Caller.Kind.PERSON,
            Caller.Through.REST,
            Set.of(),
            Optional.of(new PersonId(person)));
    return Acting.as(caller, deed);
  }

  private static void refused(String code, ThrowingCallable deed) {
    assertThatThrownBy(deed)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
