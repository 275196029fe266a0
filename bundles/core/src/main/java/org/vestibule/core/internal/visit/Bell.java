// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import org.vestibule.api.door.Decision;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.core.internal.CoreKey;

/**
 * Tells people: once, once more when it becomes urgent, and anew when somebody presses again after
 * the debounce time. On the visit's thread only.
 */
final class Bell {
  private final Visit visit;
  private boolean rang;
  private boolean urgently;
  private long rangNanos;
  private int rounds;
  private Audience audience = Audience.RESIDENTS;

  Bell(Visit visit) {
    this.visit = visit;
  }

  /** Returns whether anybody was called. */
  boolean rang() {
    return rounds > 0;
  }

  /** Rings, unless it has told as much already. */
  void ring(Decision.Ring ring) {
    if (rang && (!ring.urgent() || urgently)) {
      return;
    }
    rang = true;
    rangNanos = visit.desk.ticks().nanos();
    rounds++;
    urgently |= ring.urgent();
    audience = ring.audience();
    visit.tally.called(audience);
    String text = (ring.urgent() ? "URGENT, " : "") + visit.info.title() + ": " + ring.reason();
    visit.diary.publish(
        new BellRang(visit.desk.ticks().now(), visit.diary.story(), ring.urgent(), text));
    tell(new Notice(visit.id, visit.info.id(), ring.urgent(), text, audience, false), "" + rounds);
  }

  /** Tells people without calling anybody. */
  void note(String reason) {
    String text = visit.info.title() + ": " + reason;
    Notice notice = new Notice(visit.id, visit.info.id(), false, text, Audience.RESIDENTS, true);
    tell(notice, "quiet");
  }

  /** Rings anew for a press that is no bounce: the courier of now is not the guest of before. */
  void again() {
    long sinceNanos = visit.desk.ticks().nanos() - rangNanos;
    if (rang && sinceNanos >= visit.settings.millis(CoreKey.DEBOUNCE).toNanos()) {
      rang = false;
      ring(new Decision.Ring(urgently, "The bell was pressed again", audience));
    }
  }

  private void tell(Notice notice, String round) {
    int number = 0;
    for (Notifier notifier : visit.desk.rooms().notifiers) {
      tell(notifier, notice, Visit.RING + round + "-" + number++);
    }
  }

  private void tell(Notifier notifier, Notice notice, String stage) {
    Deadline deadline = new Deadline(System.nanoTime(), visit.settings.millis(CoreKey.RING));
    visit.stages.<String>run(
        stage,
        visit.desk.workers().bell(),
        () -> deadline.left(System.nanoTime()),
        () -> notifier.deliver(notice),
        (receipt, failure) -> {
          if (failure != null) {
            visit.diary.degraded("A notifier told nobody: " + Why.of(failure));
          }
        });
  }
}
