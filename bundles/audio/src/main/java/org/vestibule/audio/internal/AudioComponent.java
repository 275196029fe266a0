// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechRecognizer;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/** The bundle's face to the house: services, configuration, status. Thread-safe. */
@Component(
    service = {SpeechRecognizer.class, StatusSource.class, EventListener.class},
    configurationPid = AudioConfig.PID,
    immediate = true)
@Designate(ocd = AudioConfig.class)
public final class AudioComponent implements SpeechRecognizer, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(AudioComponent.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Recogniser recogniser = new Recogniser(this::failed);
  private final StatusHolder models = new StatusHolder(Status.starting("Waits for its models"));

  private final AtomicBoolean retrying = new AtomicBoolean();

  private volatile ModelStore store;
  private volatile Settings settings = Settings.DEFAULTS;

  /** What is wrong with the configuration; null when nothing is. */
  private volatile Status misconfigured;

  /** Starts; the models are tried in the background. */
  @Activate
  public void activate(Map<String, Object> properties) {
    modified(properties);
    // With a store, its arrival has begun the trial already.
    if (store == null) {
      warmUp();
    }
  }

  /** Takes new settings for the next hearing; keeps the last good ones when they are wrong. */
  @Modified
  public void modified(Map<String, Object> properties) {
    try {
      settings = Settings.of(properties);
      misconfigured = null;
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      Status previous = misconfigured;
      Status next = Status.degraded(Status.Cause.CONFIGURATION, e.getMessage());
      misconfigured = next.sameAs(previous) ? previous : next;
    }
  }

  /** Ends all hearings. */
  @Deactivate
  public void deactivate() {
    recogniser.close();
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
      models.set(
          Status.unavailable(
              Status.Cause.DEPENDENCY, "There is no model store: start the bundle models"));
    }
  }

  @Override
  public Set<Locale> languages() {
    try (ModelLease speech = Leases.speech(store)) {
      return Leases.languages(speech.manifest().languages());
    } catch (ModelException e) {
      return Set.of();
    }
  }

  @Override
  public Hearing listen(AudioFeed feed, SpeechWish wish, SpeechListener listener)
      throws VestibuleException {
    return recogniser.listen(store, settings, feed, wish, listener);
  }

  @Override
  public String name() {
    return "audio";
  }

  @Override
  public Status status() {
    Status wrong = misconfigured;
    Status own = models.get();
    return wrong == null || own.state() == Status.State.UNAVAILABLE ? own : wrong;
  }

  /** Tries a model that has just begun to serve. */
  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed
        && (changed.slot().equals(ModelSlots.SPEECH)
            || changed.slot().equals(ModelSlots.VOICE_ACTIVITY))) {
      warmUp();
    }
  }

  private void warmUp() {
    recogniser.inBackground(this::tryModels, Duration.ZERO);
  }

  private void tryModels() {
    try {
      models.set(Status.ready("Hears with " + recogniser.warmUp(store)));
    } catch (ModelException e) {
      failed(e);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The speech models could not be tried", e);
      models.set(
          Status.unavailable(Status.Cause.MODEL_INVALID, "The speech models fail: see the log"));
      retry();
    }
  }

  private void failed(ModelException e) {
    models.set(Status.unavailable(cause(e), e.getMessage()));
    retry();
  }

  /** One retry is under way at most, however many visitors meet the failure. */
  private void retry() {
    if (retrying.compareAndSet(false, true)) {
      recogniser.inBackground(
          () -> {
            retrying.set(false);
            tryModels();
          },
          RETRY);
    }
  }

  private Status.Cause cause(ModelException e) {
    return switch (e.code()) {
      case "model-missing" -> store == null ? Status.Cause.DEPENDENCY : Status.Cause.MODEL_MISSING;
      case "native-missing" -> Status.Cause.NATIVE_MISSING;
      default -> Status.Cause.MODEL_INVALID;
    };
  }
}
