// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

/** The numbers that a person may set, each with its default and its bounds. */
public enum CoreKey {
  DEBOUNCE("debounceMillis", 1000, 0, 60_000),
  FACE_CONFIRMATIONS("faceConfirmations", 2, 1, 10),
  SPOOF_CONFIRMATIONS("spoofConfirmations", 2, 1, 10),
  FIRST_FRAME("firstFrameMillis", 4000, 100, 30_000),
  FACE_DEADLINE("faceDeadlineMillis", 4000, 100, 30_000),
  CHALLENGE("challengeMillis", 9000, 1000, 30_000),
  IDENTIFY("identifyMillis", 1500, 0, 5000),
  CODE("codeMillis", 10_000, 0, 60_000),
  QUESTION("questionMillis", 8000, 1000, 30_000),
  DIALOGUE("dialogueMillis", 25_000, 1000, 50_000),
  PROMPT("promptMillis", 1500, 0, 10_000),
  INSIST("insistMillis", 20_000, 0, 120_000),
  SPEECH_LIMIT("speechLimitMillis", 15_000, 1000, 60_000),
  SPEECH_ANSWER("speechAnswerMillis", 8000, 100, 60_000),
  TRIAGE("triageMillis", 3000, 100, 30_000),
  RING("ringMillis", 5000, 100, 30_000),
  ORDER_LIFE("orderLifeMillis", 1500, 200, 5000),
  DOOR("doorMillis", 5000, 100, 30_000),
  LINGER("lingerMillis", 500, 0, 10_000),
  REPLACEMENT("replacementMillis", 3000, 0, 30_000),
  VISIT_LIMIT("visitLimitMillis", 60_000, 1000, 600_000),
  CONVERSATION("conversationSeconds", 180, 10, 1800),
  CORRECTION("correctionMinutes", 60, 0, 1440),
  WRONG_CLAIMS("wrongClaimsPerMinute", 5, 1, 60),
  COMMAND_RATE("commandsPerSecond", 10, 1, 100_000),
  COMMAND_BURST("commandBurst", 20, 1, 100_000),
  LISTENER_QUEUE("listenerQueue", 256, 16, 65_536);

  private final String key;
  private final int standard;
  private final int min;
  private final int max;

  CoreKey(String key, int standard, int min, int max) {
    this.key = key;
    this.standard = standard;
    this.min = min;
    this.max = max;
  }

  /** Returns the key as it stands in the configuration. */
  public String key() {
    return key;
  }

  /** Returns the value when nothing is configured. */
  public int standard() {
    return standard;
  }

  /** Returns the smallest value allowed. */
  public int min() {
    return min;
  }

  /** Returns the largest value allowed. */
  public int max() {
    return max;
  }
}
