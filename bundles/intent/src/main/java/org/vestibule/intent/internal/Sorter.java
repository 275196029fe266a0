// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;

/**
 * Decides. Emergency is asymmetric: listed words decide alone, a low probability of it wins over
 * likelier classes, no bound turns it into {@link Intent#UNCLEAR}, and nothing that a site taught
 * takes it away. Pure; thread-safe.
 */
public final class Sorter {
  /** Who answers when no model was needed. */
  public static final String RULES = "intent-rules@1";

  private Sorter() {}

  /** Returns the answer that needs no model, if there is one. */
  public static Optional<Triage> byRules(Utterance utterance) {
    if (utterance.alarm().isPresent()) {
      String reason =
          "The words \"" + utterance.alarm().get() + "\" are on the emergency list; one is enough";
      return Optional.of(new Triage(Intent.EMERGENCY, 1, reason, RULES));
    }
    if (!utterance.unreadable().isEmpty()) {
      return Optional.of(new Triage(utterance.unreadableAs(), 0, utterance.unreadable(), RULES));
    }
    return Optional.empty();
  }

  /**
   * Returns the head's answer.
   *
   * @param scores of the embedding of {@link Utterance#asked()}
   * @param bounds what holds, the site's over the pack's
   * @param model id of the head's pack
   */
  public static Triage byHead(Head head, Head.Scores scores, Thresholds bounds, String model) {
    double[] p = scores.probabilities();
    Optional<Triage> emergency = emergency(head, p, bounds, "", model);
    if (emergency.isEmpty() && head.guard() != null) {
      emergency =
          emergency(head.guard(), scores.guarded(), bounds, ", whatever was taught here", model);
    }
    if (emergency.isPresent()) {
      return emergency.get();
    }
    Intent intent = likeliestBut(null, head, p);
    double sure = head.mass(p, intent);
    if (intent == Intent.UNCLEAR) {
      Intent next = likeliestBut(intent, head, p);
      return unclear(
          sure,
          text(
              "Probability %.2f of nothing that visitors want; the next, %s, has %.2f",
              sure, name(next), head.mass(p, next)),
          model);
    }
    double nearest = scores.nearest();
    String label = label(head, p, intent);
    String name = label.replace('-', ' ');
    if (nearest < bounds.nearest()) {
      return unclear(
          sure,
          text(
              "Unlike every sentence that was trained: nearest cosine %.2f, at least %.2f is needed",
              nearest, bounds.nearest()),
          model);
    }
    if (sure < bounds.accept()) {
      return unclear(
          sure,
          text(
              "The best guess, %s, has probability %.2f; at least %.2f is needed",
              name, sure, bounds.accept()),
          model);
    }
    String reason =
        text(
            "Probability %.2f of %s, at least %.2f is needed; nearest cosine %.2f, at least %.2f",
            sure, name, bounds.accept(), nearest, bounds.nearest());
    return new Triage(intent, label, (float) sure, reason, model);
  }

  private static Optional<Triage> emergency(
      Head head, double[] p, Thresholds bounds, String remark, String model) {
    double emergency = head.mass(p, Intent.EMERGENCY);
    if (emergency < bounds.emergency() && likeliestBut(null, head, p) != Intent.EMERGENCY) {
      return Optional.empty();
    }
    String reason =
        emergency >= bounds.emergency()
            ? text("Emergency has probability %.2f; %.2f is enough", emergency, bounds.emergency())
            : text("Emergency is the likeliest of all, with probability %.2f", emergency);
    return Optional.of(
        new Triage(
            Intent.EMERGENCY,
            label(head, p, Intent.EMERGENCY),
            (float) emergency,
            reason + remark,
            model));
  }

  /** Labels of one intent are counted together: what a site adds to it does not weaken it. */
  private static Intent likeliestBut(Intent left, Head head, double[] p) {
    Intent best = null;
    for (Label label : head.labels()) {
      Intent intent = label.intent();
      if (intent != left && (best == null || head.mass(p, intent) > head.mass(p, best))) {
        best = intent;
      }
    }
    return best;
  }

  private static String label(Head head, double[] p, Intent intent) {
    int best = -1;
    for (int k = 0; k < p.length; k++) {
      if (head.labels().get(k).intent() == intent && (best < 0 || p[k] > p[best])) {
        best = k;
      }
    }
    return head.labels().get(best).name();
  }

  private static String name(Intent intent) {
    return intent.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Triage unclear(double confidence, String reason, String model) {
    return new Triage(Intent.UNCLEAR, (float) confidence, reason, model);
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
