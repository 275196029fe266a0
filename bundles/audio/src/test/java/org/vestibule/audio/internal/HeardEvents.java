// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;

/** Collects what a hearing tells. */
final class HeardEvents implements SpeechListener {
  private final BlockingQueue<SpeechEvent> queue = new LinkedBlockingQueue<>();
  final List<SpeechEvent> all = new ArrayList<>();

  @Override
  public void on(SpeechEvent event) {
    queue.add(event);
  }

  /** Waits for the next event. */
  SpeechEvent next() throws InterruptedException {
    SpeechEvent event = queue.poll(60, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event in 20 s; so far: " + all);
    }
    all.add(event);
    return event;
  }

  /** Waits for the last event. */
  SpeechEvent last() throws InterruptedException {
    SpeechEvent event = next();
    while (event instanceof SpeechEvent.SpeechStarted
        || event instanceof SpeechEvent.PartialText
        || event instanceof SpeechEvent.CommandHeard) {
      event = next();
    }
    return event;
  }

  /** Waits for the last event, which must be a text. */
  SpeechEvent.FinalText text() throws InterruptedException {
    if (last() instanceof SpeechEvent.FinalText text) {
      return text;
    }
    throw new AssertionError("no text but " + all);
  }
}
