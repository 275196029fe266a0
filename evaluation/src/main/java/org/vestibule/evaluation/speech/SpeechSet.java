// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.evaluation.WrongUse;

/** Recorded sentences with their words. */
final class SpeechSet {
  /** How a folder with sentences in noise looks. */
  static final String LAYOUT =
      "DIR/ref.txt with NAME|WORDS a line, DIR/clean/NAME*.wav, DIR/NOISE_SNRdB/NAME*.wav";

  private static final String JFK =
      "and so my fellow americans ask not what your country can do for you"
          + " ask what you can do for your country";

  private SpeechSet() {}

  /**
   * Returns the recordings that the fixtures hold: jfk.wav and what {@code
   * recorded/transcripts.tsv} lists.
   */
  static List<Sentence> packaged(Path fixtures) throws IOException {
    Path speech = fixtures.resolve("speech");
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(new Sentence("jfk", Wave.read(speech.resolve("jfk.wav")).wideband(), JFK));
    Path recorded = speech.resolve("recorded");
    Path list = recorded.resolve("transcripts.tsv");
    if (Files.isRegularFile(list)) {
      for (String line : Files.readAllLines(list)) {
        String[] parts = line.split("\t", 2);
        if (parts.length == 2) {
          float[] sound = Wave.read(recorded.resolve(parts[0])).wideband();
          sentences.add(new Sentence(parts[0], sound, parts[1]));
        }
      }
    }
    return sentences;
  }

  /**
   * Returns the sentences of a folder by condition: {@code clean}, {@code street_10dB} and so on.
   *
   * @throws WrongUse when the folder looks otherwise
   */
  static Map<String, List<Sentence>> recordedInNoise(Path folder) throws IOException, WrongUse {
    Path list = folder.resolve("ref.txt");
    if (!Files.isRegularFile(list)) {
      throw new WrongUse("--data " + folder + " has no ref.txt; needed: " + LAYOUT);
    }
    Map<String, String> words = new TreeMap<>();
    for (String line : Files.readAllLines(list)) {
      String[] parts = line.split("\\|", 2);
      if (parts.length == 2) {
        words.put(parts[0], parts[1]);
      }
    }
    Map<String, List<Sentence>> conditions = new TreeMap<>();
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path condition : folders.filter(Files::isDirectory).sorted().toList()) {
        List<Sentence> sentences = sentences(condition, words);
        if (!sentences.isEmpty()) {
          conditions.put(condition.getFileName().toString(), sentences);
        }
      }
    }
    if (conditions.isEmpty()) {
      throw new WrongUse("--data " + folder + " has no sentences; needed: " + LAYOUT);
    }
    return conditions;
  }

  private static List<Sentence> sentences(Path condition, Map<String, String> words)
      throws IOException {
    List<Sentence> sentences = new ArrayList<>();
    try (Stream<Path> files = Files.list(condition)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".wav")).sorted().toList()) {
        String name = file.getFileName().toString().split("[_.]", 2)[0];
        if (words.containsKey(name)) {
          sentences.add(new Sentence(name, Wave.read(file).wideband(), words.get(name)));
        }
      }
    }
    return sentences;
  }
}
