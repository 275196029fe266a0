// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vestibule.testkit.internal.demo.Building;

/**
 * The resident comes again and again, at several doors at once, over the HTTP panel. Each visit
 * must end in one order and one answer to it.
 */
final class Visitors implements AutoCloseable {
  private static final List<String> STATIONS = List.of("front", "side", "yard");
  private static final Set<String> ORDER = Set.of("door-ordered");
  private static final Set<String> ANSWERS =
      Set.of("door-opened", "door-denied", "door-unreachable");
  private static final Set<String> ROLL_BACK = Set.of("model-rolled-back");

  private final Building building;
  private final List<byte[]> pictures;
  private final ExecutorService doors = Executors.newCachedThreadPool();
  private final List<Future<List<JsonNode>>> visits = new ArrayList<>();
  private volatile boolean over;

  /**
   * Begins.
   *
   * @param doors to how many doors the resident comes at once, 1 to 3
   */
  Visitors(Building building, List<byte[]> pictures, int doors) {
    this.building = building;
    this.pictures = pictures;
    for (String station : STATIONS.subList(0, doors)) {
      visits.add(this.doors.submit(() -> comeAndGo(station)));
    }
  }

  /**
   * What the visits came to.
   *
   * @param visits how many there were
   * @param failures stories of visits whose door did not open, or that missed a capability
   * @param duplicates orders and answers in the audit beyond one for each visit
   * @param rollBacks models that went back meanwhile, which nobody ordered
   */
  record Result(int visits, List<String> failures, long duplicates, int rollBacks) {}

  /** Lets nobody come any more, and counts in the audit. */
  Result end() throws InterruptedException, ExecutionException, IOException {
    over = true;
    List<JsonNode> stories = new ArrayList<>();
    for (Future<List<JsonNode>> door : visits) {
      stories.addAll(door.get());
    }
    AuditLines audit = AuditLines.read(building.data());
    Map<String, Integer> orders = audit.byActor(ORDER);
    Map<String, Integer> answers = audit.byActor(ANSWERS);
    List<String> failures = new ArrayList<>();
    long duplicates = 0;
    for (JsonNode story : stories) {
      String visit = "visit:" + story.path("id").asText();
      boolean opened = story.path("outcome").path("type").asText().equals("Opened");
      int ordered = orders.getOrDefault(visit, 0);
      int answered = answers.getOrDefault(visit, 0);
      if (!opened || !story.path("degraded").isEmpty() || ordered == 0 || answered == 0) {
        failures.add(story.toString());
      }
      duplicates += Math.max(0, ordered - 1) + Math.max(0, answered - 1);
    }
    int rollBacks = audit.byActor(ROLL_BACK).values().stream().mapToInt(i -> i).sum();
    return new Result(stories.size(), failures, duplicates, rollBacks);
  }

  private List<JsonNode> comeAndGo(String station) throws Exception {
    List<JsonNode> stories = new ArrayList<>();
    while (!over) {
      stories.add(building.face(station, Building.CODE, pictures));
    }
    return stories;
  }

  @Override
  public void close() {
    over = true;
    doors.shutdown();
  }
}
