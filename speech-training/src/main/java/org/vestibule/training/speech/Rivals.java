// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.audio.internal.recognise.Transcriber;
import org.vestibule.audio.internal.recognise.Vocabularies;

/** The recognisers that the spotter is compared with. Not thread-safe. */
final class Rivals implements AutoCloseable {
  /** Their packs. */
  static final List<String> NAMES = List.of("moonshine-base", "moonshine-tiny");

  private final List<Packs> opened;
  private final List<ModelLease> leases;
  private final Vocabularies vocabularies = new Vocabularies();

  /** Opens both, each in a store of its own, for they take the same slot. */
  Rivals(Path packs) throws ModelException, IOException {
    Packs base = new Packs(packs, List.of(NAMES.get(0)));
    Packs tiny = new Packs(packs, List.of(NAMES.get(1)));
    tiny.activate(NAMES.get(1));
    opened = List.of(base, tiny);
    leases = List.of(base.store().lease(ModelSlots.SPEECH), tiny.store().lease(ModelSlots.SPEECH));
  }

  /** Returns the class that a recogniser hears. */
  int label(int rival, float[] sound) throws ModelException {
    ModelLease lease = leases.get(rival);
    return HeardWord.label(new Transcriber(lease, vocabularies.of(lease)).transcribe(sound).text());
  }

  @Override
  public void close() throws IOException {
    leases.forEach(ModelLease::close);
    for (Packs packs : opened) {
      packs.close();
    }
  }
}
