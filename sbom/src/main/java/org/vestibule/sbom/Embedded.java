// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What travels inside our bundles and does not describe itself, from a table. Immutable. */
final class Embedded {
  private static final Pattern VERSION = Pattern.compile("\\b\\d+\\.\\d+(\\.\\d+)?\\b");

  private final List<String[]> rows = new ArrayList<>();
  private final String pom;

  /**
   * @param rootPom where the versions stand
   */
  Embedded(Path rootPom) throws IOException {
    pom = Files.readString(rootPom);
    try (InputStream in = Embedded.class.getResourceAsStream("embedded.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| "))
          .forEach(rows::add);
    }
  }

  List<Component> in(JarFile jar, String path, String artifact) throws IOException {
    List<Component> inside = new ArrayList<>();
    for (String[] row : rows) {
      String place = row[1];
      boolean there =
          row[0].equals(artifact)
              && path.contains("/org/vestibule/")
              && jar.stream().anyMatch(entry -> entry.getName().startsWith(place));
      if (there) {
        String[] names = row[2].split(":");
        inside.add(
            new Component(
                path + "!" + place,
                names[0],
                names[1],
                version(jar, row[3]),
                "",
                row[4],
                List.of()));
      }
    }
    return inside;
  }

  private String version(JarFile jar, String where) throws IOException {
    if (where.startsWith("in ")) {
      try (InputStream in = jar.getInputStream(jar.getJarEntry(where.substring(3)))) {
        return first(VERSION, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1), where);
      }
    }
    String property = where.substring(2, where.length() - 1);
    String text = first(Pattern.compile("<" + property + ">[^<]+"), pom, property);
    return text.substring(property.length() + 2);
  }

  private static String first(Pattern wanted, String text, String where) throws IOException {
    Matcher found = wanted.matcher(text);
    if (!found.find()) {
      throw new IOException("no version in " + where + "; correct embedded.txt");
    }
    return found.group();
  }
}
