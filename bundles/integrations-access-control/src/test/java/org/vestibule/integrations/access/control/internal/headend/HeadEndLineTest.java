// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.integrations.access.control.internal.headend.Surroundings.until;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.leaf.LeafRules;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/** What a head-end's thread does by itself, with a vendor that does as it is told. */
@Timeout(180)
class HeadEndLineTest {
  private static final Dictionary<String, ?> ANY = new Hashtable<>();
  @TempDir Path folder;
  private final Scripted scripted = new Scripted();
  private volatile Optional<Path> caFile = Optional.empty();
  private final HeadEnds headEnds =
      new HeadEnds(
          "Scripted",
          "org.example",
          properties -> plan(),
          new HeadEndLine.Rhythm(Duration.ofMillis(40), Duration.ofMillis(10), System::nanoTime));

  @AfterEach
  void close() throws Exception {
    headEnds.close();
  }

  @Test
  void aSessionIsKeptAliveAndEventsAreAskedFor() {
    start();
    until("it was pinged", () -> scripted.pings.get() > 3);
    until("it was asked for events", () -> scripted.asked.get() > 3);
    assertThat(scripted.greetings).hasValue(1);
  }

  @Test
  void itComesBackByItself() {
    scripted.trouble = Refusal.timedOut("here", "nothing");
    start();
    until("it tried often", () -> scripted.greetings.get() > 3);
    assertThat(headEnds.status().cause()).isEqualTo(Status.Cause.NETWORK);
    scripted.trouble = null;
    until("it is ready", () -> headEnds.status().state() == Status.State.READY);
  }

  @Test
  void whatNobodyForesawEndsNothing() {
    scripted.bug = true;
    start();
    until("it says so", () -> headEnds.status().state() == Status.State.UNAVAILABLE);
    scripted.bug = false;
    until("it is ready", () -> headEnds.status().state() == Status.State.READY);
  }

  @Test
  void aDoorThatTheHeadEndLearnsLaterIsFound() {
    scripted.missing = Set.of("3");
    start();
    until("it is missed", () -> headEnds.status().state() == Status.State.DEGRADED);
    scripted.missing = Set.of();
    until("it is found", () -> headEnds.status().state() == Status.State.READY);
  }

  @Test
  void withoutABrokerNothingIsSent() {
    headEnds.updated("one", ANY);
    until("it says so", () -> headEnds.status().state() == Status.State.UNAVAILABLE);
    assertThat(headEnds.status().sentence()).contains("egress");
    headEnds.house().use(Surroundings.broker());
    until("it is ready", () -> headEnds.status().state() == Status.State.READY);
  }

  @Test
  void aCaFileWithoutACertificateIsSaid() throws Exception {
    caFile = Optional.of(Files.writeString(folder.resolve("ca.pem"), "no certificate"));
    start();
    until("it says so", () -> headEnds.status().cause() == Status.Cause.CONFIGURATION);
    assertThat(headEnds.status().sentence()).contains("caFile");
  }

  @Test
  void aLeaseThatCannotBeEndedIsEndedLater() throws Exception {
    start();
    until("it is ready", () -> headEnds.status().state() == Status.State.READY);
    DoorId door = new DoorId("front-door");
    scripted.lockTrouble = true;
    headEnds.hold(door, Duration.ofSeconds(1));
    until("the end was tried", () -> scripted.told.contains("LOCK failed"));
    scripted.lockTrouble = false;
    until("it is locked", () -> scripted.told.contains("LOCK 3"));
  }

  @Test
  void aRenewalThatIsNotToldLeavesTheEndThatWasPromised() throws Exception {
    start();
    until("it is ready", () -> headEnds.status().state() == Status.State.READY);
    DoorId door = new DoorId("front-door");
    headEnds.hold(door, Duration.ofSeconds(1));
    scripted.holdTrouble = true;
    assertThatThrownBy(() -> headEnds.hold(door, Duration.ofSeconds(60)))
        .isInstanceOf(VestibuleException.class);
    until("it is locked", () -> scripted.told.contains("LOCK 3"));
  }

  @Test
  void aRenewalThatComesWhileItsEndIsToldIsEndedToo() throws Exception {
    start();
    until("it is ready", () -> headEnds.status().state() == Status.State.READY);
    DoorId door = new DoorId("front-door");
    scripted.slowLock = true;
    headEnds.hold(door, Duration.ofMillis(1));
    until("the end is on its way", () -> scripted.told.contains("LOCK begins"));
    headEnds.hold(door, Duration.ofSeconds(1));
    scripted.slowLock = false;
    scripted.lockGoes.release(10);
    until("both were ended", () -> scripted.told.stream().filter("LOCK 3"::equals).count() == 2);
  }

  @Test
  void aDoorThatCannotBeLockedKeepsNoOtherOpen() throws Exception {
    start();
    until("it is ready", () -> headEnds.status().state() == Status.State.READY);
    scripted.stuck = Set.of("3", "4");
    headEnds.hold(new DoorId("front-door"), Duration.ofMillis(1));
    headEnds.hold(new DoorId("side-door"), Duration.ofMillis(1));
    until(
        "both were tried",
        () -> scripted.told.contains("LOCK failed 3") && scripted.told.contains("LOCK failed 4"));
  }

  @Test
  void aStopLocksNothingThatAFireReleases() throws Exception {
    Leaves leaves = new Leaves(new DoorAudit(), folder);
    Duration any = Duration.ofSeconds(1);
    DoorId burning = new DoorId("front-door");
    leaves.configure(burning, new LeafRules("Front", any, any, any));
    leaves.report("panel", burning, DoorSignal.FIRE_RELEASE, true);
    until("it burns", () -> leaves.view(burning).fire());
    headEnds.house().use(leaves);
    start();
    until("it is ready", () -> headEnds.status().state() == Status.State.READY);
    headEnds.hold(burning, Duration.ofMinutes(5));
    headEnds.hold(new DoorId("side-door"), Duration.ofMinutes(5));
    headEnds.close();
    leaves.close();
    assertThat(scripted.told).containsExactly("HOLD 3", "HOLD 4", "LOCK 4");
  }

  private void start() {
    headEnds.house().use(Surroundings.broker());
    headEnds.updated("one", ANY);
  }

  private HeadEndPlan plan() {
    HeadEndSettings settings =
        new HeadEndSettings(
            "scripted",
            URI.create("http://127.0.0.1:1"),
            "user",
            folder.resolve("password"),
            caFile,
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Map.of(new DoorId("front-door"), "3", new DoorId("side-door"), "4"),
            true,
            Optional.empty());
    Sink sink = new Sink("scripted", "None", Set.of(DataClass.EVENT));
    return new HeadEndPlan(settings, sink, true, true, "", Duration.ofMillis(20), wire -> scripted);
  }

  /** A vendor's side that does as it is told. */
  private static final class Scripted implements HeadEnd {
    final AtomicInteger greetings = new AtomicInteger();
    final AtomicInteger pings = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    final List<String> told = new CopyOnWriteArrayList<>();
    volatile VestibuleException trouble;
    volatile Set<String> missing = Set.of();
    volatile boolean bug;
    volatile boolean lockTrouble;
    volatile boolean holdTrouble;
    volatile boolean slowLock;
    volatile Set<String> stuck = Set.of();
    final Semaphore lockGoes = new Semaphore(0);

    @Override
    public String greet() throws VestibuleException {
      greetings.incrementAndGet();
      if (bug) {
        throw new IllegalStateException("nobody foresaw this");
      }
      if (trouble != null) {
        throw trouble;
      }
      return "scripted";
    }

    @Override
    public Set<String> missing(Collection<String> keys) {
      return missing;
    }

    @Override
    public void ping() {
      pings.incrementAndGet();
    }

    @Override
    public void tell(Command command, String key) throws VestibuleException, InterruptedException {
      if (command == Command.HOLD && holdTrouble) {
        throw Refusal.notTold(Refusal.timedOut("here", "no line"));
      }
      if (command == Command.LOCK && slowLock) {
        told.add("LOCK begins");
        lockGoes.acquire();
      }
      if (command == Command.LOCK && stuck.contains(key)) {
        told.add("LOCK failed " + key);
        throw Refusal.refused("here", "no", "See there.");
      }
      if (command == Command.LOCK && lockTrouble) {
        told.add("LOCK failed");
        throw Refusal.timedOut("here", "nothing");
      }
      told.add(command + " " + key);
    }

    @Override
    public Roster roster(HeadEndSettings.Cards wish) {
      return new Roster(List.of(), 0);
    }

    @Override
    public List<String> news() {
      asked.incrementAndGet();
      return List.of("front-door: something");
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
