// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vestibule.api.model.ModelStore;
import org.vestibule.intent.internal.LanguageGate;
import org.vestibule.intent.internal.Utterance;
import org.vestibule.intent.internal.train.Utterances;

/**
 * How often a sentence of another language is found, and how often an English one is taken for it.
 */
final class LanguageTable {
  private static final int SHORT = 4;

  private final PrintStream out;
  private final LanguageGate gate = new LanguageGate();

  LanguageTable(PrintStream out, ModelStore store) {
    this.out = out;
    gate.load(store);
  }

  /**
   * Prints.
   *
   * @param foreign a file of lines {@code language<TAB>sentence}
   * @param english sentences of visitors
   */
  void print(Path foreign, Utterances english) throws IOException {
    Map<String, List<String>> byLanguage =
        Files.readAllLines(foreign, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.startsWith("#") && line.contains("\t"))
            .map(line -> line.split("\t", 2))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    TreeMap::new,
                    Collectors.mapping(parts -> parts[1], Collectors.toList())));
    line("Languages, as text; what an English recogniser makes of them is another question");
    for (Map.Entry<String, List<String>> language : byLanguage.entrySet()) {
      Share found = refused(language.getValue());
      line("  %s, refused              %s", language.getKey(), found.shown());
      line("language_recall_%s=%.4f", language.getKey(), found.value());
    }
    List<String> said = english.inScope().stream().map(Utterances.Said::sentence).toList();
    Predicate<String> few = sentence -> sentence.split(" ").length < SHORT;
    Share all = refused(said);
    line("  English, refused          %s", all.shown());
    line("  English under 4 words     %s", refused(said.stream().filter(few).toList()).shown());
    line("english_refused=%.4f", all.value());
    line("");
  }

  private Share refused(List<String> sentences) {
    int hits = 0;
    for (String sentence : sentences) {
      hits += gate.foreign(Utterance.of(sentence)).isPresent() ? 1 : 0;
    }
    return new Share(hits, sentences.size());
  }

  private void line(String form, Object... values) {
    out.println(String.format(Locale.ROOT, form, values));
  }
}
