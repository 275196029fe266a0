// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import java.util.function.Supplier;
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
  private final Supplier<Optional<String>> unit;
  private boolean rang;
  private boolean urgently;
  private boolean called;
  private long rangNanos;
  private int rounds;
  private Audience audience = Audience.RESIDENTS;

  /**
   * @param unit whom the visitor wants, as the house numbers its flats, if that is known
   */
  Bell(Visit visit, Supplier<Optional<String>> unit) {
    this.visit = visit;
    this.unit = unit;
  }

  /** Returns whether anybody was called who was not answered since. */
  boolean rang() {
    return called;
  }

  /** The visitor was handed back to the house: whoever is called next is called anew. */
  void handedBack() {
    rang = false;
    urgently = false;
    called = false;
  }

  /** Rings, unless it has told as much already, or somebody talks with the visitor. */
  void ring(Decision.Ring ring) {
    if (visit.talking.active() || rang && (!ring.urgent() || urgently)) {
      return;
    }
    rang = true;
    called = true;
    rangNanos = visit.desk.ticks().nanos();
    rounds++;
    urgently |= ring.urgent();
    audience = ring.audience();
    visit.tally.called(audience);
    String text = (ring.urgent() ? "URGENT, " : "") + visit.info.title() + ": " + ring.reason();
    visit.diary.publish(
        new BellRang(visit.desk.ticks().now(), visit.diary.story(), ring.urgent(), text));
    tell(notice(ring.urgent(), text, audience, false), "" + rounds);
  }

  /** Tells people without calling anybody. */
  void note(String reason) {
    String text = visit.info.title() + ": " + reason;
    tell(notice(false, text, Audience.RESIDENTS, true), "quiet");
  }

  private Notice notice(boolean urgent, String text, Audience to, boolean quiet) {
    return new Notice(visit.id, visit.info.id(), urgent, text, to, quiet, unit.get());
  }

  /** Rings anew for a press that is no bounce: the courier of now is not the guest of before. */
  void again() {
    long sinceNanos = visit.desk.ticks().nanos() - rangNanos;
    boolean free = !visit.talking.active();
    if (free && rang && sinceNanos >= visit.settings.millis(CoreKey.DEBOUNCE).toNanos()) {
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
