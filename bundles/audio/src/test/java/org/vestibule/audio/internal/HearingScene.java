// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechWish;

/** A hearing with scripted networks, and the check that it leaves nothing open. */
abstract class HearingScene {
  static final SpeechWish WISH = new SpeechWish(Locale.ENGLISH, Duration.ofSeconds(60));
  static final short[] SPEECH =
      Sounds.joined(
          Sounds.silence(0.512), Sounds.tone(16_000, 300, 0.5, 1.024), Sounds.silence(1.024));

  static final short[] WORD =
      Sounds.joined(Sounds.tone(16_000, 300, 0.5, 0.512), Sounds.silence(1.024));

  @TempDir Path folder;
  final List<ModelException> failures = new ArrayList<>();
  final HeardEvents events = new HeardEvents();
  ScriptedModels models;
  Recogniser recogniser;

  @BeforeEach
  void open() {
    models = new ScriptedModels(folder);
    recogniser = new Recogniser(new Denoiser(folder), failures::add);
  }

  @AfterEach
  void nothingStaysOpen() {
    recogniser.close();
    assertThat(models.leases).hasValue(0);
    assertThat(models.runs).hasValue(0);
    assertThat(models.crashes).hasValue(0);
  }

  Hearing listen(PlayedFeed feed) throws VestibuleException {
    return listen(feed, Duration.ofSeconds(60), events);
  }

  Hearing listen(PlayedFeed feed, Duration limit, SpeechListener listener)
      throws VestibuleException {
    SpeechWish wish = new SpeechWish(Locale.ENGLISH, limit);
    return recogniser.listen(models, Settings.DEFAULTS, feed, wish, listener);
  }

  void refused(PlayedFeed feed, SpeechWish wish, String code) {
    assertThatThrownBy(() -> recogniser.listen(models, Settings.DEFAULTS, feed, wish, events))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    assertThat(feed.closed.getCount()).isZero();
  }
}
