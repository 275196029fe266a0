// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

/** The places that a model can take. */
public final class ModelSlots {
  /** Voice activity detection. */
  public static final String VOICE_ACTIVITY = "voice-activity";

  /** Speech to text. */
  public static final String SPEECH = "speech";

  /** Face boxes with five landmarks. */
  public static final String FACE_DETECTION = "face-detection";

  /** Face embedding. */
  public static final String FACE_EMBEDDING = "face-embedding";

  /** Presentation attack detection. */
  public static final String FACE_LIVENESS = "face-liveness";

  /** Sentence embedding. */
  public static final String SENTENCE = "sentence";

  /** The head that sorts visitors' sentences. */
  public static final String VISITOR_INTENT = "visitor-intent";

  /** Noise suppression for a human ear. */
  public static final String NOISE_SUPPRESSION = "noise-suppression";

  /** The closed set of words that need no recogniser. */
  public static final String VOICE_COMMAND = "voice-command";

  /** Which language a text is in. */
  public static final String LANGUAGE = "language";

  private ModelSlots() {}
}
