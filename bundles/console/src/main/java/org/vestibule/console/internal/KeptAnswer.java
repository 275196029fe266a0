// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What one key stands for; without an answer while its order is being carried out.
 *
 * @param order what tells it from another order
 * @param length of its body
 * @param text what is in the answer
 * @param forgotten how often somebody had been forgotten when the order came
 */
record KeptAnswer(String order, long length, Reply reply, String text, long since, long forgotten) {
  static final Reply SHOWN_BEFORE =
      told(
          "answer-shown-once",
          "an order that was carried out, and its answer shown",
          "an answer that is shown this once",
          "If it was lost, take back what was made and order it anew.");

  private static final Reply ERASED =
      told(
          "answer-erased",
          "an order that was carried out, and an answer that may speak of somebody who was erased",
          "an answer that speaks of nobody who was erased",
          "Look at what was ordered; order it anew under another key only if it is to be twice.");

  /** Returns the same without what was answered: the order was carried out all the same. */
  KeptAnswer erased() {
    return new KeptAnswer(order, length, ERASED, "", since, forgotten);
  }

  private static Reply told(String code, String found, String allowed, String remedy) {
    Problem why = new Problem(409, code, KeptAnswers.KEY, found, allowed, remedy);
    String text = new String(Json.write(why.body()), StandardCharsets.UTF_8);
    return new Reply(409, new Reply.Text("application/problem+json", text), Map.of());
  }
}
