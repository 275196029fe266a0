// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import org.vestibule.api.speech.Expectation;

/** What the assistant may ask. */
enum Question {
  /** What it is about. */
  WISH(Expectation.ANYTHING),
  /** Whom the visitor would like to see. */
  WHOM(Expectation.NAME),
  /** The number of the apartment. */
  UNIT(Expectation.UNIT),
  /** Whether the number was understood. */
  RIGHT(Expectation.YES_OR_NO);

  private final Expectation expects;

  Question(Expectation expects) {
    this.expects = expects;
  }

  Expectation expects() {
    return expects;
  }
}
