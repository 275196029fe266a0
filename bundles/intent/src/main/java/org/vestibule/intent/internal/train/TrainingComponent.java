// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
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
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.intent.internal.Head;

/** Teaching as a service. Thread-safe; one training at a time. */
@Component(
    immediate = true,
    service = {TriageTraining.class, StatusSource.class})
public final class TrainingComponent implements TriageTraining, StatusSource {
  private final StatusHolder status = new StatusHolder(Status.starting("Reading what was taught"));
  private final ReentrantLock training = new ReentrantLock();
  private final LessonsFile file;
  private final SiteTrainer trainer;
  private volatile Lessons lessons = Lessons.NONE;
  private volatile String progress = "";

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

  /** Reads what was taught before. */
  @Activate
  public TrainingComponent() {
    this(
        Path.of(System.getProperty("vestibule.data", "data"), "triage"),
        Utterances.builtIn("train.tsv"),
        Utterances.builtIn("calibration.tsv"));
  }

  TrainingComponent(Path folder, Utterances base, Utterances calibration) {
    file = new LessonsFile(folder);
    trainer = new SiteTrainer(folder, base, calibration);
    try {
      lessons = file.read();
      told();
    } catch (VestibuleException e) {
      status.set(Status.degraded(Cause.CONFIGURATION, e.getMessage()));
    }
  }

  @Override
  public List<TriageLabel> labels() {
    return lessons.shown();
  }

  @Override
  public synchronized TriageLabel define(String name, String title, Intent intent, String by)
      throws VestibuleException {
    Lessons.Own own = Teaching.label(lessons, name, title, intent);
    Lessons next = lessons.with(own);
    record(by, "triage-label-defined", Map.of("label", name, "intent", intent.name()));
    keep(next);
    return next.shown(own.label(), own.title(), true);
  }

  @Override
  public void remove(String name, String by) throws VestibuleException {
    synchronized (this) {
      Teaching.own(lessons, name);
      record(by, "triage-label-removed", Map.of("label", name));
      keep(lessons.withoutLabel(name));
    }
    forget(by);
  }

  @Override
  public synchronized TaughtUtterance teach(String label, String text, String by)
      throws VestibuleException {
    String words = Teaching.words(lessons, label, text);
    String id = UUID.randomUUID().toString().substring(0, 13);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TaughtUtterance taught = new TaughtUtterance(id, label, words, now);
    record(by, "triage-taught", Map.of("utterance", id, "label", label));
    keep(lessons.with(taught));
    return taught;
  }

  @Override
  public void withdraw(String id, String by) throws VestibuleException {
    synchronized (this) {
      TaughtUtterance taught = Teaching.known(lessons, id);
      record(by, "triage-withdrawn", Map.of("utterance", id, "label", taught.label()));
      keep(lessons.without(id));
    }
    forget(by);
  }

  @Override
  public List<TaughtUtterance> taught() {
    List<TaughtUtterance> newest = new ArrayList<>(lessons.utterances());
    Collections.reverse(newest);
    return newest;
  }

  @Override
  public String train(String by) throws VestibuleException {
    if (!training.tryLock()) {
      throw new VestibuleException(
          "training-running",
          "training of triage",
          "another one: " + progress,
          "one at a time",
          "Try again in some seconds.");
    }
    try {
      return trained(by);
    } finally {
      training.unlock();
    }
  }

  @Override
  public String progress() {
    return progress;
  }

  @Override
  public String name() {
    return "intent-training";
  }

  @Override
  public Status status() {
    return status.get();
  }

  /** A head that saw what is gone must not serve; where none was made there is none to replace. */
  private void forget(String by) throws VestibuleException {
    if (lessons.release() == 0) {
      return;
    }
    training.lock();
    try {
      trained(by);
    } finally {
      training.unlock();
    }
  }

  private String trained(String by) throws VestibuleException {
    ModelStore models = Teaching.present(store, "model store");
    ModelLibrary packs = Teaching.present(library, "model library");
    try {
      Lessons now = lessons;
      Head head = trainer.train(models, now, step -> progress = step);
      progress = "Laying out and testing the pack";
      long release = next(packs);
      int count = now.utterances().size();
      String id = trainer.serve(packs, head, release, by);
      record(by, "triage-trained", Map.of("pack", id, "utterances", Integer.toString(count)));
      told();
      return id;
    } finally {
      progress = "";
    }
  }

  /** A release is used up before its pack is laid out: a crash in between costs a number. */
  private synchronized long next(ModelLibrary packs) throws VestibuleException {
    long release = lessons.release();
    for (var info : packs.models()) {
      if (info.manifest().name().equals(HeadPack.SITE)) {
        release = Math.max(release, info.manifest().release());
      }
    }
    keep(lessons.made(release + 1));
    return release + 1;
  }

  private void keep(Lessons next) throws VestibuleException {
    file.write(next);
    lessons = next;
    told();
  }

  private void told() {
    status.set(Status.ready(lessons.sentence()));
  }

  private void record(String by, String action, Map<String, String> details)
      throws VestibuleException {
    Teaching.present(audit, "audit").record(by, action, details);
  }
}
