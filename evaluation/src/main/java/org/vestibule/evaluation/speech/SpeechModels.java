// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.audio.internal.recognise.Moonshine;
import org.vestibule.audio.internal.recognise.Transcript;
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

  /** Returns what recognises, by name. */
  Map<String, Recogniser> recognisers() {
    Map<String, Recogniser> recognisers = new LinkedHashMap<>();
    leases.forEach(
        (name, lease) ->
            recognisers.put(
                name,
                sound ->
                    new Moonshine(lease, vocabularies.of(lease), () -> false).transcribe(sound)));
    return recognisers;
  }

  /** Sound to words. */
  interface Recogniser {
    /**
     * Recognises.
     *
     * @param sound samples at 16 kHz in [-1, 1]
     */
    Transcript transcribe(float[] sound) throws ModelException;
  }

  @Override
  public void close() {
    leases.values().forEach(ModelLease::close);
    store.close();
    runtime.close();
  }
}
