// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.Test;

/**
 * No text of a visitor or of a language model reaches an actuator: whoever handles words has no
 * reference, over however many services, to anything that moves a door, and cannot even name it.
 */
public class WordsReachNoDoorTest {
  private static final Set<String> HANDLE_WORDS =
      Set.of("audio", "echo", "intent", "phrasing", "synthesis");
  private static final List<String> MOVE_DOORS =
      List.of(
          "org.vestibule.api.door.DoorController",
          "org.vestibule.api.door.DoorActuator",
          "org.vestibule.api.visit.Visits");

  /** Told to many, answered by nobody: what they carry is a record of what was concluded. */
  private static final Set<String> ONE_WAY =
      Set.of("org.vestibule.api.event.EventListener", "org.vestibule.api.status.StatusSource");

  @Test
  public void noServiceLeadsFromWordsToADoor() throws IOException {
    ServiceGraph graph = ServiceGraph.read();
    for (String door : MOVE_DOORS) {
      assertEquals(
          "words reach " + door,
          Optional.empty(),
          graph.way(HANDLE_WORDS::contains, door, reference -> !ONE_WAY.contains(reference)));
    }
  }

  @Test
  public void theWalkIsNotBlind() throws IOException {
    ServiceGraph graph = ServiceGraph.read();
    for (String door : MOVE_DOORS) {
      assertTrue(door, graph.way(bundle -> true, door, reference -> true).isPresent());
    }
    assertTrue(
        "the core orders doors over its rooms",
        graph.way("core"::equals, MOVE_DOORS.get(0), reference -> true).isPresent());
  }

  @Test
  public void whoeverHandlesWordsCannotNameADoor() throws IOException {
    Set<String> found =
        House.bundles().stream()
            .map(bundle -> bundle.getFileName().toString())
            .filter(HANDLE_WORDS::contains)
            .collect(Collectors.toSet());
    assertEquals(HANDLE_WORDS, found);
    for (String name : HANDLE_WORDS) {
      Path bundle = House.ROOT.resolve("bundles").resolve(name);
      try (JarFile jar = House.jar(bundle)) {
        String imports = jar.getManifest().getMainAttributes().getValue("Import-Package");
        assertFalse(name + " imports " + imports, imports.contains("org.vestibule.api.door"));
      }
    }
  }
}
