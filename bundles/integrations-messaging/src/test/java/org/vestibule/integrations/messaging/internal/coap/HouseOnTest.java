// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.store.Secrets;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** A gateway with two doors, visits and a vault, behind CoAP on free loopback ports. */
final class HouseOnTest implements AutoCloseable {
  static final DoorId FRONT = new DoorId("front-door");
  static final DoorId YARD = new DoorId("yard-door");
  static final String NAME = "Amina Okafor";
  static final String WORDS = "a parcel for the third floor";
  static final byte[] KEY =
      "a key of twenty-two b.".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  final int port = freePort();
  final int securePort = freePort();
  final CoapHouse house = new CoapHouse();
  final CoapPeers peers = new CoapPeers();
  final AllowedOut out = new AllowedOut();
  final Map<DoorId, DoorState> states =
      new ConcurrentHashMap<>(Map.of(FRONT, DoorState.LOCKED, YARD, DoorState.LOCKED));
  final Map<String, byte[]> secrets = new ConcurrentHashMap<>();
  final List<String> audited = new CopyOnWriteArrayList<>();
  final List<Caller> ordering = new CopyOnWriteArrayList<>();
  final Map<String, Object> settings = new HashMap<>();
  volatile Function<CommandRequest, CompletionStage<CommandResult>> desk =
      request ->
          CompletableFuture.completedFuture(result(request, CommandResult.State.DONE, "done"));
  volatile int visits = 1;
  final CoapMessaging messaging;

  HouseOnTest(Map<String, ?> more) {
    house.doors = new Doors();
    house.visits = new Book();
    house.board = new Board();
    house.broker = out;
    house.secrets = new Vault();
    house.audit = new Audit();
    house.desk =
        (request, caller) -> {
          ordering.add(Acting.now());
          return desk.apply(request);
        };
    settings.putAll(Map.of("port", port, "securePort", securePort, "commands", "on"));
    settings.putAll(more);
    messaging = new CoapMessaging(house, peers, settings);
    await("CoAP is open", () -> messaging.status().state() != Status.State.STARTING);
  }

  /** Lets a peer in by a key that is put into the vault under its name. */
  HouseOnTest peer(String name, String... roles) {
    secrets.put(name, KEY.clone());
    peers.update(
        name,
        Map.of("name", name, "key", "secret:" + name, "roles", roles, "requestsPerSecond", 1000));
    return this;
  }

  void moved(DoorId door, DoorState after) {
    DoorState before = states.put(door, after);
    messaging.on(new DoorStateChanged(Instant.now(), door, before, after));
  }

  static CommandResult result(CommandRequest request, CommandResult.State state, String code) {
    return new CommandResult(
        request.id(),
        request.command().name(),
        state,
        code,
        "It is so.",
        Optional.empty(),
        Instant.now());
  }

  String url(String path) {
    return "coap://127.0.0.1:" + port + path;
  }

  String secureUrl(String path) {
    return "coaps://127.0.0.1:" + securePort + path;
  }

  /** Below those that the system gives to whoever asks for any, which it may do in between. */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (DatagramSocket probe = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (SocketException e) {
        // Somebody has it: another one.
      }
    }
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within 60 s: " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() throws InterruptedException {
    messaging.stop();
  }

  private final class Doors implements DoorController {
    @Override
    public List<DoorInfo> doors() {
      return new TreeMap<>(Map.of("a", FRONT, "b", YARD))
          .values().stream()
              .map(
                  id ->
                      new DoorInfo(
                          id,
                          "Door " + id,
                          "simulated",
                          states.get(id),
                          DoorContact.CLOSED,
                          Set.of(DoorAlarm.TAMPER, DoorAlarm.POWER)))
              .toList();
    }

    @Override
    public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
      throw new AssertionError("a door is worked through the desk alone");
    }

    @Override
    public DoorState state(DoorId door) {
      return states.getOrDefault(door, DoorState.UNKNOWN);
    }
  }

  private final class Book implements Visits {
    @Override
    public VisitId press(ButtonPress press) {
      throw new UnsupportedOperationException("nobody presses here");
    }

    @Override
    public void notThisPerson(VisitId visit, String by) {
      throw new UnsupportedOperationException("nobody corrects here");
    }

    @Override
    public Optional<VisitStory> story(VisitId id) {
      return recent(visits).stream().filter(story -> story.id().equals(id)).findFirst();
    }

    @Override
    public List<VisitStory> recent(int limit) {
      return IntStream.range(0, Math.min(limit, visits)).mapToObj(HouseOnTest::story).toList();
    }
  }

  private static VisitStory story(int number) {
    boolean front = number % 2 == 0;
    return new VisitStory(
        new VisitId("v-" + number),
        new StationId(front ? "front" : "yard"),
        front ? FRONT : YARD,
        Instant.ofEpochSecond(1_800_000_000L + number),
        Optional.empty(),
        1,
        Optional.of(NAME),
        Optional.of("known"),
        Optional.of("The face of " + NAME),
        Optional.empty(),
        Optional.of(WORDS),
        Optional.empty(),
        Optional.of(new Decision.Admit(new PersonId("amina"), NAME + " lives here")),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static final class Board implements StatusBoard {
    @Override
    public Map<String, Status> all() {
      return new TreeMap<>(
          Map.of(
              "vision",
              new Status(
                  Status.State.DEGRADED, Status.Cause.MODEL_MISSING, "No model", Instant.EPOCH)));
    }

    @Override
    public boolean ready() {
      return false;
    }
  }

  private final class Vault implements Secrets {
    @Override
    public Optional<byte[]> get(String name) {
      return Optional.ofNullable(secrets.get(name)).map(byte[]::clone);
    }

    @Override
    public void put(String name, byte[] value) {
      secrets.put(name, value.clone());
      messaging.secretChanged(name);
    }

    @Override
    public boolean remove(String name) {
      return secrets.remove(name) != null;
    }

    @Override
    public List<String> names() {
      return List.copyOf(new TreeMap<>(secrets).keySet());
    }
  }

  private final class Audit implements AuditTrail {
    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details) {
      audited.add(action + " " + new TreeMap<>(details));
      return null;
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return List.of();
    }

    @Override
    public long verify() {
      return 0;
    }
  }
}
