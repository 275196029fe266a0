// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.access.control.internal.entry.EntryListener;
import org.vestibule.integrations.access.control.internal.entry.EntryPoint;
import org.vestibule.integrations.access.control.internal.line.Line;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.MemoryVault;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReaderLine;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Configured readers, from the file to the lock. */
class OsdpPanelsTest {
  private static final DoorId FRONT = new DoorId("front-door");
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  private final MemoryVault vault = new MemoryVault();
  private final ScriptedReader reader = new ScriptedReader(1, KEY);
  private final List<ReaderLine> registered = Collections.synchronizedList(new ArrayList<>());
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean mute;
  private volatile boolean stopped;
  private volatile boolean auditFull;
  private OsdpPanels panels;
  private OutputLock lock;

  @BeforeEach
  void start() throws Exception {
    Wires wires = Wires.open(Wires.Kind.MEMORY, null);
    Thread thread = new Thread(() -> answer(wires.reader), "test-reader");
    thread.setDaemon(true);
    thread.start();
    vault.put("osdp", "front-in", KEY);
    panels = new OsdpPanels(context(), address -> wires.panel, vault.keys());
    panels.setAudit(new Trail());
    panels.signals(new Signals());
    lock = new OutputLock(panels);
  }

  @AfterEach
  void stop() throws Exception {
    stopped = true;
    panels.close();
    assertThat(registered).isEmpty();
  }

  @Test
  void aPulseIsTimedByTheDeviceAndConfirmed() throws Exception {
    online(Map.of());
    lock.release(FRONT, Duration.ofMillis(5001));
    assertThat(reader.moved).containsExactly(new OutputControl(1, OutputControl.TIMED_ON, 51));
    await(() -> lock.state(FRONT) == DoorState.UNLOCKED, "unlocked");
    lock.hold(FRONT, Duration.ofMinutes(5));
    assertThat(reader.moved.get(1)).isEqualTo(new OutputControl(1, OutputControl.TIMED_ON, 3000));
    lock.secure(FRONT);
    assertThat(reader.moved.get(2)).isEqualTo(new OutputControl(1, OutputControl.OFF, 0));
    await(() -> lock.state(FRONT) == DoorState.LOCKED, "locked");
  }

  @Test
  void aKeyIsReadAgainAfterTheVaultVanishedUnderTheCall() throws Exception {
    // When it is read first, and when that is tried again.
    vault.failing.add(new NoClassDefFoundError("org/example/Gone"));
    vault.failing.add(new NoClassDefFoundError("org/example/Gone"));
    online(Map.of());
    assertThat(vault.failing).isEmpty();
  }

  @Test
  void aFailSafeLockIsReleasedByNoCurrent() throws Exception {
    online(Map.of("lockType", "fail-safe"));
    lock.release(FRONT, Duration.ofSeconds(3));
    lock.secure(FRONT);
    assertThat(reader.moved)
        .containsExactly(
            new OutputControl(1, OutputControl.TIMED_OFF, 30),
            new OutputControl(1, OutputControl.ON, 0));
  }

  @Test
  void anAcknowledgementIsReadBack() throws Exception {
    reader.acksOutputs = true;
    online(Map.of());
    lock.release(FRONT, Duration.ofSeconds(3));
    reader.stuckOutputs = true;
    reader.outputs[1] = false;
    assertThat(code(() -> lock.release(FRONT, Duration.ofSeconds(3)))).isEqualTo("device-refused");
  }

  @Test
  void anOutputThatStaysIsNotCalledOpened() throws Exception {
    reader.stuckOutputs = true;
    online(Map.of());
    assertThat(code(() -> lock.release(FRONT, Duration.ofSeconds(3)))).isEqualTo("device-refused");
  }

  @Test
  void aReaderThatIsNotThereMovesNothingNowOrLater() throws Exception {
    assertThat(code(() -> lock.release(FRONT, Duration.ofSeconds(3))))
        .isEqualTo("device-unreachable");
    mute = true;
    configure("a", Map.of());
    assertThat(code(() -> lock.release(FRONT, Duration.ofSeconds(3))))
        .isEqualTo("device-unreachable");
    assertThat(lock.state(FRONT)).isEqualTo(DoorState.UNREACHABLE);
    mute = false;
    await(() -> registered.get(0).reader().secured(), "it is found");
    assertThat(reader.moved).isEmpty();
  }

  @Test
  void whatWasSentAndNotConfirmedIsNotKnownAndNotSentAgain() throws Exception {
    online(Map.of());
    mute = true;
    assertThat(code(() -> lock.release(FRONT, Duration.ofSeconds(3))))
        .isEqualTo("device-timed-out");
    mute = false;
    await(() -> registered.get(0).reader().secured(), "it is back");
    lock.release(FRONT, Duration.ofSeconds(2));
    assertThat(reader.moved.stream().map(OutputControl::timer)).containsExactly(30, 20);
  }

  @Test
  void inputsAreToldInTheDoorsWordsAndForgottenWithTheReader() throws Exception {
    reader.inputs = new boolean[] {false, true};
    online(Map.of("inputs", "0:contact,1:fire-release:closed"));
    await(() -> said.contains("osdp reader front-in input 1 FIRE_RELEASE false"), "the loop");
    reader.inputs = new boolean[] {true, false};
    await(() -> said.contains("osdp reader front-in input 0 CONTACT_OPEN true"), "the contact");
    await(() -> said.contains("osdp reader front-in input 1 FIRE_RELEASE true"), "the fire");
    reader.events.add(new ScriptedReader.Reply(ReplyCode.LSTATR, new byte[] {1, 1}));
    await(() -> said.contains("osdp reader front-in TAMPER true"), "the tamper");
    await(() -> said.contains("osdp reader front-in POWER_LOST true"), "the power");
    panels.deleted("a");
    await(() -> said.contains("gone osdp reader front-in input 0"), "it is forgotten");
  }

  @Test
  void cardsComeToWhoeverLetsPeopleIn() throws Exception {
    CardBits card = new CardBits(8, new byte[] {42});
    panels.entries(
        new EntryListener() {
          @Override
          public void card(EntryPoint at, CardBits bits, long readNanos) {
            said.add(at.door() + " " + bits.equals(card) + " " + Thread.currentThread().getName());
            at.show(EntryPoint.Sign.GRANTED);
          }

          @Override
          public void keys(EntryPoint at, String keys, long readNanos) {}
        });
    online(Map.of());
    reader.events.add(new ScriptedReader.Reply(ReplyCode.RAW, new CardRead(0, 0, card).encode()));
    await(() -> said.contains("front-door true vestibule-osdp-told"), "off the line's thread");
    await(() -> reader.count(CommandCode.TEXT) == 1, "it writes");
    assertThat(reader.count(CommandCode.BUZ)).isEqualTo(1);
    assertThat(reader.count(CommandCode.LED)).isEqualTo(2);
  }

  @Test
  void habitsChangeWithinTheSession() throws Exception {
    online(Map.of());
    await(() -> reader.count(CommandCode.LED) == 1, "the colour before");
    int handshakes = reader.handshakes;
    configure("a", Map.of("idleColour", "blue"));
    await(() -> reader.count(CommandCode.LED) == 2, "the new colour");
    assertThat(reader.handshakes).isEqualTo(handshakes);
  }

  @Test
  void twinsAreRefusedAndTheFirstGoesOn() throws Exception {
    online(Map.of());
    int handshakes = reader.handshakes;
    for (Map<String, String> twin :
        List.of(
            Map.of("address", "2", "lock", ""),
            Map.of("name", "other", "lock", ""),
            Map.of("name", "other", "address", "2"))) {
      configure("b", twin);
      assertThat(panels.status().state()).as(twin.toString()).isEqualTo(State.DEGRADED);
      assertThat(panels.status().sentence()).contains("second time");
    }
    panels.deleted("b");
    assertThat(panels.status().state()).isEqualTo(State.READY);
    assertThat(reader.handshakes).isEqualTo(handshakes);
  }

  @Test
  void withoutItsKeyAReaderIsNamedInTheStatus() throws Exception {
    assertThat(panels.status().state()).isEqualTo(State.STOPPED);
    vault.remove("osdp", "front-in");
    configure("a", Map.of());
    await(() -> panels.status().sentence().contains("open the commissioning window"), "it is said");
    assertThat(panels.status().state()).isEqualTo(State.UNAVAILABLE);
    assertThat(registered.get(0).reader().keyed()).isFalse();
  }

  @Test
  void aLockedVaultIsSaidAndLookedIntoAgain() throws Exception {
    vault.locked = true;
    configure("a", Map.of());
    await(() -> panels.status().sentence().contains("vault"), "it is said");
    vault.locked = false;
    await(() -> registered.get(0).reader().secured(), "it was read again");
  }

  @Test
  void aKeyIsInTheVaultAndInTheAuditBeforeTheReaderHasIt() throws Exception {
    vault.remove("osdp", "front-in");
    reader.key = null;
    reader.takesDefaultKey = true;
    configure("a", Map.of());
    registered.get(0).openCommissioning(Duration.ofMinutes(1));
    await(() -> registered.get(0).reader().secured(), "it has its key");
    assertThat(vault.get("osdp", "front-in")).contains(reader.key);
    assertThat(registered.get(0).reader().keyed()).isTrue();
    assertThat(registered.get(0).reader().commissioningUntil()).isEmpty();
    await(() -> said.contains("audit reader-key-set"), "it is proven");
    assertThat(said.indexOf("audit reader-key-sent"))
        .isLessThan(said.indexOf("audit reader-key-set"));
  }

  @Test
  void whatCannotBeAuditedOrKeptIsNotSent() throws Exception {
    vault.remove("osdp", "front-in");
    reader.key = null;
    reader.takesDefaultKey = true;
    auditFull = true;
    configure("a", Map.of());
    registered.get(0).openCommissioning(Duration.ofMinutes(1));
    await(() -> reader.handshakes > 0, "the session under the default key");
    await(() -> panels.status().sentence().contains("commissioning window"), "it is given up");
    assertThat(reader.count(CommandCode.KEYSET)).isZero();
    assertThat(vault.values).isEmpty();
  }

  private void online(Map<String, String> more) {
    configure("a", more);
    await(() -> registered.get(0).reader().secured(), "the reader is there");
    await(() -> lock.state(FRONT) != DoorState.UNKNOWN, "its outputs are known");
  }

  private void configure(String pid, Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("name", "front-in");
    all.put("door", "front-door");
    all.put("line", "tcp:127.0.0.1:9");
    all.put("address", "1");
    all.put("lock", "1");
    all.putAll(more);
    panels.updated(pid, new Hashtable<>(all));
  }

  private void answer(Line line) {
    byte[] buffer = new byte[1024];
    try {
      while (!stopped) {
        int count = line.read(buffer, 0, buffer.length, 20);
        byte[] reply = count > 0 ? reader.hear(buffer.clone(), count) : null;
        if (reply != null && !mute) {
          line.write(reply, 0, reply.length);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> {
              ReaderLine line = (ReaderLine) arguments[1];
              registered.add(line);
              return Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ServiceRegistration.class},
                  (registration, unregister, none) -> {
                    registered.remove(line);
                    return null;
                  });
            });
  }

  private static String code(ThrowingCallable call) {
    return catchThrowableOfType(VestibuleException.class, call).code();
  }

  private static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private final class Signals implements DoorSignals {
    @Override
    public void report(String source, DoorId door, DoorSignal signal, boolean active) {
      said.add(source + " " + signal + " " + active);
    }

    @Override
    public void gone(String source) {
      said.add("gone " + source);
    }
  }

  private final class Trail implements AuditTrail {
    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details)
        throws VestibuleException {
      if (auditFull) {
        throw new VestibuleException("audit-unwritable", "audit", "full", "room", "Make room.");
      }
      said.add("audit " + action);
      return new AuditEntry(1, Instant.EPOCH, actor, "inside", action, details, "", "");
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
