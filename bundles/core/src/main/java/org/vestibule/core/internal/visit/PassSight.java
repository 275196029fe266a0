// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.vestibule.core.internal.CoreKey;

/**
 * Whoever holds the picture of a pass before the camera needs no keypad. A picture that could be a
 * number is not taken: those are entered by hand, so that nobody tries them by a display. On the
 * visit's thread only.
 */
final class PassSight {
  private static final String STAGE = "pass";
  private static final Duration TIME = Duration.ofSeconds(15);
  private static final int MOST = 32;

  private final Visit visit;
  private final Rights rights;
  private final Glances glances;
  private final Consumer<String> shown;
  private final Set<String> seen = new HashSet<>();

  /**
   * @param shown told what a picture carries, once each
   */
  PassSight(Visit visit, Rights rights, Glances glances, Consumer<String> shown) {
    this.visit = visit;
    this.rights = rights;
    this.glances = glances;
    this.shown = shown;
  }

  /** Begins, where rights are kept and pictures can be read. */
  void begin() {
    Rooms rooms = visit.desk.rooms();
    boolean reads = rooms.scanner.expected(visit.settings.millis(CoreKey.REPLACEMENT));
    if (!visit.info.video() || !reads || !rights.kept()) {
      return;
    }
    PassStage stage =
        new PassStage(
            rooms, visit.station(), visit.id, glances, TIME, text -> visit.step(() -> found(text)));
    visit.stages.<Void>run(
        STAGE,
        visit.desk.workers().passes(),
        stage::leftNanos,
        stage,
        (nothing, failure) -> {
          if (failure != null) {
            visit.diary.degraded("No pass was looked for: " + Why.of(failure));
          }
        });
  }

  private void found(String text) {
    boolean picture = text.chars().anyMatch(Character::isLetter) && !text.matches(".*[*#].*");
    if (picture && visit.stages.runs(STAGE) && seen.size() < MOST && seen.add(text)) {
      shown.accept(text);
    }
  }

  /** Nothing more is looked for. */
  void end() {
    visit.stages.cancel(STAGE);
  }
}
