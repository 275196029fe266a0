// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.intent.TriageLabel;
import org.vestibule.api.intent.TriageTraining;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.PersonalRecords;
import org.vestibule.api.store.SealedShelves;

/** Teaching as a service. Thread-safe; one training at a time. */
@Component(
    immediate = true,
    service = {TriageTraining.class, StatusSource.class, TrainingComponent.class})
public final class TrainingComponent implements TriageTraining, StatusSource {
  private final StatusHolder status =
      new StatusHolder(Status.ready("What was taught is read when it is needed"));
  private final SiteLessons site;
  private final HeadRenewal renewal;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ModelStore store;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ModelLibrary library;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SealedShelves shelves;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PersonalRecords records;

  /** Keeps packs in the making in the data folder. */
  @Activate
  public TrainingComponent() {
    this(
        Path.of(System.getProperty("vestibule.data", "data"), "triage"),
        Utterances.builtIn("train.tsv"),
        Utterances.builtIn("calibration.tsv"));
  }

  TrainingComponent(Path folder, Utterances base, Utterances calibration) {
    site = new SiteLessons(folder, () -> shelves, () -> records);
    renewal =
        new HeadRenewal(
            site,
            new SiteTrainer(folder, base, calibration),
            () -> store,
            () -> library,
            () -> audit);
  }

  @Override
  public List<TriageLabel> labels() {
    return shown().shown();
  }

  @Override
  public TriageLabel define(String name, String title, Intent intent, String by)
      throws VestibuleException {
    synchronized (site) {
      Lessons lessons = lessons();
      Lessons.Own own = Teaching.label(lessons, name, title, intent);
      record(by, "triage-label-defined", Map.of("label", name, "intent", intent.name()));
      site.keep(lessons.with(own));
      return lessons().shown(own.label(), own.title(), true);
    }
  }

  @Override
  public void remove(String name, String by) throws VestibuleException {
    synchronized (site) {
      Lessons lessons = lessons();
      Teaching.own(lessons, name);
      record(by, "triage-label-removed", Map.of("label", name));
      for (TaughtUtterance one : lessons.utterances()) {
        if (one.label().equals(name)) {
          site.remove(one);
        }
      }
      site.keep(lessons.withoutLabel(name));
    }
    renewal.afterRemoval(by);
    lessons();
  }

  @Override
  public TaughtUtterance teach(String label, String text, PersonId person, String by)
      throws VestibuleException {
    synchronized (site) {
      String words = Teaching.words(lessons(), label, text);
      TaughtUtterance taught = site.add(label, words, person, now());
      try {
        record(by, "triage-taught", Map.of("utterance", taught.id(), "label", label));
      } catch (VestibuleException e) {
        site.remove(taught);
        throw e;
      }
      lessons();
      return taught;
    }
  }

  @Override
  public TaughtUtterance teach(String label, String text, String by) throws VestibuleException {
    synchronized (site) {
      String words = Teaching.words(lessons(), label, text);
      String id = UUID.randomUUID().toString().substring(0, 13);
      TaughtUtterance taught = new TaughtUtterance(id, label, words, now(), Optional.empty());
      record(by, "triage-taught", Map.of("utterance", id, "label", label));
      site.add(taught);
      lessons();
      return taught;
    }
  }

  @Override
  public void withdraw(String id, String by) throws VestibuleException {
    synchronized (site) {
      TaughtUtterance taught = Teaching.known(lessons(), id);
      record(by, "triage-withdrawn", Map.of("utterance", id, "label", taught.label()));
      site.remove(taught);
    }
    renewal.afterRemoval(by);
    lessons();
  }

  @Override
  public List<TaughtUtterance> taught() {
    List<TaughtUtterance> newest = new ArrayList<>(shown().utterances());
    Collections.reverse(newest);
    return newest;
  }

  @Override
  public String train(String by) throws VestibuleException {
    return renewal.now(by);
  }

  @Override
  public String progress() {
    return renewal.progress();
  }

  @Override
  public String name() {
    return "intent-training";
  }

  @Override
  public Status status() {
    return status.get();
  }

  /** Returns what is taught now. */
  Lessons lessons() throws VestibuleException {
    Lessons lessons = site.read();
    status.set(Status.ready(lessons.sentence()));
    return lessons;
  }

  /** Removes a person's words, and the head that learned them; returns how many there were. */
  int forget(PersonId person, String by) throws VestibuleException {
    int known;
    synchronized (site) {
      Lessons lessons = lessons();
      known = lessons.heldOf(person);
      for (TaughtUtterance one : lessons.of(person)) {
        site.remove(one);
      }
    }
    forgetGone(by);
    return known;
  }

  /** Trains anew if the head that serves learned words that are gone. */
  void forgetGone(String by) throws VestibuleException {
    if (lessons().stale()) {
      renewal.afterRemoval(by);
      lessons();
    }
  }

  /** Notes that words that are gone are still in the head. */
  void late(VestibuleException why) {
    String sentence = "Words that were taken back may still be in the head that serves: ";
    status.set(Status.degraded(Cause.DEPENDENCY, sentence + why.getMessage()));
  }

  /** Returns what can be shown: nothing of the site's own while it is sealed. */
  private Lessons shown() {
    try {
      return lessons();
    } catch (VestibuleException e) {
      status.set(Status.degraded(Cause.DEPENDENCY, e.getMessage()));
      return Lessons.NONE;
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private void record(String by, String action, Map<String, String> details)
      throws VestibuleException {
    Teaching.present(audit, "audit").record(by, action, details);
  }
}
