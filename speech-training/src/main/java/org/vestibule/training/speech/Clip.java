// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;

/**
 * A recording of one word.
 *
 * @param file where it lies
 * @param label index of the command, or {@link Words#OTHER}
 * @param speaker who said it, as far as the file's name tells
 */
record Clip(Path file, int label, String speaker) {
  /** How a folder of recordings looks, for people. */
  static final String LAYOUT =
      "WORD/SPEAKER-*.wav with a folder for each word, none for other words; or DIGIT_SPEAKER_*.wav";

  private static final Pattern DIGIT = Pattern.compile("(\\d)_([^_]+)_.*\\.wav");
  private static final Pattern SPEAKER = Pattern.compile("([^-_]+).*\\.wav");

  /**
   * Finds recordings.
   *
   * @param most of each word; they are taken evenly from all, 0 for all
   * @throws VestibuleException {@code recordings-missing}
   */
  static List<Clip> in(Path folder, int most) throws IOException, VestibuleException {
    TreeMap<Integer, List<Clip>> byLabel;
    try (Stream<Path> files = Files.walk(folder)) {
      byLabel =
          files
              .filter(file -> file.toString().endsWith(".wav"))
              .sorted(Comparator.comparing(Path::toString))
              .flatMap(Clip::of)
              .collect(Collectors.groupingBy(Clip::label, TreeMap::new, Collectors.toList()));
    }
    List<Clip> clips = new ArrayList<>();
    for (List<Clip> all : byLabel.values()) {
      int taken = most == 0 ? all.size() : Math.min(most, all.size());
      for (int i = 0; i < taken; i++) {
        clips.add(all.get((int) ((long) i * all.size() / taken)));
      }
    }
    if (clips.isEmpty()) {
      throw new VestibuleException(
          "recordings-missing", folder.toString(), "no recording of a word", LAYOUT, "Add some.");
    }
    return clips;
  }

  private static Stream<Clip> of(Path file) {
    String name = file.getFileName().toString();
    Matcher digit = DIGIT.matcher(name);
    if (digit.matches()) {
      int label = Words.commands().indexOf("zero") + Integer.parseInt(digit.group(1));
      return Stream.of(new Clip(file, label, digit.group(2)));
    }
    String word = file.getParent().getFileName().toString();
    int label = word.equals(Words.OTHER_NAME) ? Words.OTHER : Words.commands().indexOf(word);
    Matcher speaker = SPEAKER.matcher(name);
    return label < 0 || !speaker.matches()
        ? Stream.of()
        : Stream.of(new Clip(file, label, speaker.group(1)));
  }
}
