// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.audio.internal.recognise.SuppressedSound;
import org.vestibule.audio.internal.recognise.Transcription;
import org.vestibule.audio.internal.suppress.Suppressor;
import org.vestibule.audio.internal.suppress.SuppressorSource;

/**
 * The suppressor in front of the recogniser: asked for by a setting, and refused unless the data
 * folder holds the result of an evaluation which shows that it makes fewer words wrong, with the
 * model that serves. Thread-safe.
 */
final class Denoiser {
  /** The evaluation's result, in the data folder. */
  static final String RESULT = "evaluations/speech-denoiser.properties";

  private static final Logger LOG = LoggerFactory.getLogger(Denoiser.class);

  /** What an evaluation calls the suppressor: by its place or by its network. */
  private static final Set<String> SUPPRESSORS = Set.of("suppressor", "rnnoise");

  private static final long MOST_BYTES = 64 << 10;

  private final Path result;
  private volatile SuppressorSource source;

  Denoiser(Path data) {
    result = data.resolve(RESULT);
  }

  /** Takes the source of suppressors; null when it goes. */
  void source(SuppressorSource next) {
    source = next;
  }

  /** Gives a source back unless it was replaced already. */
  void without(SuppressorSource gone) {
    if (source == gone) {
      source = null;
    }
  }

  /**
   * Returns why the wished denoiser is not used, one sentence; empty when it is, or none is wished.
   *
   * @param model the id of the model that recognises
   */
  Optional<String> refusal(RecogniserDenoiser wished, String model) {
    if (wished == RecogniserDenoiser.OFF) {
      return Optional.empty();
    }
    String reason = source == null ? "no suppressor is installed" : evidence(model);
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The recogniser hears undenoised sound: "
                + reason
                + ". Run ./vestibule eval speech on this site's recordings, or set "
                + Settings.DENOISER
                + " = off.");
  }

  private String evidence(String model) {
    Properties found = new Properties();
    try {
      if (Files.size(result) > MOST_BYTES) {
        return RESULT + " has more than " + MOST_BYTES + " bytes";
      }
      try (Reader reader = Files.newBufferedReader(result)) {
        found.load(reader);
      }
    } catch (NoSuchFileException e) {
      return "there is no " + RESULT + " in the data folder";
    } catch (IOException | IllegalArgumentException e) {
      return RESULT + " cannot be read";
    }
    String measured = found.getProperty("model", "");
    if (!measured.equals(model)) {
      return "it was evaluated with '" + measured + "', and " + model + " serves";
    }
    String denoiser = found.getProperty("denoiser", "");
    if (!SUPPRESSORS.contains(denoiser)) {
      return "what was evaluated is '" + denoiser + "' and not the suppressor";
    }
    String upper = found.getProperty("wer_difference_upper95", "");
    return helps(upper)
        ? ""
        : "wer_difference_upper95 in "
            + RESULT
            + " is '"
            + upper
            + "', and only below 0 the denoiser is known to help";
  }

  private static boolean helps(String upper) {
    try {
      return Double.parseDouble(upper) < 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Returns {@code words} with the suppressor in front, where it is wished and not refused. */
  Transcription inFrontOf(Transcription words, RecogniserDenoiser wished, String model) {
    SuppressorSource from = source;
    if (wished == RecogniserDenoiser.OFF || from == null || refusal(wished, model).isPresent()) {
      return words;
    }
    return (sound, beams, abandoned) -> {
      Optional<Suppressor> suppressor = from.open();
      if (suppressor.isEmpty()) {
        LOG.debug("No suppressor serves: the recogniser hears undenoised sound");
        return words.transcribe(sound, beams, abandoned);
      }
      try (Suppressor cleaning = suppressor.get()) {
        return words.transcribe(SuppressedSound.of(sound, cleaning), beams, abandoned);
      }
    };
  }
}
