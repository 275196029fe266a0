// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.speech.VoiceCommand;

/**
 * What a pack makes of an utterance.
 *
 * @param command the word, empty when it is none or none that is sure enough
 * @param confidence the probability of the likeliest class, 0 to 1
 */
record Spotted(Optional<VoiceCommand> command, float confidence) {
  private static final String THRESHOLD = "threshold";

  /**
   * Judges an utterance of at most {@link SpeechEmbedding#LONGEST} samples. Labels of the pack that
   * are no {@link VoiceCommand} stand for everything else; below the pack's {@code threshold} it is
   * everything else too.
   */
  static Spotted in(ModelLease lease, CommandHead head, float[] sound) throws ModelException {
    double threshold = lease.manifest().parameter(THRESHOLD);
    float[] probabilities = head.judge(SpeechEmbedding.of(lease, sound));
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      if (probabilities[k] > probabilities[best]) {
        best = k;
      }
    }
    float confidence = probabilities[best];
    String label = lease.manifest().labels().get(best).toUpperCase(Locale.ROOT);
    return new Spotted(
        Arrays.stream(VoiceCommand.values())
            .filter(command -> command.name().equals(label) && confidence >= threshold)
            .findFirst(),
        confidence);
  }
}
