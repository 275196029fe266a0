// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.SelfTestRun;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** Loads one pack and lets it show that it runs, as the gateway does before it serves. */
final class TestRun {
  private TestRun() {}

  /**
   * Runs it. A pack without networks and tokenizer has nothing to show.
   *
   * @throws ModelException what the pack failed at
   */
  static void of(Pack pack, Screen screen) throws ModelException {
    if (pack.manifest().networks().isEmpty() && pack.manifest().tokenizer().isEmpty()) {
      return;
    }
    screen.progress("Running " + pack.manifest().id());
    try (OnnxRuntime runtime = new OnnxRuntime();
        LoadedModel model = runtime.load(pack.manifest(), pack.folder())) {
      SelfTestRun.of(pack, model);
    }
  }
}
