// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;

/**
 * One graph in memory. Threads share it: ONNX Runtime's session is thread-safe, and DJL's block
 * keeps no state between runs. A {@code Predictor} would add a translator and a batch that nobody
 * here needs, and is not thread-safe, so the block is called directly.
 */
final class Network implements AutoCloseable {
  private final String where;
  private final OrtNDManager home;
  private final OrtSymbolBlock block;
  private final List<Port> inputs;
  private final List<Port> outputs;
  private final ConcurrentLinkedQueue<Scratch> spare = new ConcurrentLinkedQueue<>();

  /**
   * Takes over a session; when it refuses, the session is closed.
   *
   * @throws ModelException {@code model-signature-mismatch}
   */
  Network(String pack, NetworkSpec spec, OrtSession session, OrtNDManager parent)
      throws ModelException {
    where = "model pack " + pack + ", network '" + spec.name() + "'";
    home = parent.newSubManager(Device.cpu());
    block = new OrtSymbolBlock(session, home);
    try {
      inputs = Port.agreed(where + ", input", session.getInputInfo().values(), spec.inputs());
      outputs = Port.agreed(where + ", output", session.getOutputInfo().values(), spec.outputs());
      for (Port output : outputs) {
        // Such an output would be the caller's own buffer, which the caller may overwrite.
        if (inputs.stream().anyMatch(input -> input.name().equals(output.name()))) {
          throw Problems.signature(where, "'" + output.name() + "' is input and output", "either");
        }
      }
      if (inputs.isEmpty() || outputs.isEmpty()) {
        throw Problems.signature(where, "no input or no output", "at least one of each");
      }
    } catch (ModelException e) {
      home.close();
      throw e;
    } catch (OrtException e) {
      home.close();
      throw Problems.runFailed(where, e);
    }
  }

  /**
   * Runs the graph.
   *
   * @param free called once, when the outputs are freed
   * @throws ModelException {@code model-input-invalid} or {@code model-run-failed}; {@code free}
   *     has then not been called
   */
  ModelRun run(Map<String, Tensor> tensors, Runnable free) throws ModelException {
    Scratch polled = spare.poll();
    Scratch scratch = polled == null ? new Scratch(inputs.size()) : polled;
    OrtNDManager scope = home.newSubManager(Device.cpu());
    boolean done = false;
    try (Feed feed = Feed.of(where, inputs, tensors, scope, scratch)) {
      NDList arrays = block.forward(null, feed.arrays(), false);
      // DJL hands the outputs to the manager of the first input, which is another run's if it is
      // held.
      if (feed.arrays().head().getManager() != scope) {
        arrays.attach(scope);
      }
      Map<String, RunOutputs.Output> results = name(arrays);
      done = true;
      return new RunOutputs(
          where,
          results,
          () -> {
            scope.close();
            free.run();
          });
    } catch (RuntimeException e) {
      throw Problems.runFailed(where, e);
    } finally {
      spare.add(scratch);
      if (!done) {
        scope.close();
      }
    }
  }

  @Override
  public void close() {
    home.close();
  }

  private Map<String, RunOutputs.Output> name(NDList arrays) {
    Map<String, RunOutputs.Output> results = new LinkedHashMap<>();
    for (NDArray array : arrays) {
      for (Port port : outputs) {
        if (port.name().equals(array.getName())) {
          results.put(port.name(), new RunOutputs.Output(port, (OrtNDArray) array));
        }
      }
      // With a name, DJL would look for it among the inputs of the run that the array is fed to.
      array.setName(null);
    }
    return results;
  }
}
