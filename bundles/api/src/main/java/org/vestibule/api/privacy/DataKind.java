// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.consent.Purpose;

/** What is held of a person by consent, and the purpose that each kind serves. */
public enum DataKind {
  /** A face template. */
  TEMPLATE(Purpose.UNLOCK),
  /** A face that was taken for this person and is not. */
  NEGATIVE(Purpose.UNLOCK),
  /** A photo. */
  PHOTO(Purpose.RECORDINGS),
  /** What somebody said at the door. */
  TRANSCRIPT(Purpose.VISIT_LOG),
  /** A visit of theirs. */
  VISIT(Purpose.VISIT_LOG),
  /** A sentence from which triage learns. */
  UTTERANCE(Purpose.TRAINING);

  private final Purpose purpose;

  DataKind(Purpose purpose) {
    this.purpose = purpose;
  }

  /** Returns the purpose without which it must not be held. */
  public Purpose purpose() {
    return purpose;
  }

  /** Returns the name as it stands in the database and in papers, for example template. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a kind by its {@link #label}. */
  public static Optional<DataKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
