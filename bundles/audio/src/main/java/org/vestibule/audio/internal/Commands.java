// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.command.CommandSpotter;

/**
 * The one word of the closed set that an utterance may be. Looked for when the speaker pauses, told
 * only when nothing followed. Used by the hearing's thread.
 */
final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  /** No word of the set takes longer to say, s of voiced sound. */
  private static final double LONGEST_WORD = 1.5;

  private final CommandSpotter spotter;
  private final SpeechWish wish;
  private Optional<SpeechEvent.CommandHeard> heard = Optional.empty();
  private boolean asked;

  /**
   * @param spotter null where none is installed
   */
  Commands(CommandSpotter spotter, SpeechWish wish) {
    this.spotter = spotter;
    this.wish = wish;
  }

  /** The speaker pauses; returns whether a word was said that needs nothing behind it. */
  boolean paused(Ear ear, float[] utterance) {
    look(ear, () -> utterance);
    // Further digits of a number come after pauses.
    return heard
        .filter(word -> wish.expects() != Expectation.UNIT || word.command().digit() < 0)
        .isPresent();
  }

  /** The speaker goes on: it was not that word alone. */
  void resumed() {
    heard = Optional.empty();
    asked = false;
  }

  /** Returns the word, when the utterance was it and nothing else. */
  Optional<SpeechEvent.CommandHeard> ended(Ear ear, Supplier<float[]> utterance) {
    look(ear, utterance);
    return heard;
  }

  private void look(Ear ear, Supplier<float[]> utterance) {
    if (asked || spotter == null || !wish.commands() || ear.voicing().seconds() > LONGEST_WORD) {
      return;
    }
    asked = true;
    try {
      heard = spotter.spot(utterance.get(), ear.endNanos());
    } catch (RuntimeException | LinkageError e) {
      // The text says what was said, with or without the spotter.
      LOG.warn("The spotter of commands failed: {}", e.toString());
    }
  }
}
