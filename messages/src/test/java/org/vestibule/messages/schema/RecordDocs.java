// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sources of the contract say of a record and of its components, as plain sentences. */
final class RecordDocs {
  private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\n\\s*)*";
  private static final Pattern PARAM = Pattern.compile("@param (\\w+) ([^@]*)");

  private final Path sources;
  private final Map<String, String> files = new TreeMap<>();

  /**
   * @param root of the tree
   */
  RecordDocs(Path root) {
    this.sources = root.resolve("bundles/api/src/main/java");
  }

  /** Returns what a record or a sealed interface is. */
  Optional<String> of(Class<?> type) {
    return comment(type).map(text -> sentence(text.split("@param|@return", 2)[0]));
  }

  /** Returns what a component of a record is. */
  Optional<String> of(Class<?> record, String component) {
    return comment(record)
        .flatMap(
            text -> {
              Matcher each = PARAM.matcher(plain(text));
              while (each.find()) {
                if (each.group(1).equals(component)) {
                  return Optional.of(sentence(each.group(2)));
                }
              }
              return Optional.empty();
            });
  }

  private Optional<String> comment(Class<?> type) {
    String kinds = "(?:public |static |sealed )*(?:record|interface|enum) ";
    Matcher found =
        Pattern.compile(COMMENT + kinds + type.getSimpleName() + "\\b", Pattern.DOTALL)
            .matcher(source(type));
    return found.find()
        ? Optional.of(found.group(1).replaceAll("(?m)^\\s*\\*", ""))
        : Optional.empty();
  }

  private String source(Class<?> type) {
    String file = type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
    return files.computeIfAbsent(
        file,
        name -> {
          try {
            return Files.readString(sources.resolve(name));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String sentence(String text) {
    return plain(text).replaceAll("\\s+", " ").strip();
  }

  /** Takes the tags of Javadoc out and leaves their words. */
  private static String plain(String text) {
    return text.replaceAll("\\{@code\\s+([^}]*)}", "$1")
        .replaceAll("\\{@linkplain\\s+\\S+\\s+([^}]*)}", "$1")
        .replaceAll("\\{@link\\s+(?:[a-z]+\\.)*([^}]*)}", "$1")
        .replaceAll("(?<=\\w)#(?=\\w)", ".")
        .replaceAll("(?<!\\w)#(?=\\w)", "")
        .replaceAll("</?[a-z]+>", "");
  }
}
