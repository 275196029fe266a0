// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whoever was written for a released version still understands this one. What was released lies
 * beside the tests; {@code -Dvestibule.contract=release} adds what is released now.
 */
class ReleasedContractTest {
  private static final Path ROOT = Path.of(System.getProperty("vestibule.root"));
  private static final Path RELEASED = ROOT.resolve("messages/src/test/resources/released");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void nothingThatWasReleasedIsBroken() throws Exception {
    Map<String, String> now = schemas(ContractFiles.of(ROOT));
    Map<String, String> released = schemas(ContractFiles.committed(RELEASED));

    assertThat(released).as("what was released").isNotEmpty();
    assertThat(breaks(released, now)).isEmpty();
    if ("release".equals(System.getProperty("vestibule.contract"))) {
      for (Map.Entry<String, String> file : now.entrySet()) {
        Path path = RELEASED.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
  }

  @Test
  void aBreakIsToldWithFieldAndRemedy() throws Exception {
    Map<String, String> released = schemas(ContractFiles.of(ROOT));
    Map<String, String> now = new TreeMap<>(released);
    now.computeIfPresent(
        "v1/commands/door-hold.schema.json",
        (path, schema) -> schema.replace("\"maximum\": 300", "\"maximum\": 200"));

    assertThat(breaks(released, now))
        .singleElement()
        .asString()
        .contains("door-hold", "seconds", "Take it back", "version 2 in CommandKind");
  }

  @Test
  void aKindThatIsGoneIsToldUnlessANewerVersionCame() throws Exception {
    Map<String, String> released = schemas(ContractFiles.of(ROOT));
    Map<String, String> now = new TreeMap<>(released);
    String former = now.remove("v1/events/door-state.schema.json");

    assertThat(breaks(released, now))
        .singleElement()
        .asString()
        .contains("v1/events/door-state", "is gone", "version 2 in EventCatalog");
    now.put("v2/events/door-state.schema.json", former);
    assertThat(breaks(released, now)).isEmpty();
  }

  private static List<String> breaks(Map<String, String> released, Map<String, String> now)
      throws Exception {
    List<String> breaks = new ArrayList<>();
    for (Map.Entry<String, String> former : released.entrySet()) {
      String path = former.getKey();
      String later = now.get(path);
      List<String> found = new ArrayList<>();
      if (later != null) {
        Compatibility.Way way =
            path.contains("/commands/") ? Compatibility.Way.RECEIVED : Compatibility.Way.SENT;
        found.addAll(
            Compatibility.breaks(MAPPER.readTree(former.getValue()), MAPPER.readTree(later), way));
      } else if (!newer(path, now)) {
        found.add("the whole: is gone");
      }
      found.forEach(each -> breaks.add(told(path, each)));
    }
    return breaks;
  }

  private static String told(String path, String broken) {
    return path
        + ": "
        + broken
        + ". Take it back, or make it version "
        + (version(path) + 1)
        + " in "
        + (path.contains("/commands/") ? "CommandKind" : "EventCatalog")
        + ".";
  }

  private static boolean newer(String path, Map<String, String> now) {
    return now.keySet().stream()
        .anyMatch(
            other ->
                other.substring(other.indexOf('/')).equals(path.substring(path.indexOf('/')))
                    && version(other) > version(path));
  }

  private static int version(String path) {
    Matcher version = Pattern.compile("v(\\d+)/").matcher(path);
    assertThat(version.lookingAt()).as(path).isTrue();
    return Integer.parseInt(version.group(1));
  }

  private static Map<String, String> schemas(Map<String, String> files) {
    Map<String, String> schemas = new TreeMap<>(files);
    schemas.keySet().removeIf(path -> !path.endsWith(".schema.json"));
    return schemas;
  }
}
