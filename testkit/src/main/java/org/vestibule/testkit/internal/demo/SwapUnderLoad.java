// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.testkit.internal.client.Answer;

/**
 * Lets a resident come and a courier speak, again and again, while the vision bundle and the speech
 * model are replaced under them.
 */
final class SwapUnderLoad {
  private final Building building;

  SwapUnderLoad(Building building) {
    this.building = building;
  }

  /** Returns every visit that was under way while something was replaced. */
  List<VisitResult> play() throws IOException, InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService visitors = Executors.newFixedThreadPool(2);
    try {
      Future<List<VisitResult>> resident = visitors.submit(whileNot(over, this::residentComes));
      Future<List<VisitResult>> courier = visitors.submit(whileNot(over, this::courierSpeaks));
      replaceEverything();
      over.set(true);
      List<VisitResult> results = new ArrayList<>(resident.get());
      results.addAll(courier.get());
      return results;
    } finally {
      over.set(true);
      visitors.shutdown();
    }
  }

  /** Two versions up and two roll-backs: it ends where it began. */
  private void replaceEverything() throws IOException, InterruptedException {
    Path jar = BundleRelease.installed(building.data(), "vision");
    updateVision(jar, "0.1.1");
    updateVision(jar, "0.1.2");
    expect("moonshine-tiny", building.operator().activate("moonshine-tiny"));
    expect("moonshine-base", building.operator().activate("moonshine-base"));
    expect("vision back to 0.1.1", building.operator().rollBack("vision"));
    expect("vision back to 0.1.0", building.operator().rollBack("vision"));
  }

  private void updateVision(Path jar, String version) throws IOException, InterruptedException {
    String file = "vision-" + version + ".jar";
    BundleRelease.write(jar, building.data().resolve("updates").resolve(file), version);
    expect("vision " + version, building.operator().update("vision", file));
  }

  private static void expect(String what, Answer answer) throws IOException {
    if (!answer.ok()) {
      throw new IOException(what + " answered " + answer.status() + ": " + answer.body());
    }
  }

  private Callable<List<VisitResult>> whileNot(AtomicBoolean over, Callable<VisitResult> visit) {
    return () -> {
      List<VisitResult> results = new ArrayList<>();
      do {
        results.add(visit.call());
      } while (!over.get());
      return results;
    };
  }

  private VisitResult residentComes() throws Exception {
    List<byte[]> seen = Building.read(building.pictures("resident").subList(30, 45));
    JsonNode story = building.face("side", Building.CODE, seen);
    boolean opened = story.path("outcome").path("type").asText().equals("Opened");
    boolean whole = story.path("degraded").isEmpty();
    return new VisitResult("swap: resident", "the door opens", story, opened && whole);
  }

  private VisitResult courierSpeaks() throws Exception {
    JsonNode story = building.voice("yard", building.sound("courier"));
    boolean heard = story.path("triage").path("intent").asText().equals("DELIVERY");
    boolean whole = story.path("degraded").isEmpty();
    return new VisitResult("swap: courier", "understood as DELIVERY", story, heard && whole);
  }
}
