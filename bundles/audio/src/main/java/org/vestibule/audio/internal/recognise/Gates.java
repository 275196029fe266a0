// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Locale;

/**
 * What noise, music and silence do not pass, whatever words a decoder makes of them. No list of
 * phrases: a hallucination is known by the sound that it does not fit.
 */
public final class Gates {
  /** Below this share of voiced chunks the sound is not a sentence. */
  static final double LEAST_VOICED = 0.2;

  /** Somebody who is this quiet is not at the station. */
  static final double LEAST_DBFS = -65;

  /** The voice model is this sure of speech, in the mean over what it calls voiced. */
  static final double LEAST_VOICE = 0.6;

  /** Text compresses to less only when it repeats (Radford et al. 2022, section 4.5). */
  static final double MOST_COMPRESSION = 2.4;

  /** A hurried "hi, it's me, open up please" has about 10. */
  static final double MOST_TOKENS_PER_SECOND = 12;

  /** "Thank you." for eight seconds of babble. */
  static final double LEAST_TOKENS_PER_SECOND = 0.5;

  /** Below this much voiced sound few tokens mean nothing. */
  static final double LONG_SECONDS = 3;

  /** The decoder's own mark counts only where its text is unsure too (section 4.5). */
  static final double MOST_NO_SPEECH = 0.6;

  static final double UNSURE_LOG_PROBABILITY = -1;

  private Gates() {}

  /** Returns why a text must not be believed, one sentence; empty when nothing is against it. */
  public static String doubt(Transcript heard, Voicing voicing) {
    Reading best = heard.best();
    if (best.text().isEmpty()) {
      return text("No words were found in %.1f s of voiced sound.", voicing.seconds());
    }
    if (voicing.share() < LEAST_VOICED) {
      return below("The voiced share of the sound", voicing.share(), LEAST_VOICED, "");
    }
    if (voicing.levelDbfs() < LEAST_DBFS) {
      return below("The level of the voice", voicing.levelDbfs(), LEAST_DBFS, " dBFS");
    }
    if (voicing.probability() < LEAST_VOICE) {
      return below("The probability of voice", voicing.probability(), LEAST_VOICE, "");
    }
    if (best.repeats()) {
      return "The text repeats four tokens three times or more, allowed is twice.";
    }
    ConfidenceFeatures features = ConfidenceFeatures.of(best, voicing);
    if (features.compressionRatio() > MOST_COMPRESSION) {
      return above("The compression ratio", features.compressionRatio(), MOST_COMPRESSION);
    }
    if (features.tokensPerSecond() > MOST_TOKENS_PER_SECOND) {
      return above("The tokens a second", features.tokensPerSecond(), MOST_TOKENS_PER_SECOND);
    }
    if (voicing.seconds() >= LONG_SECONDS && features.tokensPerSecond() < LEAST_TOKENS_PER_SECOND) {
      return below(
          "The number of tokens", features.tokensPerSecond(), LEAST_TOKENS_PER_SECOND, " a second");
    }
    if (heard.noSpeech() > MOST_NO_SPEECH && best.meanLogProbability() < UNSURE_LOG_PROBABILITY) {
      return above("The probability of no speech", heard.noSpeech(), MOST_NO_SPEECH);
    }
    return "";
  }

  /** Returns the sentence for a text that passed the gates and is not sure enough. */
  public static String unsure(double confidence, double least) {
    return below("The confidence", confidence, least, "");
  }

  private static String below(String what, double found, double least, String unit) {
    return text("%s is %.2f%s, at least %.2f is needed.", what, found, unit, least);
  }

  private static String above(String what, double found, double most) {
    return text("%s is %.2f, at most %.2f is plausible.", what, found, most);
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
