// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreSettings;

/** A building whose assistant asks; a wish is sorted by its first word. */
abstract class DialogueFixture extends VisitFixture {
  private static final Map<String, Intent> WORDS =
      Map.of(
          "parcel", Intent.DELIVERY,
          "plumber", Intent.SERVICE_WORKER,
          "visiting", Intent.GUEST,
          "selling", Intent.VENDOR,
          "fire", Intent.EMERGENCY,
          "bonjour", Intent.UNKNOWN_LANGUAGE,
          "keys", Intent.FORGOT_KEY,
          "other", Intent.OTHER);

  final ScriptedEar ear = new ScriptedEar();

  @BeforeEach
  void assist() throws VestibuleException {
    set(Map.of());
    house.front().speaks();
    house.rooms.speech.enter(ear);
    house.rooms.triage.enter(DialogueFixture::sorted);
  }

  /** Configures the house, with an assistant and a parcel room. */
  void set(Map<String, String> more) throws VestibuleException {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "assistant", "on",
                "routes", "delivery=parcel-room, vendor=declined, service-worker=manager",
                "promptMillis", "0",
                "questionMillis", "1000",
                "speechAnswerMillis", "100",
                "insistMillis", "0",
                "debounceMillis", "0",
                "lingerMillis", "0"));
    all.putAll(more);
    house.settings = CoreSettings.of(all);
  }

  static Triage sorted(String text) {
    Intent intent = WORDS.getOrDefault(text.split(" ")[0].toLowerCase(), Intent.UNCLEAR);
    return new Triage(intent, 0.9f, "0.90 of 0.50", "fake");
  }

  /** Returns what the visitor was told, in order. */
  List<String> prompts(VisitId id) {
    return house.all(VisitUpdated.class).stream()
        .filter(event -> event.what().equals("prompt") && event.after().id().equals(id))
        .map(event -> event.after().prompt().get())
        .toList();
  }

  void awaitPrompt(String word) throws InterruptedException {
    house.await(
        VisitUpdated.class,
        event -> event.what().equals("prompt") && event.after().prompt().get().equals(word));
  }

  /** Waits until the recogniser listens for the so manieth time. */
  void awaitListening(int times) {
    Building.until(() -> ear.wishes.size() == times);
  }

  List<Notice> calls() {
    return house.notices.stream().filter(notice -> !notice.quiet()).toList();
  }

  /** Returns what the audit keeps of a visit. */
  Map<String, String> audited(VisitId id) {
    Building.until(() -> house.ledger.actions().contains("visit-closed"));
    return house.ledger.entries.stream()
        .filter(entry -> entry.action().equals("visit-closed"))
        .filter(entry -> entry.actor().equals("visit:" + id))
        .findFirst()
        .orElseThrow()
        .details();
  }
}
