// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentListener;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;

/**
 * People's words from which triage learned: they go with the person, and with the consent to
 * training, and so does what was learned from them. Thread-safe.
 */
@Component(service = {PersonalDataHolder.class, ConsentListener.class})
public final class TriageExamples implements PersonalDataHolder, ConsentListener {
  private static final Logger LOG = LoggerFactory.getLogger(TriageExamples.class);
  private static final String BY = "gateway";

  /** The store starts after triage, and its vault may be opened much later. */
  private static final long AGAIN_SECONDS = 5;

  private final TrainingComponent training;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "triage-forgets");
            thread.setDaemon(true);
            return thread;
          });

  /** Looks at once whether words went while nobody was there to learn of it. */
  @Activate
  public TriageExamples(@Reference TrainingComponent training) {
    this.training = training;
    worker.execute(this::forgetGone);
  }

  /** Lets a training that is under way end by itself; what is late is found at the next start. */
  @Deactivate
  void stop() {
    worker.shutdownNow();
  }

  @Override
  public String holder() {
    return "triage examples";
  }

  @Override
  public int erase(PersonId person) throws VestibuleException {
    return training.forget(person, BY);
  }

  /** While the vault is locked nobody can tell, and so something may be there. */
  @Override
  public boolean holds(PersonId person) {
    try {
      return training.lessons().heldOf(person) > 0;
    } catch (VestibuleException e) {
      LOG.warn("What triage holds of somebody cannot be told: {}", e.getMessage());
      return true;
    }
  }

  @Override
  public List<Item> copy(PersonId person) throws VestibuleException {
    List<Item> items = new ArrayList<>();
    for (TaughtUtterance one : training.lessons().of(person)) {
      items.add(
          new Item(
              "triage/" + one.id() + ".json",
              "application/json",
              LessonsJson.words(one.label(), one.text())));
    }
    return items;
  }

  /** The rows went with the consent; the head is trained anew on a thread of its own. */
  @Override
  public void changed(PersonId person, Purpose purpose) {
    if (purpose == Purpose.TRAINING) {
      worker.execute(this::forgetGone);
    }
  }

  private void forgetGone() {
    try {
      training.forgetGone(BY);
    } catch (VestibuleException e) {
      LOG.info("Whether triage knows words that were taken back is looked at again: {}", e.code());
      training.late(e);
      again();
    }
  }

  private void again() {
    try {
      worker.schedule(this::forgetGone, AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing is looked at again while this stops", e);
    }
  }
}
