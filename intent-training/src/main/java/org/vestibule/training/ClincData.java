// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;

/**
 * A file of CLINC150, for example {@code data_full.json}: for each split a list of pairs of
 * sentence and label.
 *
 * @param labels the labels in scope, sorted
 * @param splits by name
 */
record ClincData(List<String> labels, Map<String, List<ClincData.Said>> splits) {
  private static final List<String> SPLITS =
      List.of("train", "val", "test", "oos_train", "oos_val", "oos_test");

  /**
   * A sentence.
   *
   * @param label index of its label, -1 for out of scope
   */
  record Said(int label, String sentence) {}

  /**
   * Reads a file.
   *
   * @throws VestibuleException {@code data-invalid}
   */
  static ClincData read(Path file) throws VestibuleException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw refused(file, "it cannot be read as JSON (" + e.getClass().getSimpleName() + ")");
    }
    TreeSet<String> names = new TreeSet<>();
    for (String split : SPLITS) {
      if (!root.path(split).isArray() || root.path(split).isEmpty()) {
        throw refused(file, "no list '" + split + "'");
      }
      root.path(split).forEach(pair -> names.add(pair.path(1).asText()));
    }
    names.remove("oos");
    List<String> labels = List.copyOf(names);
    Map<String, List<Said>> splits = new HashMap<>();
    for (String split : SPLITS) {
      List<Said> said = new ArrayList<>();
      root.path(split)
          .forEach(
              pair ->
                  said.add(new Said(labels.indexOf(pair.path(1).asText()), pair.path(0).asText())));
      splits.put(split, said);
    }
    return new ClincData(labels, splits);
  }

  List<Said> split(String name) {
    return splits.get(name);
  }

  /** Returns every sentence once. */
  List<String> sentences() {
    return SPLITS.stream()
        .flatMap(split -> splits.get(split).stream())
        .map(Said::sentence)
        .distinct()
        .toList();
  }

  private static VestibuleException refused(Path file, String found) {
    return new VestibuleException(
        "data-invalid",
        "data " + file.getFileName(),
        found,
        "CLINC150's data_full.json: the lists " + SPLITS + " of pairs of sentence and label",
        "Give the file that the CLINC150 repository carries.");
  }
}
