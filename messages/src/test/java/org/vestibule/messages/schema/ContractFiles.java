// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.messages.CommandKind;
import org.vestibule.messages.CommandMessages;
import org.vestibule.messages.EventCatalog;
import org.vestibule.messages.EventKind;
import org.vestibule.messages.Examples;
import org.vestibule.messages.Form;
import org.vestibule.messages.HouseEvents;

/**
 * The documents of the contract as the code makes them, by their path below {@code docs/contract}.
 */
final class ContractFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private ContractFiles() {}

  /** Returns every document. */
  static Map<String, String> of(Path root) throws IOException {
    JsonSchemas schemas = new JsonSchemas(new RecordDocs(root));
    Map<String, String> files = new TreeMap<>();
    files.put("v1/envelope.schema.json", json(schemas.envelope()));
    files.put("v1/status.schema.json", json(schemas.status()));
    files.put("v1/result.schema.json", json(schemas.result()));
    files.put("v1/result.example.json", json(result()));
    for (EventKind kind : EventCatalog.all()) {
      String path = "v" + kind.version() + "/events/" + file(kind);
      files.put(path + ".schema.json", json(schemas.event(kind)));
      files.put(path + ".example.json", json(fullest(kind).event().tree()));
    }
    for (CommandKind kind : CommandKind.all()) {
      String path = "v" + kind.version() + "/commands/" + kind.name();
      files.put(path + ".schema.json", json(schemas.command(kind)));
      files.put(path + ".example.json", json(MAPPER.valueToTree(example(kind))));
    }
    files.put("asyncapi.yaml", AsyncApi.yaml());
    return files;
  }

  /** Returns what is committed, without what people write by hand. */
  static Map<String, String> committed(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString();
        if (!path.endsWith(".md")) {
          files.put(path, Files.readString(file));
        }
      }
    }
    return files;
  }

  /** Writes every document and takes away what is none. */
  static void write(Map<String, String> files, Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    for (String former : committed(folder).keySet()) {
      if (!files.containsKey(former)) {
        Files.delete(folder.resolve(former));
      }
    }
  }

  /** Returns the name of the files of a kind, for example {@code visit-opened}. */
  static String file(EventKind kind) {
    return kind.topic().replace('/', '-');
  }

  static Form fullest(EventKind kind) {
    if (kind == EventCatalog.NOTICE) {
      Instant at = Instant.parse("2026-01-01T08:00:00Z");
      return HouseEvents.forms(Examples.notice(), "0d9c-8", at, Examples.BUILDING).get(0);
    }
    VestibuleEvent event =
        Examples.events().stream()
            .filter(each -> each.topic().equals(kind.topic()))
            .findFirst()
            .orElseThrow();
    return HouseEvents.forms(Examples.entry(event), Examples.BUILDING).get(0);
  }

  static String json(JsonNode tree) {
    try {
      return MAPPER.writer(PRINTER).writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode result() {
    try {
      return MAPPER.readTree(CommandMessages.write(Examples.results().get(0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> example(CommandKind kind) {
    CommandRequest request =
        Examples.commands().stream()
            .filter(each -> each.command().name().equals(kind.name()))
            .findFirst()
            .orElseThrow();
    return Examples.plain(request);
  }
}
