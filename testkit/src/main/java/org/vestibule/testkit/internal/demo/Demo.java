// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The demonstration that {@code ./vestibule demo} plays. Exit code 0 only if all held. */
public final class Demo {
  private final Building building;
  private final Report report;
  private final List<VisitResult> results = new ArrayList<>();

  private Demo(Building building, Report report) {
    this.building = building;
    this.report = report;
  }

  /**
   * Plays every scenario against a running gateway.
   *
   * @param args {@code --gateway URL --data DIR --fixtures DIR [--json]}
   */
  public static void main(String[] args) throws InterruptedException {
    DemoOptions options = DemoOptions.parse(args);
    try {
      Building building =
          Building.at(
              URI.create(options.gateway()), Path.of(options.data()), Path.of(options.fixtures()));
      Demo demo = new Demo(building, new Report(System.out, options.json()));
      demo.play();
      System.exit(demo.report.close(demo.results) ? 0 : 1);
    } catch (IOException | TimeoutException e) {
      System.err.println("demo: " + e.getMessage());
      System.exit(2);
    } catch (ExecutionException e) {
      System.err.println("demo: a visit broke off: " + e.getCause().getMessage());
      System.exit(2);
    }
  }

  private void play()
      throws IOException, InterruptedException, TimeoutException, ExecutionException {
    report.open();
    building.enrolResident();
    faces();
    voices();
    conversations();
    for (VisitResult result : new SwapUnderLoad(building).play()) {
      add(result);
    }
  }

  private void faces() throws IOException, InterruptedException, TimeoutException {
    List<Path> resident = building.pictures("resident").subList(30, 45);
    List<byte[]> live = Building.read(resident);
    List<byte[]> prints = new ArrayList<>();
    List<byte[]> replays = new ArrayList<>();
    for (Path picture : resident.subList(0, 8)) {
      prints.add(Rephotograph.print(Files.readAllBytes(picture), prints.size()));
      replays.add(Rephotograph.screen(Files.readAllBytes(picture), replays.size()));
    }
    List<byte[]> stranger = Building.read(building.pictures("stranger").subList(0, 10));

    face("resident", "the door opens", Building.CODE, live, Demo::opened);
    face("print (simulated)", "refused as a spoof", Building.CODE, prints, Demo::spoof);
    face("replay (simulated)", "refused as a spoof", Building.CODE, replays, Demo::spoof);
    face(
        "stranger, stolen code",
        "rings, stays closed",
        Building.CODE,
        stranger,
        story -> rang(story) && story.path("face").asText().equals("unknown"));
    List<byte[]> changed = new ArrayList<>(live.subList(0, 1));
    changed.addAll(stranger);
    face(
        "resident leaves, a stranger stays",
        "rings, stays closed",
        Building.CODE,
        changed,
        Demo::rang);
    face("stranger, no code", "rings, stays closed", "", stranger, Demo::rang);
    face("stranger, wrong code", "rings, stays closed", "9999", stranger, Demo::rang);
  }

  private void voices() throws IOException, InterruptedException, TimeoutException {
    voice("courier", "DELIVERY, stays closed", intent("DELIVERY"));
    voice("guest", "GUEST, stays closed", intent("GUEST"));
    voice("emergency", "EMERGENCY, rings urgently", intent("EMERGENCY").and(Demo::urgent));
    voice("open-the-door", "rings, voice opens nothing", Demo::rang);
    voice("jfk", "UNCLEAR or OTHER", intent("UNCLEAR").or(intent("OTHER")));
    voice("noise", "no words, no intent", story -> !story.has("triage"));
  }

  /** The courier of the second visit wants a person, and gets one by pressing again. */
  private void conversations() throws IOException, InterruptedException, TimeoutException {
    byte[] courier = building.sound("courier");
    JsonNode sent = Conversation.begin(building, "lobby").answer(courier).leave();
    asked("asked: courier", "asked aloud, to the parcel room, no ring", sent, Demo::directed);
    JsonNode again = Conversation.begin(building, "lobby").answer(courier).insist().leave();
    asked("asked: presses again", "rings, stays closed", again, Demo::rang);
  }

  private void asked(String scenario, String expected, JsonNode story, Predicate<JsonNode> held) {
    add(new VisitResult(scenario, expected, story, held.test(story)));
  }

  private void face(
      String scenario,
      String expected,
      String code,
      List<byte[]> pictures,
      Predicate<JsonNode> held)
      throws IOException, InterruptedException, TimeoutException {
    JsonNode story = building.face("front", code, pictures);
    add(new VisitResult(scenario, expected, story, held.test(story)));
  }

  private void voice(String recording, String expected, Predicate<JsonNode> held)
      throws IOException, InterruptedException, TimeoutException {
    JsonNode story = building.voice("front", building.sound(recording));
    boolean closed = !ordered(story);
    add(new VisitResult("voice: " + recording, expected, story, closed && held.test(story)));
  }

  private void add(VisitResult result) {
    results.add(result);
    report.visit(result);
  }

  private static boolean ordered(JsonNode story) {
    return story.has("outcome");
  }

  private static boolean opened(JsonNode story) {
    return story.path("outcome").path("type").asText().equals("Opened");
  }

  private static boolean spoof(JsonNode story) {
    return !ordered(story) && story.path("face").asText().equals("spoof");
  }

  private static boolean rang(JsonNode story) {
    return !ordered(story) && story.path("decision").path("type").asText().equals("Ring");
  }

  private static boolean directed(JsonNode story) {
    return !ordered(story) && story.path("decision").path("type").asText().equals("Direct");
  }

  private static boolean urgent(JsonNode story) {
    return story.path("decision").path("urgent").asBoolean();
  }

  private static Predicate<JsonNode> intent(String intent) {
    return story -> story.path("triage").path("intent").asText().equals(intent);
  }
}
