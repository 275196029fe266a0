// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.event.DoorEvent.DoorAlarmCleared;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.api.event.DoorEvent.DoorContactChanged;
import org.vestibule.api.event.DoorEvent.DoorExitRequested;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.Trail;

/** The leaves as devices and the house see them. */
class LeavesTest {
  private static final DoorId FRONT = new DoorId("front-door");

  @TempDir Path data;
  private final BlockingQueue<VestibuleEvent> events = new LinkedBlockingQueue<>();
  private final Trail trail = new Trail();
  private final DoorAudit audit = new DoorAudit();
  private Leaves leaves;

  @BeforeEach
  void start() {
    audit.open();
    audit.setTrail(trail);
    leaves = begin();
  }

  @AfterEach
  void stop() throws Exception {
    leaves.close();
    audit.close();
  }

  @Test
  void whatADeviceSaysBeforeItsDoorIsConfiguredIsNotLost() throws Exception {
    leaves = restarted();
    leaves.report("early", new DoorId("side-door"), DoorSignal.CONTACT_OPEN, true);
    leaves.report("early", new DoorId("no-door"), DoorSignal.CONTACT_OPEN, true);
    leaves.report("early", FRONT, DoorSignal.CONTACT_OPEN, false);
    assertThat(moved()).isEqualTo("front-door UNKNOWN to CLOSED");
    assertThat(leaves.strangers()).isEqualTo(2);
    leaves.configure(new DoorId("side-door"), rules(Duration.ofSeconds(30)));
    assertThat(moved()).isEqualTo("side-door UNKNOWN to OPEN");
    assertThat(leaves.strangers()).isEqualTo(1);
    assertThat(leaves.view(new DoorId("no-door")).contact()).isEqualTo(DoorContact.UNKNOWN);
  }

  @Test
  void aChatteringContactLosesNothingThatMatters() throws Exception {
    leaves.report("contact", FRONT, DoorSignal.CONTACT_OPEN, false);
    assertThat(moved()).endsWith("CLOSED");
    for (int i = 0; i < 100_000; i++) {
      leaves.report("contact", FRONT, DoorSignal.CONTACT_OPEN, i % 2 == 0);
      leaves.report("button", FRONT, DoorSignal.EXIT_REQUEST, i % 2 == 0);
    }
    leaves.report("contact", FRONT, DoorSignal.CONTACT_OPEN, true);
    leaves.report("panel", FRONT, DoorSignal.FIRE_RELEASE, true);
    VestibuleEvent last = next();
    boolean exit = false;
    while (!(last instanceof DoorAlarmRaised)) {
      exit |= last instanceof DoorExitRequested;
      last = next();
    }
    assertThat(exit).isTrue();
    assertThat(leaves.view(FRONT).contact()).isEqualTo(DoorContact.OPEN);
    assertThat(leaves.view(FRONT).alarms()).containsExactly(DoorAlarm.FIRE_RELEASE);
    assertThat(leaves.trouble()).isEmpty();
  }

  @Test
  void alarmsAreToldAndAuditedOnceAndWaitForAHouseThatIsReplaced() throws Exception {
    leaves.unsetPublisher(null);
    leaves = restarted();
    leaves.report("reader", FRONT, DoorSignal.TAMPER, true);
    leaves.report("reader", FRONT, DoorSignal.TAMPER, true);
    assertThat(trail.next())
        .startsWith("door-alarm-raised {alarm=tamper, door=front-door, why=A case at Front door");
    assertThat(((DoorAlarmRaised) next()).alarm()).isEqualTo(DoorAlarm.TAMPER);
    leaves.report("reader", FRONT, DoorSignal.TAMPER, false);
    assertThat(trail.next()).isEqualTo("door-alarm-cleared {alarm=tamper, door=front-door}");
    assertThat(((DoorAlarmCleared) next()).alarm()).isEqualTo(DoorAlarm.TAMPER);
    assertThat(trail.read()).isTrue();
  }

  @Test
  void anAlarmStandsAcrossARestartAndIsToldOnce() throws Exception {
    leaves.report("reader", FRONT, DoorSignal.TAMPER, true);
    assertThat(next()).isInstanceOf(DoorAlarmRaised.class);
    leaves = restarted();
    leaves.report("reader", FRONT, DoorSignal.CONTACT_OPEN, false);
    assertThat(moved()).endsWith("CLOSED");
    assertThat(leaves.view(FRONT).alarms()).containsExactly(DoorAlarm.TAMPER);
    leaves.report("reader", FRONT, DoorSignal.TAMPER, false);
    assertThat(next()).isInstanceOf(DoorAlarmCleared.class);
  }

  @Test
  void anOpenDoorIsAlarmedAfterARestartWithoutAnybodySayingItAgain() throws Exception {
    leaves.configure(FRONT, rules(Duration.ofSeconds(2)));
    leaves.letThrough(FRONT, Duration.ofSeconds(1));
    leaves.report("contact", FRONT, DoorSignal.CONTACT_OPEN, true);
    long opened = System.nanoTime();
    assertThat(moved()).endsWith("OPEN");
    leaves.close();
    leaves = begin();
    leaves.configure(FRONT, rules(Duration.ofSeconds(2)));
    DoorAlarmRaised raised = (DoorAlarmRaised) next();
    assertThat(raised.alarm()).isEqualTo(DoorAlarm.HELD_OPEN);
    assertThat(Duration.ofNanos(System.nanoTime() - opened)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(leaves.view(FRONT).contact()).isEqualTo(DoorContact.UNKNOWN);
  }

  @Test
  void aRemovedDoorIsForgottenWithItsAlarms() throws Exception {
    leaves.report("reader", FRONT, DoorSignal.TAMPER, true);
    assertThat(next()).isInstanceOf(DoorAlarmRaised.class);
    leaves.forget(FRONT);
    leaves = restarted();
    leaves.report("reader", FRONT, DoorSignal.CONTACT_OPEN, false);
    assertThat(moved()).endsWith("CLOSED");
    assertThat(leaves.view(FRONT).alarms()).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadOrWrittenIsSaidAndStopsNothing() throws Exception {
    leaves.close();
    Files.writeString(data.resolve("doors").resolve("leaves.json"), "{");
    leaves = begin();
    assertThat(leaves.trouble())
        .hasValueSatisfying(
            status -> assertThat(status.sentence()).contains("leaves.json").contains("not known"));
    leaves.close();
    Files.delete(data.resolve("doors").resolve("leaves.json"));
    Files.delete(data.resolve("doors"));
    Files.writeString(data.resolve("doors"), "a file where a folder should be");
    leaves = begin();
    leaves.configure(FRONT, rules(Duration.ofSeconds(30)));
    leaves.report("reader", FRONT, DoorSignal.TAMPER, true);
    assertThat(next()).isInstanceOf(DoorAlarmRaised.class);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (leaves.trouble().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(leaves.trouble())
        .hasValueSatisfying(status -> assertThat(status.cause()).isEqualTo(Cause.STORAGE));
  }

  private Leaves begin() {
    Leaves next = new Leaves(audit, data);
    next.setPublisher(events::add);
    next.configure(FRONT, rules(Duration.ofSeconds(30)));
    return next;
  }

  private Leaves restarted() throws InterruptedException {
    leaves.close();
    return begin();
  }

  private static LeafRules rules(Duration heldOpen) {
    return new LeafRules("Front door", heldOpen, Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  private String moved() throws InterruptedException {
    DoorContactChanged change = (DoorContactChanged) next();
    return change.door() + " " + change.before() + " to " + change.after();
  }

  private VestibuleEvent next() throws InterruptedException {
    return events.poll(60, TimeUnit.SECONDS);
  }
}
