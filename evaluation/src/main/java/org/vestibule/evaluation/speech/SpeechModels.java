// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.audio.internal.recognise.Moonshine;
import org.vestibule.audio.internal.recognise.Vocabularies;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** The recognisers whose packs are there, by name. Close it after use. */
final class SpeechModels implements AutoCloseable {
  private final OnnxRuntime runtime = new OnnxRuntime();
  private final PackStore store;
  private final Map<String, ModelLease> leases = new LinkedHashMap<>();
  private final Vocabularies vocabularies = new Vocabularies();

  /**
   * Loads them.
   *
   * @param names short names: {@code base} is the pack moonshine-base
   */
  SpeechModels(Path packs, Iterable<String> names) throws ModelException {
    store = PackStore.open(packs, runtime);
    for (String name : names) {
      String pack = "moonshine-" + name;
      if (Files.isDirectory(packs.resolve(pack))) {
        store.activate(pack, "evaluation");
        leases.put(name, store.lease(ModelSlots.SPEECH));
      }
    }
  }

  /** Returns what recognises, in the order of the names. */
  List<Listener> listeners() {
    List<Listener> listeners = new ArrayList<>();
    leases.forEach(
        (name, lease) ->
            listeners.add(
                new Listener(
                    name,
                    sound ->
                        new Moonshine(lease, vocabularies.of(lease), () -> false)
                            .transcribe(sound))));
    return listeners;
  }

  /** Returns the id of a model, for example {@code moonshine-base@0.1.10}. */
  String id(String name) {
    return leases.get(name).manifest().id();
  }

  @Override
  public void close() {
    leases.values().forEach(ModelLease::close);
    store.close();
    runtime.close();
  }
}
