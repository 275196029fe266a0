// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Voices that do not speak English, for babble.
 *
 * @param origin where they come from, for people
 * @param sounds at 16 kHz
 */
record ForeignVoices(String origin, List<float[]> sounds) {
  private static final int MOST = 60;
  private static final int LEAST_SAMPLES = 16_000;
  private static final long PATIENCE_SECONDS = 30;

  /** Sentences that a speech synthesiser reads: voice, text. */
  private static final String[][] READ = {
    {"es", "Buenos días, hoy hace mucho calor y vamos todos juntos a la playa con los niños."},
    {"fr", "Nous avons mangé dans un petit restaurant près de la gare avant de prendre le train."},
    {
      "it", "Domani mattina andiamo al mercato a comprare il pane, la frutta e il formaggio fresco."
    },
    {"de", "Der Zug nach München hat heute leider zwanzig Minuten Verspätung."},
    {"pl", "W sobotę pojedziemy nad jezioro, jeśli tylko nie będzie padał deszcz."},
    {"tr", "Yarın sabah erken kalkıp denize gideceğiz, sonra da çarşıda dolaşacağız."},
    {"ru", "Завтра утром мы поедем на дачу, если будет хорошая погода."},
    {"pt", "Ontem à noite fomos jantar fora e depois passeámos junto ao rio."}
  };

  /** Returns what a folder holds, else what espeak-ng reads, else the fixtures' own voices. */
  static ForeignVoices find(Optional<Path> folder, List<float[]> fixtures)
      throws IOException, InterruptedException {
    if (folder.isPresent()) {
      return new ForeignVoices("recordings of " + folder.get(), recordings(folder.get()));
    }
    List<float[]> read = synthetic();
    return read.isEmpty()
        ? new ForeignVoices("the fixtures' voices, in English: espeak-ng is not here", fixtures)
        : new ForeignVoices("espeak-ng: " + read.size() + " languages", read);
  }

  private static List<float[]> recordings(Path folder) throws IOException {
    List<float[]> sounds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".wav")).sorted().toList()) {
        Wave wave = Wave.read(file);
        if (wave.samples().length >= LEAST_SAMPLES && sounds.size() < MOST) {
          sounds.add(wave.wideband());
        }
      }
    }
    if (sounds.isEmpty()) {
      throw new IOException(folder + " holds no WAV file of two seconds");
    }
    return sounds;
  }

  private static List<float[]> synthetic() throws IOException, InterruptedException {
    List<float[]> sounds = new ArrayList<>();
    for (String[] sentence : READ) {
      Path file = Files.createTempFile("vestibule-voice", ".wav");
      try {
        Process speaker =
            new ProcessBuilder("espeak-ng", "-v", sentence[0], "-w", file.toString(), sentence[1])
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (speaker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && speaker.exitValue() == 0) {
          sounds.add(Wave.read(file).wideband());
        } else {
          speaker.destroyForcibly();
        }
      } catch (IOException e) {
        // It is not installed: the caller falls back.
        return List.of();
      } finally {
        Files.deleteIfExists(file);
      }
    }
    return sounds;
  }
}
