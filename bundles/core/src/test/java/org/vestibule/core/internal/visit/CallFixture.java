// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.VisitId;

/** A building that calls people by phone: a visit stays open while it rings. */
abstract class CallFixture extends VisitFixture {
  static final Answering RESIDENT =
      new Answering("phone", "phone:anna", Optional.of(Building.ANNA), true);
  static final Answering HALL = new Answering("phone", "phone:hall", Optional.empty(), true);
  static final Answering INDOOR = new Answering("browser", "guest", Optional.empty(), false);

  final Phones phones = new Phones();

  @BeforeEach
  void callPeople() {
    house.rooms.bindNotifier(phones);
  }

  /** Rings once and waits until the phones do. */
  VisitId ringing() throws Exception {
    VisitId id = house.press();
    assertThat(phones.rang.await(60, TimeUnit.SECONDS)).isTrue();
    return id;
  }

  Conversation answered(VisitId id, Answering who) throws VestibuleException {
    return house.reception.answer(id, who);
  }

  /** Returns what the audit keeps of these, in order. */
  List<Map<String, String>> audited(String action) {
    return house.ledger.entries.stream()
        .filter(entry -> entry.action().equals(action))
        .map(AuditEntry::details)
        .toList();
  }

  Optional<String> talks(VisitId id) {
    return house.reception.story(id).orElseThrow().answered();
  }

  static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Keeps the visit open for as long as it would ring. */
  final class Phones implements Notifier {
    final CountDownLatch rang = new CountDownLatch(1);
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    volatile Duration rings = Duration.ofSeconds(40);

    @Override
    public String channel() {
      return "phones";
    }

    @Override
    public String deliver(Notice notice) throws VestibuleException {
      if (notice.quiet()) {
        return "noted";
      }
      open.add(house.reception.keepOpen(notice.visit(), rings));
      notices.add(notice);
      rang.countDown();
      return "rings";
    }

    void stop() throws Exception {
      for (AutoCloseable each : open) {
        each.close();
      }
    }
  }
}
