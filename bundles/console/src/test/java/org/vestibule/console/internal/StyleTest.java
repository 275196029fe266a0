// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All areas' styles are one sheet: two areas that give one name to different things would dress
 * each other's.
 */
class StyleTest {
  private static final Path STYLES = NodeScript.web().resolve("src/style");
  private static final String BASE = "base.css";

  /** The list of the others, and what two pages share on purpose. */
  private static final Set<String> NO_AREAS = Set.of(BASE, "index.css", "resident.css", "talk.css");

  private static final Pattern SELECTORS = Pattern.compile("([^{}@;]+)\\{");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
  private static final Pattern CLASS = Pattern.compile("\\.([a-z][\\w-]*)");

  @Test
  void noNameBeginsARuleInTwoAreas() throws IOException {
    Set<String> shared = new TreeSet<>();
    CLASS.matcher(text(STYLES.resolve(BASE))).results().forEach(at -> shared.add(at.group(1)));
    assertThat(shared).contains("card", "field");
    Map<String, Set<String>> areas = new TreeMap<>();
    try (Stream<Path> files = Files.list(STYLES)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!NO_AREAS.contains(name)) {
          leading(text(file))
              .forEach(each -> areas.computeIfAbsent(each, key -> new TreeSet<>()).add(name));
        }
      }
    }
    areas.keySet().removeAll(shared);
    areas.values().removeIf(files -> files.size() == 1);
    assertThat(areas).isEmpty();
  }

  /** Returns the first class of each selector. */
  private static Set<String> leading(String style) {
    Set<String> leading = new TreeSet<>();
    SELECTORS
        .matcher(style)
        .results()
        .flatMap(at -> Stream.of(at.group(1).split(",")))
        .forEach(
            selector ->
                CLASS
                    .matcher(selector)
                    .results()
                    .findFirst()
                    .ifPresent(at -> leading.add(at.group(1))));
    return leading;
  }

  private static String text(Path file) throws IOException {
    return COMMENT.matcher(Files.readString(file)).replaceAll("");
  }
}
