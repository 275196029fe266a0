// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorPolicy;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.status.Status;
import org.vestibule.audio.internal.AudioComponent;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.door.DefaultDoorPolicy;
import org.vestibule.intent.internal.TriageComponent;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/**
 * The way that sound goes at a door: the services themselves, from the recogniser over triage to
 * the door's rules. A visitor without face and code stands there, as with any sound from the
 * street.
 */
final class DoorPath implements AutoCloseable {
  private static final DoorId DOOR = new DoorId("front");
  private static final Duration HEARING = Duration.ofSeconds(60);
  private static final long PATIENCE_SECONDS = 120;

  private final OnnxRuntime runtime = new OnnxRuntime();
  private final PackStore store;
  private final AudioComponent audio = new AudioComponent();
  private final TriageComponent triage = new TriageComponent();
  private final DoorPolicy policy = DefaultDoorPolicy.of(CoreSettings::defaults);

  DoorPath(Path packs) throws VestibuleException, InterruptedException {
    store = PackStore.open(packs, runtime);
    audio.setStore(store);
    audio.activate(Map.of());
    triage.bindStore(store);
    triage.activate(Map.of());
    for (int tenths = 0; audio.status().state() != Status.State.READY; tenths++) {
      if (tenths > 10 * PATIENCE_SECONDS) {
        throw new VestibuleException(
            "model-missing",
            "speech recognition",
            audio.status().sentence(),
            "a recogniser that is ready",
            "Fetch the packs: ./vestibule models.");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Lets one hearing after another listen until the feed has ended. */
  Tally listen(SceneFeed feed) throws VestibuleException, InterruptedException {
    Tally tally = new Tally();
    while (!feed.ended()) {
      SpeechEvent last = hear(feed);
      if (last instanceof SpeechEvent.FinalText said && !said.text().isEmpty()) {
        judge(said.text(), tally);
      } else if (last instanceof SpeechEvent.FinalText) {
        tally.unbelieved();
      } else if (!(last instanceof SpeechEvent.NoSpeech)) {
        tally.failed();
      }
    }
    return tally;
  }

  private SpeechEvent hear(SceneFeed feed) throws VestibuleException, InterruptedException {
    BlockingQueue<SpeechEvent> ends = new LinkedBlockingQueue<>();
    audio.listen(
        feed,
        new SpeechWish(Locale.ENGLISH, HEARING),
        event -> {
          if (event instanceof SpeechEvent.FinalText
              || event instanceof SpeechEvent.NoSpeech
              || event instanceof SpeechEvent.SpeechFailed) {
            ends.add(event);
          }
        });
    SpeechEvent last = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return last == null
        ? new SpeechEvent.SpeechFailed("recogniser-silent", "No answer came in two minutes.")
        : last;
  }

  private void judge(String text, Tally tally) throws VestibuleException {
    Triage sorted = triage.triage(text);
    VisitFacts facts =
        new VisitFacts(
            DOOR,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.of(sorted),
            1);
    tally.believed(sorted, policy.decide(facts));
  }

  @Override
  public void close() throws InterruptedException {
    audio.deactivate();
    triage.deactivate();
    store.close();
    runtime.close();
  }
}
