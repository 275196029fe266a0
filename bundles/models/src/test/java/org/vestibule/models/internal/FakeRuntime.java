// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/** Counts what is open and notes every use after close; packs named in {@link #broken} fail. */
final class FakeRuntime implements InferenceRuntime {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger openRuns = new AtomicInteger();
  final AtomicInteger usedAfterClose = new AtomicInteger();
  final Set<String> broken = ConcurrentHashMap.newKeySet();
  final Set<String> runsBadly = ConcurrentHashMap.newKeySet();
  volatile Runnable whileLoading = () -> {};

  /** Told of each run of these packs; throws what the run shall throw. By id. */
  final Map<String, Script> scripts = new ConcurrentHashMap<>();

  /** What a run does, for example take its time on the test's clock. */
  interface Script {
    void run() throws ModelException;
  }

  @Override
  public String engine() {
    return "fake";
  }

  @Override
  public LoadedModel load(ModelManifest manifest, Path folder) throws ModelException {
    whileLoading.run();
    if (broken.contains(manifest.name())) {
      throw new ModelException(
          "model-signature-mismatch",
          "model pack " + manifest.id(),
          "other inputs",
          "these",
          "Go.");
    }
    opened.incrementAndGet();
    open.incrementAndGet();
    return new Model(manifest);
  }

  private final class Model implements LoadedModel {
    private final ModelManifest manifest;
    private final AtomicBoolean closed = new AtomicBoolean();

    Model(ModelManifest manifest) {
      this.manifest = manifest;
    }

    @Override
    public ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException {
      if (closed.get()) {
        usedAfterClose.incrementAndGet();
      }
      Script script = scripts.get(manifest.id());
      if (script != null) {
        script.run();
      }
      openRuns.incrementAndGet();
      return new Run();
    }

    @Override
    public TokenSequence tokenize(String text, int maxTokens) {
      return new TokenSequence(new long[0], new long[0], new long[0]);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        open.decrementAndGet();
      } else {
        usedAfterClose.incrementAndGet();
      }
    }

    private final class Run implements ModelRun {
      private final AtomicBoolean runClosed = new AtomicBoolean();

      @Override
      public float[] floats(String output) throws ModelException {
        if (closed.get() || runClosed.get()) {
          usedAfterClose.incrementAndGet();
        }
        if (runsBadly.contains(manifest.name())) {
          throw new ModelException(
              "model-output-invalid", "model pack " + manifest.id(), "NaN", "finite", "Go.");
        }
        return new float[1];
      }

      @Override
      public long[] shape(String output) {
        return new long[] {1};
      }

      @Override
      public Tensor.Held held(String output) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        if (!runClosed.compareAndSet(false, true) || Model.this.closed.get()) {
          usedAfterClose.incrementAndGet();
        }
        openRuns.decrementAndGet();
      }
    }
  }
}
