// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Whether a denoiser before the recogniser helps: what a site needs before it may switch one on.
 *
 * @param model the recogniser's id
 * @param denoiser its name
 * @param without errors of the raw sound, by sentence, over all noises
 * @param with errors behind the denoiser, of the same sentences
 */
record DenoiserResult(String model, String denoiser, List<Wer> without, List<Wer> with) {
  /** Writes it as Java properties. */
  void write(Path file, Bootstrap bootstrap) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            """
            model=%s
            denoiser=%s
            n_words=%d
            wer_without=%.3f
            wer_with=%.3f
            wer_difference_upper95=%.3f
            """,
            model,
            denoiser,
            Wer.sum(without).words(),
            Wer.sum(without).percent(),
            Wer.sum(with).percent(),
            bootstrap.differenceUpper(with, without)),
        StandardCharsets.UTF_8);
  }
}
