// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpeechPrompts;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.core.internal.CoreKey;

/**
 * Writes sentences to a loudspeaker as fast as they are heard, and notes each piece as played, so
 * that the recogniser does not take the house for the visitor. Where there is no loudspeaker each
 * sentence stays on the display for a moment. Used by one thread.
 */
final class Saying implements Callable<Void> {
  private static final int PIECES_A_SECOND = 50;

  /** What a loudspeaker has in hand, so that the network may falter: 100 ms. */
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** What was said before, or whoever talked, needs a moment to let go of the loudspeaker. */
  private static final long FREE_MILLIS = 500;

  private final Visit visit;
  private final List<Prompt> prompts;
  private final Consumer<Prompt> shown;

  Saying(Visit visit, List<Prompt> prompts, Consumer<Prompt> shown) {
    this.visit = visit;
    this.prompts = prompts;
    this.shown = shown;
  }

  @Override
  public Void call() throws InterruptedException {
    SpeechPrompts voice = visit.desk.rooms().prompts.now().orElse(null);
    int said = 0;
    if (voice != null && visit.mouth.tryAcquire(FREE_MILLIS, TimeUnit.MILLISECONDS)) {
      try (TalkLine talk = visit.station().openTalk(visit.id)) {
        said = aloud(voice, talk);
      } catch (VestibuleException | RuntimeException | LinkageError e) {
        // A station that cannot speak shows what there is to say.
        said = 0;
      } finally {
        visit.mouth.release();
      }
    }
    for (Prompt prompt : prompts.subList(said, prompts.size())) {
      shown.accept(prompt);
      TimeUnit.MILLISECONDS.sleep(visit.settings.number(CoreKey.PROMPT));
    }
    return null;
  }

  /** Returns how many were said before nobody listened any more. */
  private int aloud(SpeechPrompts voice, TalkLine talk) throws InterruptedException {
    Runnable silent = speaking();
    try {
      int said = 0;
      for (Prompt prompt : prompts) {
        SpokenPrompt sentence = voice.say(prompt, visit.settings.language());
        shown.accept(prompt);
        if (!write(sentence, talk)) {
          break;
        }
        said++;
      }
      return said;
    } finally {
      silent.run();
    }
  }

  private Runnable speaking() {
    try {
      return visit.sound.speaking();
    } catch (VestibuleException e) {
      return () -> {}; // Whoever cannot be heard may still be told something.
    }
  }

  private boolean write(SpokenPrompt sentence, TalkLine talk) throws InterruptedException {
    short[] samples = sentence.samples();
    int rate = sentence.format().sampleRate();
    int piece = rate / PIECES_A_SECOND;
    long begun = System.nanoTime();
    for (int from = 0; from < samples.length; from += piece) {
      short[] part = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + piece));
      long due = begun + TimeUnit.SECONDS.toNanos(from) / rate;
      TimeUnit.NANOSECONDS.sleep(due - LEAD_NANOS - System.nanoTime());
      if (!talk.write(chunk(part, rate, talk.format(), due))) {
        return false;
      }
      visit.sound.played(chunk(part, rate, SoundLine.OF_A_LINE, due));
    }
    long end = begun + TimeUnit.SECONDS.toNanos(samples.length) / rate;
    TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
    return true;
  }

  private static AudioChunk chunk(short[] samples, int rate, AudioFormat format, long nanos) {
    return new AudioChunk(Rate.change(samples, rate, format.sampleRate()), nanos);
  }
}
