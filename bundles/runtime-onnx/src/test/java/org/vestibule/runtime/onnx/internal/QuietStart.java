// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.nio.file.Path;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelRun;

/** A process that uses everything once; {@link QuietStartTest} looks at what it leaves behind. */
final class QuietStart {
  private QuietStart() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (OnnxRuntime runtime = new OnnxRuntime();
        LoadedModel model = runtime.load(Packs.withTokenizer(folder), folder);
        ModelRun run = model.run("net", OnnxRuntimeTest.sum(1, 2))) {
      int tokens = model.tokenize("open the door", 8).ids().length;
      System.out.println(run.floats("sum")[0] + " " + tokens);
    }
  }
}
