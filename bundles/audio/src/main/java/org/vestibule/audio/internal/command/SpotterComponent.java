// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * Spots commands with the pack that serves the slot {@code voice-command}, and offers each
 * utterance to a second pack afterwards. Without a pack nothing is a command and the recogniser
 * hears everything, as before. Thread-safe.
 */
@Component(
    service = {CommandSpotter.class, StatusSource.class, EventListener.class},
    immediate = true)
public final class SpotterComponent implements CommandSpotter, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(SpotterComponent.class);
  private static final long STOP_SECONDS = 5;

  /** A tenth of a second holds no word. */
  private static final int LEAST = Resampler.RATE / 10;

  private final CommandHeads heads = new CommandHeads();
  private final CommandTrials trials = new CommandTrials(heads);
  private final StatusHolder status = new StatusHolder(Status.starting("Waits for its model"));
  private final ExecutorService background =
      new ThreadPoolExecutor(
          0,
          1,
          5,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          work -> {
            Thread thread = new Thread(work, "vestibule-audio-commands");
            thread.setDaemon(true);
            return thread;
          });
  private volatile ModelStore store;

  /** Starts; the model is tried in the background. */
  @Activate
  public void activate() {
    warmUp();
  }

  /** Waits until no model is being tried, bounded. */
  @Deactivate
  public void deactivate() {
    background.shutdown();
    try {
      if (!background.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A model of spoken commands was still tried after {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the store; another one may follow while this component runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setStore(ModelStore next) {
    store = next;
    warmUp();
  }

  /** Gives the store back unless it was replaced already. */
  public void unsetStore(ModelStore gone) {
    if (store == gone) {
      store = null;
      warmUp();
    }
  }

  @Override
  public Optional<SpeechEvent.CommandHeard> spot(float[] sound, long endOfSpeechNanos) {
    ModelStore current = store;
    if (current == null || sound.length < LEAST || sound.length > SpeechEmbedding.LONGEST) {
      return Optional.empty();
    }
    Spotted spotted;
    String model;
    try (ModelLease lease = current.lease(ModelSlots.VOICE_COMMAND)) {
      spotted = Spotted.in(lease, heads.of(lease), sound);
      model = lease.manifest().id();
    } catch (ModelException e) {
      failed(e);
      return Optional.empty();
    }
    trials.offer(current, sound, spotted);
    return spotted
        .command()
        .map(
            command ->
                new SpeechEvent.CommandHeard(
                    command, spotted.confidence(), model, endOfSpeechNanos));
  }

  @Override
  public String name() {
    return "voice-commands";
  }

  @Override
  public Status status() {
    return status.get();
  }

  /** Tries a model that has just begun to serve. */
  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed && changed.slot().equals(ModelSlots.VOICE_COMMAND)) {
      warmUp();
    }
  }

  private void warmUp() {
    try {
      background.execute(this::tryModel);
    } catch (RejectedExecutionException e) {
      LOG.debug("Stopped before the model could be tried");
    }
  }

  /** Runs the model once, on a second of silence: a session that was never used answers late. */
  private void tryModel() {
    ModelStore current = store;
    if (current == null) {
      status.set(
          Status.degraded(
              Status.Cause.DEPENDENCY, "There is no model store: start the bundle models"));
      return;
    }
    try (ModelLease lease = current.lease(ModelSlots.VOICE_COMMAND)) {
      Spotted.in(lease, heads.of(lease), new float[Resampler.RATE]);
      status.set(Status.ready("Spots commands with " + lease.manifest().id()));
    } catch (ModelException e) {
      failed(e);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The model of spoken commands could not be tried", e);
      status.set(
          Status.degraded(
              Status.Cause.MODEL_INVALID, "The model of spoken commands fails: see the log"));
    }
  }

  private void failed(ModelException e) {
    Status.Cause cause =
        switch (e.code()) {
          case "model-missing" -> Status.Cause.MODEL_MISSING;
          case "native-missing" -> Status.Cause.NATIVE_MISSING;
          default -> Status.Cause.MODEL_INVALID;
        };
    status.set(Status.degraded(cause, e.getMessage()));
  }
}
