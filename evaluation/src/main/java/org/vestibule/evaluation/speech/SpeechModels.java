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
import org.vestibule.audio.internal.recognise.SecondLook;
import org.vestibule.audio.internal.recognise.Transcriber;
import org.vestibule.audio.internal.recognise.Transcription;
import org.vestibule.audio.internal.recognise.Vocabularies;
import org.vestibule.audio.internal.suppress.SuppressionComponent;
import org.vestibule.audio.internal.suppress.SuppressorSource;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/**
 * The recognisers whose packs are there, by name, each in a store of its own: in one store the
 * lease of a model that another one has followed is revoked after a while. Close it after use.
 */
final class SpeechModels implements AutoCloseable {
  private final OnnxRuntime runtime = new OnnxRuntime();
  private final PackStore store;
  private final List<PackStore> others = new ArrayList<>();
  private final ModelLease voice;
  private final Map<String, ModelLease> leases = new LinkedHashMap<>();
  private final Vocabularies vocabularies = new Vocabularies();

  /**
   * Loads them.
   *
   * @param names short names: {@code base} is the pack moonshine-base
   */
  SpeechModels(Path packs, Iterable<String> names) throws ModelException {
    store = PackStore.open(packs, runtime);
    voice = store.lease(ModelSlots.VOICE_ACTIVITY);
    for (String name : names) {
      String pack = "moonshine-" + name;
      if (Files.isDirectory(packs.resolve(pack))) {
        PackStore own = PackStore.open(packs, runtime);
        others.add(own);
        own.activate(pack, "evaluation");
        leases.put(name, own.lease(ModelSlots.SPEECH));
      }
    }
  }

  /** Returns what recognises, in the order of the names. */
  List<Listener> listeners() throws ModelException {
    List<Listener> listeners = new ArrayList<>();
    for (Map.Entry<String, ModelLease> entry : leases.entrySet()) {
      Transcription words = transcriber(entry.getValue());
      listeners.add(new Listener(entry.getKey(), once(words)));
    }
    return listeners;
  }

  /** Returns a recogniser that looks again where it doubts, as the gateway's does. */
  Listener lookingTwice(String name) throws ModelException {
    return new Listener(name + "_second_look", once(new SecondLook(transcriber(leases.get(name)))));
  }

  /** Returns the voice activity model that serves; it stays this object's. */
  ModelLease voice() {
    return voice;
  }

  /** Returns the noise suppression that serves, if one does. */
  SuppressorSource suppressors() {
    SuppressionComponent suppressors = new SuppressionComponent();
    suppressors.bindStore(store);
    return suppressors;
  }

  private Transcription transcriber(ModelLease lease) throws ModelException {
    return new Transcriber(lease, vocabularies.of(lease));
  }

  private static Listener.Recogniser once(Transcription words) {
    return sound -> words.transcribe(sound, 1, () -> false);
  }

  /** Returns the id of a model, for example {@code moonshine-base@0.1.10}. */
  String id(String name) {
    return leases.get(name).manifest().id();
  }

  @Override
  public void close() {
    leases.values().forEach(ModelLease::close);
    voice.close();
    others.forEach(PackStore::close);
    store.close();
    runtime.close();
  }
}
