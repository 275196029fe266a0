// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/**
 * The answer of visitor triage. It informs a person and never opens a door.
 *
 * @param intent what the visitor seems to want, or {@link Intent#UNCLEAR}
 * @param label the site's own name for it, kebab-case, for example {@code estate-agent}; a label of
 *     the site belongs to one intent
 * @param confidence probability of the best class, 0 to 1, calibrated, also when the answer is
 *     UNCLEAR
 * @param reason why, as one sentence with the deciding value and its bound
 * @param model the id of the model that answered
 */
@Classified(DataClass.PERSONAL)
public record Triage(
    Intent intent,
    @Classified(DataClass.PERSONAL) String label,
    float confidence,
    @Classified(DataClass.PERSONAL) String reason,
    @Classified(DataClass.PERSONAL) String model) {
  /** An answer with the intent's own name as label. */
  public Triage(Intent intent, float confidence, String reason, String model) {
    this(intent, label(intent), confidence, reason, model);
  }

  /** Returns the label that an intent has of itself, for example {@code service-worker}. */
  public static String label(Intent intent) {
    return intent.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
