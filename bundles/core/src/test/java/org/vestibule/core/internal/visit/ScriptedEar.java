// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechRecognizer;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.speech.VoiceCommand;
import org.vestibule.api.station.AudioFeed;

/** Hears what a test wrote down, one reply for each time that it listens; then it is silent. */
final class ScriptedEar implements SpeechRecognizer {
  private final Queue<List<SpeechEvent>> replies = new ArrayDeque<>();
  final List<SpeechWish> wishes = new CopyOnWriteArrayList<>();

  /** Somebody says a sentence. */
  ScriptedEar says(String text, String... otherReadings) {
    List<SpeechEvent.Alternative> others =
        Arrays.stream(otherReadings).map(one -> new SpeechEvent.Alternative(one, 0.4f)).toList();
    return then(
        new SpeechEvent.PartialText(text),
        new SpeechEvent.FinalText(text, 0.9f, "fake", System.nanoTime(), List.of(), others, ""));
  }

  /** Somebody says one word of the closed set. */
  ScriptedEar says(VoiceCommand command) {
    return then(new SpeechEvent.CommandHeard(command, 0.95f, "fake", System.nanoTime()));
  }

  /** Somebody speaks, and nothing can be made of it. */
  ScriptedEar mumbles() {
    return then(
        new SpeechEvent.FinalText(
            "", 0.1f, "fake", System.nanoTime(), List.of(), List.of(), "0.10 of 0.50"));
  }

  ScriptedEar fails() {
    return then(new SpeechEvent.SpeechFailed("model-broken", "it broke"));
  }

  /** Nobody speaks, and it takes no time. */
  ScriptedEar isSilent() {
    return then(new SpeechEvent.NoSpeech("no speech"));
  }

  /** Nothing comes, ever. */
  ScriptedEar waits() {
    return then();
  }

  synchronized ScriptedEar then(SpeechEvent... events) {
    replies.add(List.of(events));
    return this;
  }

  @Override
  public Set<Locale> languages() {
    return Set.of(Locale.ENGLISH);
  }

  @Override
  public synchronized Hearing listen(AudioFeed feed, SpeechWish wish, SpeechListener listener)
      throws VestibuleException {
    wishes.add(wish);
    List<SpeechEvent> reply = replies.poll();
    if (reply == null) {
      throw new VestibuleException("recogniser-busy", "speech", "no script", "one", "Write one");
    }
    Thread thread =
        new Thread(
            () -> {
              reply.forEach(listener::on);
              feed.close();
            });
    thread.setDaemon(true);
    thread.start();
    return () -> {};
  }
}
