// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.intent.VisitorTriage;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Visitor triage as a service. The emergency list works from the first moment and without models;
 * all else waits for them. Thread-safe.
 */
@Component(
    immediate = true,
    configurationPid = "org.vestibule.intent",
    service = {VisitorTriage.class, StatusSource.class, EventListener.class})
@Designate(ocd = IntentConfig.class)
public final class TriageComponent implements VisitorTriage, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(TriageComponent.class);
  private static final Utterance WARM_UP = Utterance.of("hello i have a parcel for you");
  private static final long STOP_SECONDS = 2;

  private final ServedHead served = new ServedHead();
  private final LanguageGate languages = new LanguageGate();
  private final SortingTrials trials = new SortingTrials();
  private final StatusHolder models = new StatusHolder(Status.starting("Sorting a first sentence"));

  /** One warm-up at work and one waiting: more would find the same. */
  private final ThreadPoolExecutor background =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          task -> {
            Thread thread = new Thread(task, "vestibule-intent");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  private volatile ModelStore store;
  private volatile Thresholds site = Thresholds.OF_PACK;
  private volatile Status refused;

  /** Starts; a first sentence is sorted in the background. */
  @Activate
  public void activate(Map<String, Object> properties) {
    configure(properties);
    background.execute(this::warmUp);
  }

  /** Takes new bounds at once, or keeps the last good ones and says why. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      site = Settings.read(properties);
      refused = null;
    } catch (VestibuleException e) {
      refused = Status.degraded(Cause.CONFIGURATION, e.getMessage() + " The last good one holds.");
      LOG.warn("Configuration refused: {}", e.getMessage());
    }
  }

  /** Stops; a sentence that is being sorted is finished, at most two seconds long. */
  @Deactivate
  public void deactivate() throws InterruptedException {
    background.shutdownNow();
    if (!background.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("A first sentence is still being sorted; its thread ends with it");
    }
  }

  /** Takes the store; another one may follow while this component runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindStore(ModelStore arrived) {
    store = arrived;
    background.execute(this::warmUp);
  }

  void unbindStore(ModelStore gone) {
    if (store == gone) {
      store = null;
      background.execute(this::warmUp);
    }
  }

  @Override
  public Triage triage(String heard) throws VestibuleException {
    Utterance utterance = Utterance.of(heard);
    Optional<Triage> ruled = Sorter.byRules(utterance);
    if (ruled.isPresent()) {
      return ruled.get();
    }
    ModelStore present = store;
    Triage sorted = sort(present, utterance);
    trials.offer(present, utterance, site, sorted);
    return sorted.intent() == Intent.EMERGENCY
        ? sorted
        : languages.foreign(utterance).orElse(sorted);
  }

  @Override
  public String name() {
    return "intent";
  }

  @Override
  public Status status() {
    Status now = models.get();
    Status configuration = refused;
    return configuration != null && now.state() == Status.State.READY ? configuration : now;
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed
        && (changed.slot().equals(ModelSlots.SENTENCE)
            || changed.slot().equals(ModelSlots.VISITOR_INTENT)
            || changed.slot().equals(ModelSlots.LANGUAGE))) {
      background.execute(this::warmUp);
    }
  }

  private void warmUp() {
    try {
      sort(store, WARM_UP);
    } catch (ModelException e) {
      LOG.debug("The first sentence could not be sorted", e);
    } catch (RuntimeException e) {
      LOG.error("The first sentence could not be sorted", e);
    } // After the first sentence: visitors are sorted while it loads, for some seconds.
    languages.load(store);
  }

  private Triage sort(ModelStore present, Utterance utterance) throws ModelException {
    try {
      Triage triage = served.sort(required(present), utterance, site);
      models.set(Status.ready("Sorts what visitors say with " + triage.model()));
      return triage;
    } catch (ModelException e) {
      models.set(
          Status.degraded(cause(e), "Only emergency words are recognised: " + e.getMessage()));
      throw e;
    }
  }

  private static ModelStore required(ModelStore present) throws ModelException {
    if (present == null) {
      throw new ModelException(
          "model-missing",
          "visitor triage",
          "no model store",
          "a model store",
          "Install the feature vestibule-models.");
    }
    return present;
  }

  private Cause cause(ModelException e) {
    if (store == null) {
      return Cause.DEPENDENCY;
    }
    return switch (e.code()) {
      case "model-missing" -> Cause.MODEL_MISSING;
      case "native-missing" -> Cause.NATIVE_MISSING;
      default -> Cause.MODEL_INVALID;
    };
  }
}
