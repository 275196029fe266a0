// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;

/** What a note on paper is worth, and what a written release is, at each kind of site. */
class PaperTest {
  private static final PersonId ADA = new PersonId("ada");
  private static final String NOTE = "signed form 2026-01-02";

  @Test
  void inIllinoisTheReleaseComesBeforeTheFirstPicture() throws Exception {
    try (ConsentDesk desk = new ConsentDesk("us-illinois")) {
      assertThatThrownBy(() -> desk.ledger.require(ADA, Purpose.UNLOCK, NOTE))
          .hasFieldOrPropertyWithValue("code", "release-missing");
      assertThatThrownBy(() -> enrol(desk, NOTE))
          .hasFieldOrPropertyWithValue("code", "release-missing");
      assertThatThrownBy(
              () -> desk.ledger.grant(desk.wish("ada", Purpose.UNLOCK, Channel.OWN_ACCOUNT)))
          .hasFieldOrPropertyWithValue("code", "release-missing")
          .hasMessageContaining("e-signature or paper");
      desk.ledger.grant(desk.wish("ada", Purpose.UNLOCK, Channel.E_SIGNATURE));
      desk.ledger.require(ADA, Purpose.UNLOCK, "");
      enrol(desk, "");
    }
  }

  @Test
  void inTheUnionANoteOnPaperIsEnteredWithTheEnrolment() throws Exception {
    try (ConsentDesk desk = new ConsentDesk("eu")) {
      assertThatThrownBy(() -> desk.ledger.require(ADA, Purpose.UNLOCK, " "))
          .hasFieldOrPropertyWithValue("code", "consent-missing");
      assertThatThrownBy(() -> enrol(desk, ""))
          .hasFieldOrPropertyWithValue("code", "consent-missing");
      enrol(desk, NOTE);
      assertThat(desk.gate.allows(ADA, Purpose.UNLOCK)).isFalse();
      desk.ledger.settled(ADA);
      assertThat(desk.gate.allows(ADA, Purpose.UNLOCK)).isTrue();
      assertThat(desk.told).containsExactly("ada unlock allowed=true rows=0");
      assertThat(desk.ledger.of(ADA).get(0).signature()).contains(NOTE);
    }
  }

  @Test
  void anotherTextThanTodaysIsSaid() throws Exception {
    try (ConsentDesk desk = new ConsentDesk("eu")) {
      desk.ledger.grant(desk.wish("ada", Purpose.UNLOCK, Channel.PAPER));
      assertThat(TextDrift.status(desk.gate, desk.site).state()).isEqualTo(Status.State.READY);
      desk.site.configure(Map.of("profile", "us-illinois"));
      Status status = TextDrift.status(desk.gate, desk.site);
      assertThat(status.cause()).isEqualTo(Status.Cause.DRIFT);
      assertThat(status.sentence()).startsWith("1 people agreed to another text");
    }
  }

  private static void enrol(ConsentDesk desk, String note) throws Exception {
    desk.house.write(
        c -> {
          desk.ledger.requireOrEnter(
              c, desk.house.subjects.findOrCreate(c, ADA), ADA, Purpose.UNLOCK, note);
          return null;
        });
  }
}
