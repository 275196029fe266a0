// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import org.vestibule.api.event.VisitEvent.BellRang;
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

  Bell(Visit visit) {
    this.visit = visit;
  }

  /** Rings, unless it has told as much already. */
  void ring(boolean urgent, String reason) {
    if (rang && (!urgent || urgently)) {
      return;
    }
    rang = true;
    rangNanos = visit.desk.ticks().nanos();
    rounds++;
    urgently |= urgent;
    String text = (urgent ? "URGENT, " : "") + visit.info.title() + ": " + reason;
    visit.diary.publish(new BellRang(visit.desk.ticks().now(), visit.diary.story(), urgent, text));
    Notice notice = new Notice(visit.id, visit.info.id(), urgent, text);
    int number = 0;
    for (Notifier notifier : visit.desk.rooms().notifiers) {
      tell(notifier, notice, Visit.RING + rounds + "-" + number++);
    }
  }

  /** Rings anew for a press that is no bounce: the courier of now is not the guest of before. */
  void again() {
    long sinceNanos = visit.desk.ticks().nanos() - rangNanos;
    if (rang && sinceNanos >= visit.settings.millis(CoreKey.DEBOUNCE).toNanos()) {
      rang = false;
      ring(urgently, "The bell was pressed again");
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
            visit.diary.degraded("A notifier told nobody: " + Visit.why(failure));
          }
        });
  }
}
