// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.visit.VisitStory;

/**
 * What the visitor is shown: one word for the panel, and the sentence of the catalogue that goes
 * with it. Never a name, a score or a reason, whatever the story holds.
 *
 * @param word for the panel, stable
 * @param prompt for people
 */
record VisitorWords(String word, Prompt prompt) {
  private static final String PLEASE = "please-";
  private static final String ANSWERED = "answered";

  /** Shown and never said: whoever answers speaks themselves. */
  private static final Map<String, String> SOMEBODY =
      Map.of(
          "en", "Somebody answers. Please speak.",
          "de", "Jemand antwortet. Bitte sprechen Sie.",
          "fr", "Quelqu'un répond. Parlez, s'il vous plaît.",
          "es", "Alguien contesta. Hable, por favor.",
          "it", "Qualcuno risponde. Parli, per favore.");

  private VisitorWords(Prompt prompt) {
    this(prompt.word(), prompt);
  }

  /** Returns what to show for a visit. */
  static VisitorWords of(VisitStory story) {
    if (story.outcome().filter(DoorOutcome.Opened.class::isInstance).isPresent()) {
      return new VisitorWords(Prompt.OPENED);
    }
    if (story.closedAt().isEmpty() && story.answered().isPresent()) {
      return new VisitorWords(ANSWERED, Prompt.PLEASE_WAIT);
    }
    Decision decision = story.decision().orElse(null);
    boolean opening = decision instanceof Decision.Admit && story.outcome().isEmpty();
    if (opening) {
      return new VisitorWords(Prompt.PLEASE_WAIT);
    }
    return Optional.of(story)
        .filter(open -> open.closedAt().isEmpty())
        .flatMap(VisitorWords::asked)
        .orElseGet(() -> decided(decision, story.outcome().isPresent()));
  }

  /**
   * Returns the sentence of a word that has none in the catalogue of what is said.
   *
   * @param language a tag of the catalogue's
   */
  Optional<String> shownOnly(Object language) {
    return word.equals(ANSWERED)
        ? Optional.of(SOMEBODY.getOrDefault(language, SOMEBODY.get("en")))
        : Optional.empty();
  }

  /** A challenge passes before what is said: it waits for the visitor's next movement. */
  private static Optional<VisitorWords> asked(VisitStory story) {
    boolean settled =
        story.outcome().isPresent()
            || story.decision().filter(Decision.Refuse.class::isInstance).isPresent();
    return prompt(story.challenge())
        .filter(challenge -> !settled)
        .map(VisitorWords::please)
        .or(() -> prompt(story.prompt()).map(VisitorWords::new));
  }

  private static VisitorWords decided(Decision decision, boolean answered) {
    if (decision == null || answered) {
      return new VisitorWords(Prompt.PLEASE_WAIT);
    }
    if (decision instanceof Decision.Refuse) {
      return new VisitorWords(Prompt.REFUSED);
    }
    if (decision instanceof Decision.AskMore ask) {
      return please(ask.code() ? Prompt.ENTER_CODE : Prompt.SAY_AGAIN);
    }
    if (decision instanceof Decision.Direct direct) {
      return new VisitorWords(
          direct.direction() == Decision.Direction.PARCEL_ROOM
              ? Prompt.PARCEL_ROOM
              : Prompt.DECLINED);
    }
    return new VisitorWords(Prompt.RINGING);
  }

  private static VisitorWords please(Prompt prompt) {
    return new VisitorWords(PLEASE + prompt.word(), prompt);
  }

  private static Optional<Prompt> prompt(Optional<String> word) {
    return word.flatMap(
        wanted ->
            Arrays.stream(Prompt.values())
                .filter(prompt -> prompt.word().equals(wanted))
                .findFirst());
  }
}
