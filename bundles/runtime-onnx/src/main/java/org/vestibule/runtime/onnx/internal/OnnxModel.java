// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/**
 * A pack in memory. Closing it lets nobody in from then on; the memory goes when the last run of it
 * has ended and the last {@link ModelRun} of it is closed, because a held output may need the
 * session's allocator.
 */
final class OnnxModel implements LoadedModel {
  private final String pack;
  private final Map<String, Network> networks;
  private final Optional<PackTokenizer> tokenizer;
  private final RunGate gate;
  private final UseCount memory;

  OnnxModel(
      String pack,
      Map<String, Network> networks,
      Optional<PackTokenizer> tokenizer,
      RunGate gate,
      Consumer<OnnxModel> freed) {
    this.pack = pack;
    this.networks = networks;
    this.tokenizer = tokenizer;
    this.gate = gate;
    this.memory =
        new UseCount(
            () -> {
              networks.values().forEach(Network::close);
              tokenizer.ifPresent(PackTokenizer::close);
              freed.accept(this);
            });
  }

  @Override
  public ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException {
    Network target = networks.get(network);
    if (target == null) {
      throw Problems.input(
          "model pack " + pack, "network '" + network + "'", networks.keySet().toString());
    }
    enter();
    boolean running = false;
    try {
      Runnable leaveGate = gate.enter(pack);
      try {
        ModelRun run = target.run(inputs, memory::leave);
        running = true;
        return run;
      } finally {
        leaveGate.run();
      }
    } finally {
      if (!running) {
        memory.leave();
      }
    }
  }

  @Override
  public TokenSequence tokenize(String text, int maxTokens) throws ModelException {
    if (tokenizer.isEmpty()) {
      throw new ModelException(
          "model-manifest-invalid",
          "model pack " + pack,
          "no tokenizer",
          "a pack whose manifest names one",
          "Add \"tokenizer\" to model.json, or use another pack.");
    }
    enter();
    try {
      return tokenizer.get().tokenize(text, maxTokens);
    } finally {
      memory.leave();
    }
  }

  @Override
  public void close() {
    memory.retire();
  }

  private void enter() throws ModelException {
    if (!memory.enter()) {
      throw Problems.closed(pack);
    }
  }
}
