// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The words of the page in both languages. That each key in use exists is the compiler's to say.
 */
class WordsTest {
  private static final Path SOURCES = NodeScript.web().resolve("src");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern SEVERAL = Pattern.compile("_(one|other)$");
  private static final Pattern CODED =
      Pattern.compile("coded\\(\\s*\"([\\w-]+)\",\\s*\"([\\w.-]+)\"");

  /** Where even the kind of code is found out while the page runs. */
  private static final Pattern FREE = Pattern.compile("coded\\(\\s*\"([\\w-]+)\",\\s*[^\"\\s]");

  private static final Pattern BEGUN = Pattern.compile("`([\\w.-]+\\.[\\w.-]*)\\$\\{");

  /** The kit's words serve every page, also those that are not drawn yet. */
  private static final String SHARED = "kit.";

  private final Map<String, String> english = new TreeMap<>();
  private final Map<String, String> german = new TreeMap<>();

  @BeforeEach
  void read() throws IOException {
    read("en", english);
    read("de", german);
    assertThat(english).isNotEmpty();
  }

  @Test
  void noWordIsMissingInEitherLanguage() {
    assertThat(german.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void noWordIsEmptyUnlessItIsInBoth() {
    TreeSet<String> empty = new TreeSet<>();
    english.forEach(
        (key, text) -> {
          if (text.isBlank() != german.getOrDefault(key, "").isBlank()) {
            empty.add(key);
          }
        });
    assertThat(empty).isEmpty();
    assertThat(english.entrySet().stream().filter(word -> word.getValue().isBlank()))
        .as("no cause is no word")
        .extracting(Map.Entry::getKey)
        .containsExactly("kit.cause.NONE");
  }

  @Test
  void bothLanguagesFillInTheSame() {
    TreeMap<String, String> differing = new TreeMap<>();
    english.forEach(
        (key, text) -> {
          TreeSet<String> ours = places(text);
          TreeSet<String> theirs = places(german.getOrDefault(key, text));
          if (key.endsWith("_one")) {
            // "one door" needs no number.
            ours.remove("n");
            theirs.remove("n");
          }
          if (!ours.equals(theirs)) {
            differing.put(key, ours + " and " + theirs);
          }
        });
    assertThat(differing).isEmpty();
  }

  @Test
  void whatExistsForOneExistsForSeveral() {
    assertThat(
            english.keySet().stream()
                .filter(key -> key.endsWith("_one"))
                .map(key -> key.replace("_one", "_other")))
        .allMatch(english::containsKey);
  }

  @Test
  void noWordIsLeftThatNobodySays() throws IOException {
    String sources = sources();
    TreeSet<String> begun = new TreeSet<>();
    CODED.matcher(sources).results().forEach(at -> begun.add(at.group(1) + "." + at.group(2)));
    BEGUN.matcher(sources).results().forEach(at -> begun.add(at.group(1)));
    TreeSet<String> free = new TreeSet<>();
    FREE.matcher(sources).results().forEach(at -> free.add(at.group(1)));
    assertThat(
            english.keySet().stream()
                .filter(key -> !key.startsWith(SHARED))
                .filter(key -> !(key.matches(".*\\..*\\..*") && free.contains(area(key))))
                .filter(key -> !sources.contains('"' + SEVERAL.matcher(key).replaceFirst("") + '"'))
                .filter(key -> begun.stream().noneMatch(key::startsWith)))
        .isEmpty();
  }

  private static String area(String key) {
    return key.substring(0, key.indexOf('.'));
  }

  private static TreeSet<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(place -> place.substring(1, place.length() - 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void read(String language, Map<String, String> words) throws IOException {
    try (Stream<Path> files = Files.list(SOURCES.resolve("words/" + language))) {
      for (Path file : files.toList()) {
        String area = file.getFileName().toString().replace(".json", "");
        new ObjectMapper()
            .readValue(file.toFile(), new TypeReference<Map<String, String>>() {})
            .forEach((key, text) -> words.put(area + "." + key, text));
      }
    }
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(each -> each.toString().matches(".*\\.tsx?")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
