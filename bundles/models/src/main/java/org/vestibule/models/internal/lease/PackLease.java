// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/** What a holder sees of its {@link Hold}; use after {@link #close} is refused. */
final class PackLease implements ModelLease {
  private final Hold hold;
  private final Pause pause;
  private final LongSupplier runClock;
  private final Cleaner.Cleanable cleanable;

  PackLease(Hold hold, Pause pause, LongSupplier runClock, Cleaner cleaner) {
    this.hold = hold;
    this.pause = pause;
    this.runClock = runClock;
    // The action must not reach this lease, or it would never become unreachable.
    this.cleanable = cleaner.register(this, hold::lost);
  }

  @Override
  public ModelManifest manifest() {
    return hold.serving().pack().manifest();
  }

  @Override
  public ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException {
    pause.beforeRun();
    hold.begin(true);
    try {
      long start = runClock.getAsLong();
      ModelRun run = hold.serving().model().run(network, inputs);
      hold.counters().ran(runClock.getAsLong() - start);
      hold.opened(run);
      return new LeasedRun(this, hold, run);
    } catch (ModelException e) {
      if (e.code().equals("model-run-failed") || e.code().equals("model-output-invalid")) {
        failed();
      }
      throw e;
    } catch (RuntimeException e) {
      failed();
      throw e;
    } finally {
      hold.end();
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public TokenSequence tokenize(String text, int maxTokens) throws ModelException {
    hold.begin(true);
    try {
      return hold.serving().model().tokenize(text, maxTokens);
    } finally {
      hold.end();
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public Path file(String name) throws ModelException {
    hold.begin(true);
    try {
      return hold.serving().pack().file(name).orElseThrow(() -> unlisted(name));
    } finally {
      hold.end();
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    hold.close();
    cleanable.clean();
  }

  private void failed() {
    hold.counters().failed();
    hold.runFailed();
  }

  private ModelException unlisted(String name) {
    return new ModelException(
        "model-missing",
        "model pack " + manifest().id(),
        "no file '" + name + "'",
        "the paths and roles under \"files\" in model.json",
        "Ask for one of those.");
  }
}
