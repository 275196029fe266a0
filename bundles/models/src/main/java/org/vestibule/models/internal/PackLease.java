// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/** A hold on a {@link Serving}; use after {@link #close} is refused. */
final class PackLease implements ModelLease {
  private final Serving serving;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param serving already entered
   */
  PackLease(Serving serving) {
    this.serving = serving;
  }

  @Override
  public ModelManifest manifest() {
    return serving.pack().manifest();
  }

  @Override
  public ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException {
    return open().model().run(network, inputs);
  }

  @Override
  public TokenSequence tokenize(String text, int maxTokens) throws ModelException {
    return open().model().tokenize(text, maxTokens);
  }

  @Override
  public Path file(String name) throws ModelException {
    return open()
        .pack()
        .file(name)
        .orElseThrow(
            () ->
                new ModelException(
                    "model-missing",
                    "model pack " + manifest().id(),
                    "no file '" + name + "'",
                    "the paths and roles under \"files\" in model.json",
                    "Ask for one of those."));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      serving.leave();
    }
  }

  private Serving open() {
    if (closed.get()) {
      throw new IllegalStateException("this lease of " + manifest().id() + " is closed");
    }
    return serving;
  }
}
