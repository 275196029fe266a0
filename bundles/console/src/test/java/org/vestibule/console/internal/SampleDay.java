// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.call.Call;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelState;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/** An ordinary day, invented, to look at: {@code main} serves it on the port in its argument. */
final class SampleDay {
  static final String PASSWORD = "a sample password";

  private SampleDay() {}

  /** Serves the day until it is stopped; a second argument leaves the house empty. */
  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("vestibule-sample");
    SampleClock clock = new SampleClock();
    SampleConsole console = new SampleConsole(data, Integer.parseInt(arguments[0]), 1000, clock);
    SampleCalls calls = new SampleCalls(console.pages);
    if (arguments.length == 1) {
      clock.pass(console.watch);
      furnish(console, calls);
    } else {
      console.sample.house.calls = calls;
      accounts(console);
      unpack(console);
    }
    System.out.println("http://127.0.0.1:" + console.port() + "/#token=" + console.token());
    System.out.println("or as maya, the owner, or ada, a resident; password: " + PASSWORD);
    SampleWiring wiring = new SampleWiring(console);
    for (int round = 0; ; round++) {
      Thread.sleep(4000);
      wiring.answer();
      if (arguments.length > 1 && !console.sample.doors.isEmpty()) {
        live(console, round);
      }
      if (arguments.length == 1) {
        live(console, round);
        ring(calls, round);
        leaf(console, round);
      }
    }
  }

  /** Fills the house, and installs and starts what it is made of. */
  static void furnish(SampleConsole console) throws Exception {
    furnish(console, new SampleCalls(console.pages));
  }

  static void furnish(SampleConsole console, SampleCalls calls) throws Exception {
    console.sample.house.calls = calls;
    fill(console.sample);
    wire(console);
    SampleNeighbours.moveIn(console);
    console.sample.station.porch = true;
    console.sample.stories.addAll(SamplePast.visits(90));
    for (String visit : List.of("v-20260101-0007-f00d", "v-20260101-0008-a1d2", "v-past-0")) {
      console.sample.journal.pictures.put(new VisitId(visit), List.of(SampleView.kept()));
    }
    console.sample.journal.pictures.put(
        new VisitId("v-20260101-0006-b33f"),
        List.of(new VisitPicture(Instant.now(), SampleView.now().bytes())));
    for (String name :
        List.of("api", "audio", "console", "core", "intent", "models", "runtime-onnx", "vision")) {
      SampleSettings.install(console, name);
    }
    SampleSettings.fill(console);
    SampleUpkeep.fill(console);
    accounts(console);
  }

  /** Brings what an empty house is set up with: the forms of its law, doors and stations. */
  static void unpack(SampleConsole console) throws Exception {
    console.sample.house.stations = List.of();
    for (String name : List.of("store", "integrations-access-control", "integrations-onvif-sip")) {
      SampleSettings.install(console, name);
    }
  }

  /** Makes an owner and a resident, who log in by name. */
  static void accounts(SampleConsole console) throws VestibuleException {
    console.trust.access.account("maya", PASSWORD, Optional.empty(), Grant.of(Role.OWNER));
    console.trust.access.account(
        "ada", PASSWORD, Optional.of(new PersonId("ada-brandt")), Grant.of(Role.RESIDENT));
  }

  /** Lets a visitor come and go, one step a round. */
  private static void live(SampleConsole console, int round) {
    List<VisitStory> stories = console.sample.stories;
    VisitStory whole = courier(round % 5 * 4);
    VisitStory bare =
        story(
            "v-live-" + round / 5,
            1,
            0,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    if (round % 5 == 0) {
      stories.add(0, bare);
      console.deltas.on(new VisitEvent.VisitOpened(Instant.now(), bare));
      return;
    }
    VisitStory open = stories.get(0);
    VisitStory next =
        new VisitStory(
            open.id(),
            open.station(),
            open.door(),
            open.openedAt(),
            round % 5 == 4 ? Optional.of(Instant.now()) : Optional.empty(),
            1,
            Optional.empty(),
            whole.face(),
            whole.faceReason(),
            Optional.empty(),
            round % 5 > 1 ? whole.transcript() : Optional.empty(),
            round % 5 > 1 ? whole.triage() : Optional.empty(),
            round % 5 > 2 ? whole.decision() : Optional.empty(),
            Optional.empty(),
            List.of(),
            whole.waterfall());
    stories.set(0, next);
    console.deltas.on(
        switch (round % 5) {
          case 3 ->
              new VisitEvent.BellRang(Instant.now(), next, false, "A courier rings at Front door");
          case 4 -> new VisitEvent.VisitClosed(Instant.now(), next);
          default -> new VisitEvent.VisitUpdated(Instant.now(), "speech", Optional.of(open), next);
        });
  }

  /** Lets the courier's ring reach everybody who looks, until the visit is over. */
  private static void ring(SampleCalls calls, int round) {
    for (String subject : List.of("box", "maya", "ada")) {
      String id = "c-" + round / 5 + "-" + subject;
      switch (round % 5) {
        case 3 -> calls.ring(id, subject);
        case 4 -> {
          if (calls.calls.containsKey(id) && calls.calls.get(id).state() == Call.State.RINGING) {
            calls.end(id, "visit-closed");
          }
        }
        default -> {
          // Nobody rings.
        }
      }
    }
  }

  /** Lets the front door stand open for too long now and then, and once a silent alarm come. */
  private static void leaf(SampleConsole console, int round) {
    DoorId door = new DoorId("front-door");
    Instant now = Instant.now();
    switch (round % 4) {
      case 0 ->
          console.deltas.on(
              new DoorEvent.DoorContactChanged(now, door, DoorContact.CLOSED, DoorContact.OPEN));
      case 1 ->
          console.deltas.on(
              new DoorEvent.DoorAlarmRaised(
                  now, door, DoorAlarm.HELD_OPEN, "Front door stands open for over 30 s"));
      case 2 ->
          console.deltas.on(
              new DoorEvent.DoorContactChanged(now, door, DoorContact.OPEN, DoorContact.CLOSED));
      default -> console.deltas.on(new DoorEvent.DoorAlarmCleared(now, door, DoorAlarm.HELD_OPEN));
    }
    if (round == 5) {
      console.deltas.on(new DoorEvent.DuressSignalled(now, door, new PersonId("ada-brandt")));
    }
  }

  static void fill(SampleHouse sample) {
    sample.doors.add(
        new DoorInfo(
            new DoorId("front-door"),
            "Front door",
            "simulated",
            DoorState.LOCKED,
            DoorContact.CLOSED,
            Set.of()));
    sample.doors.add(
        new DoorInfo(
            new DoorId("yard-gate"),
            "Yard gate",
            "simulated",
            DoorState.UNREACHABLE,
            DoorContact.OPEN,
            Set.of(DoorAlarm.FORCED_OPEN)));
    sample.stories.addAll(
        List.of(courier(40), resident(260), stranger(3700), silent(9000), wrongDoor(90000)));
    PersonId ada = new PersonId("ada-brandt");
    sample.people.put(ada, new Person(ada, "Ada Brandt", "12", Set.of(new DoorId("front-door"))));
    sample.house.summaries = SamplePast::summarize;
    sample.house.training = new SampleTraining();
    sample.models.addAll(models());
    sample.points.fill();
    for (String name : List.of("audio", "console", "core", "doors", "intent", "models")) {
      sample.statuses.put(
          name, Status.ready("Works: the last exchange took " + name.length() + " ms"));
    }
    sample.statuses.put(
        "mqtt",
        Status.degraded(
            Status.Cause.NETWORK,
            "The broker at 127.0.0.1:1883 does not answer; 14 messages wait. Start the broker"));
    sample.statuses.put("station-front", Status.starting("Waits for the first picture"));
  }

  /** A second camera that is away, and reader lines of every sort. */
  static void wire(SampleConsole console) {
    SampleStation yard = new SampleStation("yard", "Yard gate", "yard-gate");
    yard.porch = true;
    yard.condition =
        Status.unavailable(
            Status.Cause.CREDENTIALS,
            "login at 192.0.2.21: user 'vestibule' refused; it rests, so that the device does not"
                + " lock it");
    console.sample.house.stations = List.of(console.sample.station, yard);
    console.entrance.cameras.password = "garden";
    console.entrance.readers.line(
        "lift", "cp", "front-door", true, false, "It is heard in clear; set a key");
    console.entrance.readers.line(
        "yard", "pd", "yard-gate", false, false, "Its panel has not polled it for 40 s");
  }

  private static VisitStory courier(int ago) {
    return story(
        "v-20260101-0009-k3f9",
        ago,
        0,
        Optional.empty(),
        Optional.of("no-face"),
        "No face in 12 pictures",
        Optional.of("Hi, I have a parcel for Brandt, could you let me in please"),
        Optional.of(
            new Triage(
                Intent.DELIVERY, 0.94f, "Delivery at 0.94, bound 0.60", "visitor-intent@1.0.0")),
        Optional.of(
            new Decision.Ring(
                false, "No code was entered, so a person decides; delivery, 0.94 sure")),
        Optional.empty(),
        List.of(
            bar("press", 0, 1),
            bar("first-frame", 0, 410),
            bar("verify", 443, 31),
            bar("decode", 443, 9),
            bar("detect", 452, 21),
            bar("speech", 900, 3150),
            bar("hangover", 4050, 480),
            bar("encode", 4530, 61),
            bar("decode", 4591, 121),
            bar("triage", 4712, 18)));
  }

  private static VisitStory resident(int ago) {
    return story(
        "v-20260101-0008-a1d2",
        ago,
        6,
        Optional.of("Ada Brandt"),
        Optional.of("known"),
        "Similarity 0.71, bound 0.48; liveness 0.97, bound 0.80",
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new Decision.Admit(
                new PersonId("ada-brandt"),
                "The face belongs to the code: similarity 0.71, bound 0.48")),
        Optional.of(new DoorOutcome.Opened("Front door confirmed the release", 1)),
        List.of(
            bar("press", 0, 1),
            bar("first-frame", 0, 320),
            bar("decode", 353, 8),
            bar("detect", 361, 21),
            bar("landmark", 382, 4),
            bar("quality", 386, 2),
            bar("liveness", 388, 38),
            bar("align", 426, 1),
            bar("embed", 427, 61),
            bar("compare", 488, 1),
            bar("verify", 353, 136),
            bar("decide", 489, 1),
            bar("audit", 490, 3),
            bar("order", 493, 4),
            bar("relay", 497, 7),
            bar("capture-to-relay", 320, 184)));
  }

  private static VisitStory stranger(int ago) {
    return story(
        "v-20260101-0007-f00d",
        ago,
        9,
        Optional.of("Ada Brandt"),
        Optional.of("spoof"),
        "Liveness 0.08, bound 0.80",
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new Decision.Refuse(
                "The picture looks like a print or a screen: liveness 0.08, bound 0.80")),
        Optional.empty(),
        List.of(
            bar("capture", 100, 33),
            bar("decode", 133, 9),
            bar("detect", 142, 23),
            bar("liveness", 165, 40),
            bar("decide", 205, 1)));
  }

  private static VisitStory silent(int ago) {
    return story(
        "v-20260101-0006-b33f",
        ago,
        30,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Decision.Ring(false, "Nothing was said and no code was entered")),
        Optional.empty(),
        List.of());
  }

  private static VisitStory wrongDoor(int ago) {
    return story(
        "v-20251231-0041-c0de",
        ago,
        12,
        Optional.of("Bo Lindqvist"),
        Optional.of("known"),
        "Similarity 0.66, bound 0.48",
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new Decision.Admit(new PersonId("bo-lindqvist"), "The face belongs to the code")),
        Optional.of(new DoorOutcome.Unreachable("the relay gave no answer within 1.0 s")),
        List.of(
            bar("capture", 90, 33),
            bar("decode", 123, 9),
            bar("detect", 132, 23),
            bar("embed", 155, 63),
            bar("relay", 220, 1000)));
  }

  static VisitStory story(
      String id,
      int ago,
      int lasted,
      Optional<String> name,
      Optional<String> face,
      String faceReason,
      Optional<String> transcript,
      Optional<Triage> triage,
      Optional<Decision> decision,
      Optional<DoorOutcome> outcome,
      List<StageTiming> waterfall) {
    Instant opened = Instant.now().minusSeconds(ago);
    return new VisitStory(
        new VisitId(id),
        new StationId("front"),
        new DoorId("front-door"),
        opened,
        lasted == 0 ? Optional.empty() : Optional.of(opened.plusSeconds(lasted)),
        1,
        name,
        face,
        face.map(word -> faceReason),
        Optional.empty(),
        transcript,
        triage,
        decision,
        outcome,
        List.of(),
        waterfall);
  }

  private static StageTiming bar(String stage, long startMillis, long millis) {
    return new StageTiming(stage, startMillis * 1000, millis * 1000);
  }

  private static List<ModelInfo> models() {
    String unclear =
        "The package declares MIT; where the weights were trained, and on whose faces, is not documented";
    return List.of(
        model(
            "yunet",
            "2023.3.0",
            "face-detection",
            "Finds faces with five landmarks",
            "MIT",
            "yes",
            "",
            true),
        model(
            "fr-feature",
            "1.0.0",
            "face-embedding",
            "Turns a face into a direction",
            "MIT",
            "unknown",
            unclear,
            true),
        model(
            "minifasnet",
            "1.0.0",
            "face-liveness",
            "Tells a living face from a print or a screen",
            "Apache-2.0",
            "yes",
            "",
            true),
        model(
            "moonshine-base", "1.0.0", "speech", "English speech to text", "MIT", "yes", "", true),
        model(
            "moonshine-tiny",
            "1.0.0",
            "speech",
            "English speech to text, smaller",
            "MIT",
            "yes",
            "",
            false),
        model(
            "silero-vad",
            "6.0.0",
            "voice-activity",
            "Tells speech from noise",
            "MIT",
            "yes",
            "",
            true));
  }

  private static ModelInfo model(
      String name,
      String version,
      String slot,
      String task,
      String licence,
      String commercial,
      String notice,
      boolean serving) {
    return new ModelInfo(
        new ModelManifest(
            name,
            version,
            1,
            Instant.parse("2036-01-01T00:00:00Z"),
            slot,
            task,
            name,
            List.of(),
            licence,
            commercial,
            notice,
            name,
            List.of(),
            Optional.empty(),
            List.of(),
            Map.of("threshold", 0.5)),
        serving ? ModelState.ACTIVE : ModelState.STAGED,
        "this-gateway",
        0,
        "");
  }
}
