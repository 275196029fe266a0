// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.List;
import org.vestibule.api.speech.Prompt;
import org.vestibule.core.internal.CoreKey;

/** Tells the visitor something, at the station's loudspeaker and on its display. On the thread. */
final class Speaker {
  private static final String STAGE = "prompt";

  private final Visit visit;
  private boolean last;

  Speaker(Visit visit) {
    this.visit = visit;
  }

  /**
   * Says these as the last words of the visit, which stays open so long; where somebody of the
   * house has the loudspeaker they are shown.
   *
   * @param after told when all is said, or when it cannot be; not when it is broken off
   */
  void sayLast(Prompt prompt, Runnable after) {
    run(List.of(prompt), after);
    last = true;
  }

  /** Returns whether the last words of the visit are being said. */
  boolean saysLast() {
    return last;
  }

  /**
   * Says one sentence after the other; what is being said is broken off. While somebody of the
   * house talks with the visitor, nothing is said.
   *
   * @param after told when all is said, or when it cannot be; not when it is broken off
   */
  void say(List<Prompt> prompts, Runnable after) {
    if (!visit.talking.active()) {
      run(prompts, after);
    }
  }

  private void run(List<Prompt> prompts, Runnable after) {
    stop();
    Deadline deadline = new Deadline(System.nanoTime(), visit.settings.millis(CoreKey.DIALOGUE));
    Saying saying = new Saying(visit, prompts, word -> visit.step(() -> show(word)));
    visit.stages.<Void>run(
        STAGE,
        visit.desk.workers().sound(),
        () -> deadline.left(System.nanoTime()),
        saying,
        (nothing, failure) -> {
          last = false;
          if (failure != null) {
            visit.diary.degraded("The visitor was not told everything: " + Why.of(failure));
          }
          after.run();
        });
  }

  /** Is silent at once. */
  void stop() {
    last = false;
    visit.stages.cancel(STAGE);
  }

  private void show(Prompt prompt) {
    if (visit.stages.runs(STAGE)) {
      visit.diary.prompt(prompt);
    }
  }
}
