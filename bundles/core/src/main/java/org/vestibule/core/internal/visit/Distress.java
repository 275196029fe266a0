// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.DoorEvent.DuressSignalled;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.CoreKey;

/**
 * Somebody asks for help by the code that they entered. Whoever stands beside them must not see it:
 * nothing of it is in the story, no stage of the visit waits for it, and what fails is only logged.
 * It is told whether or not the door opens. On the visit's thread only.
 */
final class Distress {
  private static final Logger LOG = LoggerFactory.getLogger(Distress.class);

  private final Visit visit;
  private boolean told;

  Distress(Visit visit) {
    this.visit = visit;
  }

  /** Tells it, once in a visit. */
  void signal(PersonId person) {
    if (told) {
      return;
    }
    told = true;
    Desk desk = visit.desk;
    visit.diary.publish(new DuressSignalled(desk.ticks().now(), visit.info.door(), person));
    desk.note(
        "visit:" + visit.id,
        "duress-signalled",
        Map.of("door", visit.info.door().value(), "person", person.value()));
    String text =
        "DURESS, " + visit.info.title() + ": somebody entered the code that asks for help";
    Notice notice = new Notice(visit.id, visit.info.id(), true, text, Audience.MANAGER, true);
    desk.rooms().notifiers.forEach(notifier -> tell(notifier, notice));
  }

  private void tell(Notifier notifier, Notice notice) {
    Duration time = visit.settings.millis(CoreKey.RING);
    Deadline deadline = new Deadline(System.nanoTime(), time);
    try {
      StageRun.<String>start(
          Runnable::run,
          visit.desk.workers().timers(),
          visit.desk.workers().bell(),
          () -> deadline.left(System.nanoTime()),
          () -> notifier.deliver(notice),
          (receipt, failure) -> {
            if (failure != null) {
              LOG.warn("A silent alarm was not delivered: {}", Why.of(failure));
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.warn("A silent alarm was not delivered: the gateway stops");
    }
  }
}
