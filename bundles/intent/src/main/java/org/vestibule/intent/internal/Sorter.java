// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;

/**
 * Decides. Emergency is asymmetric: listed words decide alone, a low probability of it wins over
 * likelier classes, and no bound turns it into {@link Intent#UNCLEAR}. Pure; thread-safe.
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
      return Optional.of(new Triage(Intent.UNCLEAR, 0, utterance.unreadable(), RULES));
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
    int best = likeliestBut(-1, p);
    double emergency = p[head.labels().indexOf(Intent.EMERGENCY)];
    Intent intent = head.labels().get(best);
    if (emergency >= bounds.emergency() || intent == Intent.EMERGENCY) {
      String reason =
          emergency >= bounds.emergency()
              ? text(
                  "Emergency has probability %.2f; %.2f is enough", emergency, bounds.emergency())
              : text("Emergency is the likeliest of all, with probability %.2f", emergency);
      return new Triage(Intent.EMERGENCY, (float) emergency, reason, model);
    }
    if (intent == Intent.UNCLEAR) {
      int next = likeliestBut(best, p);
      return unclear(
          p[best],
          text(
              "Probability %.2f of nothing that visitors want; the next, %s, has %.2f",
              p[best], name(head.labels().get(next)), p[next]),
          model);
    }
    double nearest = scores.nearest();
    String name = name(intent);
    if (nearest < bounds.nearest()) {
      return unclear(
          p[best],
          text(
              "Unlike every sentence that was trained: nearest cosine %.2f, at least %.2f is needed",
              nearest, bounds.nearest()),
          model);
    }
    if (p[best] < bounds.accept()) {
      return unclear(
          p[best],
          text(
              "The best guess, %s, has probability %.2f; at least %.2f is needed",
              name, p[best], bounds.accept()),
          model);
    }
    String reason =
        text(
            "Probability %.2f of %s, at least %.2f is needed; nearest cosine %.2f, at least %.2f",
            p[best], name, bounds.accept(), nearest, bounds.nearest());
    return new Triage(intent, (float) p[best], reason, model);
  }

  private static int likeliestBut(int left, double[] p) {
    int best = left == 0 ? 1 : 0;
    for (int k = 0; k < p.length; k++) {
      best = k != left && p[k] > p[best] ? k : best;
    }
    return best;
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
