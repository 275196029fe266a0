// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Verdict;

/**
 * Offers an utterance to a second pack, after the first has answered. Two packs agree when both say
 * the same word, or both say that it is none; positive is a word. Thread-safe.
 */
final class CommandTrials {
  private static final Logger LOG = LoggerFactory.getLogger(CommandTrials.class);

  private final CommandHeads heads;

  CommandTrials(CommandHeads heads) {
    this.heads = heads;
  }

  /** Returns at once; the sound is copied only when a second pack wants it. */
  void offer(ModelStore store, float[] sound, Spotted spotted) {
    try {
      store
          .trial(ModelSlots.VOICE_COMMAND)
          .ifPresent(
              trial -> {
                float[] kept = sound.clone();
                trial.compare(verdict(spotted), other -> verdict(again(other, kept)));
              });
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A spoken command was not offered to a second model: {}", e.toString());
    }
  }

  private Spotted again(ModelStore other, float[] sound) throws ModelException {
    try (ModelLease lease = other.lease(ModelSlots.VOICE_COMMAND)) {
      return Spotted.in(lease, heads.of(lease), sound);
    }
  }

  private static Verdict verdict(Spotted spotted) {
    return Verdict.of(spotted.command().map(Enum::name).orElse(""));
  }
}
