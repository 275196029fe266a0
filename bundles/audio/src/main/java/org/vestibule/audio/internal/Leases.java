// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;

/**
 * The two models of one hearing, the same from its first sample to its last.
 *
 * @param voice finds speech
 * @param speech turns it into words
 */
record Leases(ModelLease voice, ModelLease speech) implements AutoCloseable {
  /** Leases what serves now. */
  static Leases take(ModelStore store) throws ModelException {
    ModelLease speech = speech(store);
    try {
      return new Leases(store.lease(ModelSlots.VOICE_ACTIVITY), speech);
    } catch (ModelException | RuntimeException e) {
      speech.close();
      throw e;
    }
  }

  /** Leases what turns speech into words now; a missing store is a missing model. */
  static ModelLease speech(ModelStore store) throws ModelException {
    if (store == null) {
      throw new ModelException(
          "model-missing",
          "speech recognition",
          "no model store",
          "the bundle models, started",
          "Install the feature of the models.");
    }
    return store.lease(ModelSlots.SPEECH);
  }

  /** Returns the languages of a speech model. */
  static Set<Locale> languages(List<String> tags) {
    return tags.stream().map(Locale::forLanguageTag).collect(Collectors.toUnmodifiableSet());
  }

  /** Refuses a language that the model was not made for; regions do not count. */
  void check(Locale wanted) throws VestibuleException {
    List<String> tags = speech.manifest().languages();
    if (languages(tags).stream().noneMatch(own -> own.getLanguage().equals(wanted.getLanguage()))) {
      throw new VestibuleException(
          "language-unsupported",
          "language of the speaker",
          wanted.toLanguageTag(),
          String.join(", ", tags),
          "Ask for one of these, or let a model of that language serve the slot speech.");
    }
  }

  @Override
  public void close() {
    speech.close();
    voice.close();
  }
}
