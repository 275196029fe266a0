// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.vestibule.audio.internal.command.CommandSpotter;
import org.vestibule.audio.internal.suppress.SuppressorSource;

/** The bundle's face to the house: services, configuration, status. Thread-safe. */
@Component(
    service = {SpeechRecognizer.class, StatusSource.class, EventListener.class},
    configurationPid = AudioConfig.PID,
    immediate = true)
@Designate(ocd = AudioConfig.class)
public final class AudioComponent implements SpeechRecognizer, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(AudioComponent.class);

  private final Denoiser denoiser;
  private final Recogniser recogniser;
  private final Readiness readiness;
  private final StatusHolder shown = new StatusHolder(Status.starting("Waits for its models"));
  private volatile Settings settings = Settings.DEFAULTS;

  /** What is wrong with the configuration; empty when nothing is. */
  private volatile Optional<String> refused = Optional.empty();

  /** Uses the data folder that {@code vestibule.data} names. */
  public AudioComponent() {
    this(Path.of(System.getProperty("vestibule.data", "vestibule")).toAbsolutePath());
  }

  AudioComponent(Path data) {
    denoiser = new Denoiser(data);
    recogniser = new Recogniser(denoiser, this::failed);
    readiness = new Readiness(recogniser);
  }

  /** Starts; the models are tried in the background. */
  @Activate
  public void activate(Map<String, Object> properties) {
    modified(properties);
    // With a store, its arrival has begun the trial already.
    if (readiness.store() == null) {
      readiness.tryModels();
    }
  }

  /** Takes new settings for the next hearing; keeps the last good ones when they are wrong. */
  @Modified
  public void modified(Map<String, Object> properties) {
    try {
      settings = Settings.of(properties);
      refused = Optional.empty();
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      refused = Optional.of(e.getMessage());
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
    readiness.store(next);
  }

  /** Gives the store back unless it was replaced already. */
  public void unsetStore(ModelStore gone) {
    readiness.without(gone);
  }

  /** Takes what spots commands; without it none are heard. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setSpotter(CommandSpotter next) {
    recogniser.spotter(next);
  }

  /** Gives the spotter back unless it was replaced already. */
  public void unsetSpotter(CommandSpotter gone) {
    recogniser.without(gone);
  }

  /** Takes what opens suppressors. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setSuppressors(SuppressorSource next) {
    denoiser.source(next);
  }

  /** Gives the source back unless it was replaced already. */
  public void unsetSuppressors(SuppressorSource gone) {
    denoiser.without(gone);
  }

  @Override
  public Set<Locale> languages() {
    try (ModelLease speech = Leases.speech(readiness.store())) {
      return Leases.languages(speech.manifest().languages());
    } catch (ModelException e) {
      return Set.of();
    }
  }

  @Override
  public Hearing listen(AudioFeed feed, SpeechWish wish, SpeechListener listener)
      throws VestibuleException {
    return recogniser.listen(readiness.store(), settings, feed, wish, listener);
  }

  @Override
  public String name() {
    return "audio";
  }

  @Override
  public Status status() {
    Status own = readiness.status();
    Optional<String> complaint = refused.or(this::withoutDenoiser);
    // The holder keeps the moment since when a complaint holds.
    shown.set(
        complaint
            .map(sentence -> Status.degraded(Status.Cause.CONFIGURATION, sentence))
            .orElse(own));
    return own.state() == Status.State.UNAVAILABLE ? own : shown.get();
  }

  private Optional<String> withoutDenoiser() {
    RecogniserDenoiser wished = settings.recogniserDenoiser();
    if (wished == RecogniserDenoiser.OFF) {
      return Optional.empty();
    }
    try (ModelLease speech = Leases.speech(readiness.store())) {
      return denoiser.refusal(wished, speech.manifest().id());
    } catch (ModelException e) {
      // The models' own status says so.
      return Optional.empty();
    }
  }

  /** Tries a model that has just begun to serve. */
  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed
        && (changed.slot().equals(ModelSlots.SPEECH)
            || changed.slot().equals(ModelSlots.VOICE_ACTIVITY))) {
      readiness.tryModels();
    }
  }

  private void failed(ModelException e) {
    readiness.failed(e);
  }
}
