// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.intent.internal.Utterance;

/** What may be taught; every refusal says what is allowed, and none repeats an utterance. */
final class Teaching {
  static final int MOST_LABELS = 50;
  static final int MOST_UTTERANCES = 2_000;
  static final int MOST_CHARACTERS = 500;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}]{1,80}");

  private Teaching() {}

  /**
   * Returns a label of the site.
   *
   * @throws VestibuleException {@code label-invalid}, {@code too-many-labels}
   */
  static Lessons.Own label(Lessons lessons, String name, String title, Intent intent)
      throws VestibuleException {
    if (name == null || !NAME.matcher(name).matches()) {
      throw refused("label-invalid", "name", "another form", "1 to 40 of a-z, 0-9 and '-'");
    }
    if (HeadTraining.BUILT_IN.stream().anyMatch(label -> label.name().equals(name))) {
      throw refused("label-invalid", name, "a label that came along", "a name of its own");
    }
    if (title == null || title.isBlank() || !TITLE.matcher(title).matches()) {
      throw refused("label-invalid", "title of " + name, "another form", "1 to 80 characters");
    }
    if (intent == null || intent == Intent.UNCLEAR || intent == Intent.UNKNOWN_LANGUAGE) {
      throw refused(
          "label-invalid", "intent of " + name, intent + "", "an intent such as DELIVERY or OTHER");
    }
    boolean fresh = lessons.labels().stream().noneMatch(own -> own.name().equals(name));
    if (fresh && lessons.labels().size() >= MOST_LABELS) {
      throw refused(
          "too-many-labels", "labels", lessons.labels().size() + "", "at most " + MOST_LABELS);
    }
    return new Lessons.Own(name, title.strip(), intent);
  }

  /**
   * Requires a label of the site.
   *
   * @throws VestibuleException {@code unknown-label}
   */
  static void own(Lessons lessons, String name) throws VestibuleException {
    if (lessons.labels().stream().noneMatch(own -> own.name().equals(name))) {
      throw refused("unknown-label", "label", "none of the site's", "a label that the site made");
    }
  }

  /**
   * Returns an utterance, cleaned as the gateway cleans what it hears.
   *
   * @throws VestibuleException {@code unknown-label}, {@code utterance-invalid}, {@code
   *     utterance-known}, {@code too-many-utterances}
   */
  static String words(Lessons lessons, String label, String text) throws VestibuleException {
    boolean known =
        HeadTraining.BUILT_IN.stream().anyMatch(one -> one.name().equals(label))
            || lessons.labels().stream().anyMatch(own -> own.name().equals(label));
    if (!known) {
      throw refused("unknown-label", "label", "none of that name", "a label that is listed");
    }
    if (text == null || text.length() > MOST_CHARACTERS) {
      throw refused(
          "utterance-invalid",
          "utterance",
          (text == null ? 0 : text.length()) + " characters",
          "1 to " + MOST_CHARACTERS + " characters");
    }
    Utterance utterance = Utterance.of(text);
    if (!utterance.unreadable().isEmpty()) {
      throw refused(
          "utterance-invalid", "utterance", utterance.unreadable(), "words as a visitor says them");
    }
    if (lessons.knows(utterance.text())) {
      throw refused("utterance-known", "utterance", "taught already", "each utterance once");
    }
    if (lessons.utterances().size() >= MOST_UTTERANCES) {
      throw refused(
          "too-many-utterances",
          "utterances",
          lessons.utterances().size() + "",
          "at most " + MOST_UTTERANCES);
    }
    return utterance.text();
  }

  /**
   * Returns a taught utterance.
   *
   * @throws VestibuleException {@code unknown-utterance}
   */
  static TaughtUtterance known(Lessons lessons, String id) throws VestibuleException {
    for (TaughtUtterance one : lessons.utterances()) {
      if (one.id().equals(id)) {
        return one;
      }
    }
    throw refused(
        "unknown-utterance", "utterance", "no such id", "the id of an utterance that is listed");
  }

  /**
   * Returns a service or says that it is not there.
   *
   * @throws VestibuleException {@code audit-unwritable}, {@code model-missing}
   */
  static <T> T present(T service, String name) throws VestibuleException {
    if (service == null) {
      throw new VestibuleException(
          name.equals("audit") ? "audit-unwritable" : "model-missing",
          "teaching of triage",
          "no " + name,
          "a running " + name,
          "See the status of the gateway, then try again.");
    }
    return service;
  }

  private static VestibuleException refused(
      String code, String input, String found, String allowed) {
    return new VestibuleException(
        code, input, found, allowed, "List what there is with vestibule:triage-labels.");
  }
}
