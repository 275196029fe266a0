// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelStore;
import org.vestibule.intent.internal.Head;

/** Trains from all lessons and lets the head serve, one training at a time. Thread-safe. */
final class HeadRenewal {
  private final ReentrantLock training = new ReentrantLock();
  private final SiteLessons site;
  private final SiteTrainer trainer;
  private final Supplier<ModelStore> store;
  private final Supplier<ModelLibrary> library;
  private final Supplier<AuditTrail> audit;
  private volatile String progress = "";

  /** Takes what is there at the time: each supplier may give {@code null}. */
  HeadRenewal(
      SiteLessons site,
      SiteTrainer trainer,
      Supplier<ModelStore> store,
      Supplier<ModelLibrary> library,
      Supplier<AuditTrail> audit) {
    this.site = site;
    this.trainer = trainer;
    this.store = store;
    this.library = library;
    this.audit = audit;
  }

  /**
   * Trains, unless somebody else does.
   *
   * @return the id of the pack
   * @throws VestibuleException {@code training-running}, {@code model-*}, {@code audit-*}
   */
  String now(String by) throws VestibuleException {
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

  /** A head that saw what is gone must not serve; where none was made there is none to replace. */
  void afterRemoval(String by) throws VestibuleException {
    if (site.read().release() == 0) {
      return;
    }
    training.lock();
    try {
      trained(by);
    } finally {
      training.unlock();
    }
  }

  String progress() {
    return progress;
  }

  private String trained(String by) throws VestibuleException {
    ModelStore models = Teaching.present(store.get(), "model store");
    ModelLibrary packs = Teaching.present(library.get(), "model library");
    try {
      Lessons now = site.read();
      Head head = trainer.train(models, now, step -> progress = step);
      progress = "Laying out and testing the pack";
      long release = next(packs, now);
      int count = now.utterances().size();
      String id = trainer.serve(packs, head, release, by);
      synchronized (site) {
        site.keep(site.read().made(now));
      }
      Map<String, String> details = Map.of("pack", id, "utterances", Integer.toString(count));
      Teaching.present(audit.get(), "audit").record(by, "triage-trained", details);
      return id;
    } finally {
      progress = "";
    }
  }

  /** A release is used up before its pack is laid out: a crash in between costs a number. */
  private long next(ModelLibrary packs, Lessons taught) throws VestibuleException {
    synchronized (site) {
      Lessons lessons = site.read();
      long release = lessons.release();
      for (var info : packs.models()) {
        if (info.manifest().name().equals(HeadPack.SITE)) {
          release = Math.max(release, info.manifest().release());
        }
      }
      site.keep(lessons.making(release + 1, taught));
      return release + 1;
    }
  }
}
