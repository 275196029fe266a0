// SPDX-License-Identifier: Apache-2.0
package org.vestibule.synthesis.internal;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.text.Normalizer;
import java.util.Arrays;
import org.vestibule.api.VestibuleException;

/**
 * FreeTTS's diphone voice kevin16: American English, 16 kHz, residual-excited linear prediction
 * (Black and Lenzo, Flite: a small fast run-time synthesis engine, 2001, of which FreeTTS is the
 * port). Used by one thread.
 */
final class KevinVoice implements AutoCloseable {
  /** The rate of its sound, in Hz. */
  static final int RATE = 16_000;

  /** As loud as the sentences of the catalogue: 3 dB below full scale. */
  private static final int PEAK = 23_198;

  private static final String NAME = "kevin16";

  private final Voice voice;

  /**
   * Loads the voice; takes a second or two.
   *
   * @throws VestibuleException {@code synthesis-failed}
   */
  KevinVoice() throws VestibuleException {
    try {
      // Without FreeTTS's VoiceManager, which looks for names in properties and in files beside a
      // jar.
      voice =
          Arrays.stream(new KevinVoiceDirectory().getVoices())
              .filter(each -> each.getName().equals(NAME))
              .findFirst()
              .orElseThrow(() -> failed("the voice " + NAME + " is missing", null));
      voice.allocate();
    } catch (RuntimeException | Error e) {
      // FreeTTS reports a missing file as a java.lang.Error.
      throw failed("the voice cannot be loaded: " + e, e);
    }
  }

  /**
   * Speaks a text.
   *
   * @throws VestibuleException {@code synthesis-failed}
   */
  short[] speak(String text, Settings settings) throws VestibuleException {
    String plain = plain(text);
    SampleCollector collector = new SampleCollector();
    voice.setRate(settings.rate());
    voice.setPitch(settings.pitch());
    voice.setAudioPlayer(collector);
    if (!voice.speak(plain)) {
      throw failed("the voice broke off", null);
    }
    short[] samples = collector.samples();
    if (samples.length == 0) {
      throw failed("the voice gave no sound", null);
    }
    return loud(samples);
  }

  @Override
  public void close() {
    voice.deallocate();
  }

  /** The voice knows the letters of English only: accents go, other signs become spaces. */
  private static String plain(String text) throws VestibuleException {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^\\x20-\\x7e]", " ");
    if (plain.chars().noneMatch(Character::isLetterOrDigit)) {
      throw new VestibuleException(
          "synthesis-failed",
          "text",
          "nothing that an English voice can say",
          "letters and digits",
          "Write the text in English.");
    }
    return plain;
  }

  private static short[] loud(short[] samples) {
    int peak = 1;
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (samples[i] * PEAK / peak);
    }
    return samples;
  }

  private static VestibuleException failed(String found, Throwable cause) {
    return new VestibuleException(
        "synthesis-failed",
        "speech synthesis",
        found,
        "sound",
        "Install the feature vestibule-synthesis again.",
        cause);
  }
}
