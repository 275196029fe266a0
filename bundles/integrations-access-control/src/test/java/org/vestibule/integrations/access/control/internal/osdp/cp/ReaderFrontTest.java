// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.door.ReaderDisplay.Light;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.leaf.LeafRules;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;
import org.vestibule.integrations.access.control.internal.osdp.LocalStatus;
import org.vestibule.integrations.access.control.internal.osdp.MemoryShelves;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdFront;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdReaders;

/** Own panel against the readers that this gateway is: what a station shows and types for them. */
@Timeout(180)
class ReaderFrontTest {
  private static final byte[] KEY = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
  private static final DoorId DOOR = new DoorId("front-door");
  private static final DoorId OTHER = new DoorId("back-door");

  @TempDir Path data;
  private final Hearing heard = new Hearing();
  private PdReaders readers;
  private PdFront front;
  private Leaves leaves;
  private PollThread panel;
  private PolledReader polled;
  private Wires wires;
  private LocalStatus local = new LocalStatus(false, false);

  private static final class Hearing implements ReaderListener {
    final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
    final BlockingQueue<LocalStatus> locals = new LinkedBlockingQueue<>();
    volatile boolean online;
    volatile String why = "";

    @Override
    public void online(boolean underOwnKey, ReaderFacts what) {
      online = true;
    }

    @Override
    public void offline(String reason) {
      online = false;
      why = reason;
    }

    @Override
    public void keys(String pressed, long nowNanos) {
      keys.add(pressed);
    }

    @Override
    public void local(boolean tamper, boolean powerLost) {
      locals.add(new LocalStatus(tamper, powerLost));
    }
  }

  @BeforeEach
  void start() throws Exception {
    wires = Wires.open(Wires.Kind.MEMORY, data);
    leaves = new Leaves(new DoorAudit(), data);
    LineKeys keys = new MemoryShelves().lineKeys();
    keys.put("front", KEY);
    readers = new PdReaders(registersNothing(), address -> wires.reader, keys);
    readers.setLeaves(leaves);
    front = new PdFront(readers);
    for (DoorId door : List.of(DOOR, OTHER)) {
      leaves.configure(
          door,
          new LeafRules(
              door.value(), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (panel != null) {
      panel.close();
    }
    readers.close();
    leaves.close();
    wires.close();
  }

  @Test
  void aDoorWithoutAReaderShowsAndTakesNothing() {
    assertThat(front.display(OTHER)).isEmpty();
    assertThat(front.keyed(OTHER, "4711")).isFalse();
  }

  @Test
  void aKeypadThatIsNeitherTheHousesNorThePanelsIsRefused() throws Exception {
    configure(Map.of("keypad", "both"));
    assertThat(readers.status().state()).isEqualTo(Status.State.UNAVAILABLE);
    assertThat(readers.status().sentence()).contains("keypad", "'both'", "house or panel");
  }

  @Test
  void whileThePanelIsAwayNothingIsShownAndItsKeysAreForNobody() throws Exception {
    configure(Map.of("keypad", "panel"));
    assertThat(front.display(DOOR)).contains(ReaderDisplay.DARK);
    assertThat(front.keyed(DOOR, "4711#")).isTrue();
    connect();
    assertThat(front.keyed(DOOR, "12#")).isTrue();
    assertThat(heard.keys.poll(60, TimeUnit.SECONDS)).isEqualTo("12#");
  }

  @Test
  void keysAreTheHousesUnlessThePanelHasThem() throws Exception {
    configure(Map.of());
    connect();
    assertThat(front.keyed(DOOR, "4711#")).isFalse();
    assertThat(heard.keys.poll(300, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void lightSoundAndTextOfThePanelAreSeenForTheirTime() throws Exception {
    configure(Map.of());
    connect();
    send(CommandCode.LED, LedControl.encode(List.of(LedControl.steady(0, LedColour.RED))));
    await(() -> light().equals(Optional.of(Light.RED)));
    send(CommandCode.LED, LedControl.encode(List.of(LedControl.flash(0, LedColour.GREEN, 20))));
    await(() -> light().equals(Optional.of(Light.GREEN)));
    await(() -> light().equals(Optional.of(Light.RED)));
    LedControl.Blink blink = new LedControl.Blink(1, 1, LedColour.AMBER, LedColour.NONE);
    LedControl blinks =
        new LedControl(0, 0, LedControl.SET, blink, 30, LedControl.KEEP, LedControl.Blink.NOTHING);
    send(CommandCode.LED, LedControl.encode(List.of(blinks)));
    await(() -> shown().blinking() && light().equals(Optional.of(Light.AMBER)));
    await(() -> shown().blinking() && light().isEmpty());
    send(CommandCode.BUZ, new BuzzerControl(0, BuzzerControl.DEFAULT_TONE, 15, 15, 2).encode());
    await(() -> shown().beeping());
    await(() -> !shown().beeping());
    await(() -> shown().beeping());
    await(() -> !shown().beeping());
    send(CommandCode.TEXT, new TextControl(0, TextControl.PERMANENT, 0, 1, 1, "READY ").encode());
    await(() -> shown().text().equals("READY"));
    send(CommandCode.TEXT, new TextControl(0, TextControl.TEMPORARY, 3, 1, 1, "HELLO").encode());
    await(() -> shown().text().equals("HELLO"));
    await(() -> shown().text().equals("READY"));
    panel.close();
    await(() -> shown().equals(ReaderDisplay.DARK));
  }

  @Test
  void theCaseAndTheSupplyOfTheDoorsStationAreTheReaders() throws Exception {
    configure(Map.of());
    connect();
    leaves.report("station back", OTHER, DoorSignal.TAMPER, true);
    leaves.report("station front", DOOR, DoorSignal.TAMPER, true);
    awaitLocal(new LocalStatus(true, false));
    leaves.report("another device", DOOR, DoorSignal.POWER_LOST, true);
    awaitLocal(new LocalStatus(true, true));
    leaves.report("station front", DOOR, DoorSignal.TAMPER, false);
    awaitLocal(new LocalStatus(false, true));
    leaves.report("another device", DOOR, DoorSignal.POWER_LOST, false);
    awaitLocal(new LocalStatus(false, false));
    readers.condition(true, false);
    awaitLocal(new LocalStatus(true, false));
  }

  /** The panel also asks now and then, and hears what it knows. */
  private void awaitLocal(LocalStatus wanted) throws InterruptedException {
    LocalStatus next = local;
    while (next != null && next.equals(local)) {
      next = heard.locals.poll(60, TimeUnit.SECONDS);
    }
    assertThat(next).as("the next change that the panel hears").isEqualTo(wanted);
    local = next;
  }

  private ReaderDisplay shown() {
    return front.display(DOOR).orElseThrow();
  }

  private Optional<Light> light() {
    return shown().light();
  }

  private void send(int code, byte[] data) throws Exception {
    Ask ask = Ask.of(code, data, false, System.nanoTime() + TimeUnit.SECONDS.toNanos(50));
    panel.post(now -> polled.ask(ask));
    CompletableFuture<Answer> answer = ask.answer();
    assertThat(answer.get(60, TimeUnit.SECONDS))
        .isNotInstanceOfAny(Answer.NotSent.class, Answer.Unknown.class);
  }

  private void configure(Map<String, Object> more) {
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put("name", "front");
    properties.put("door", DOOR.value());
    properties.put("line", "listen:1");
    properties.putAll(more);
    readers.updated("front", properties);
  }

  private void connect() {
    polled =
        new PolledReader(
            new PollSettings(0, true, PollSettings.USUAL, false, false),
            heard,
            new SecureRandom(),
            System.nanoTime());
    panel = new PollThread("test", address -> wires.panel);
    panel.add(polled);
    panel.post(now -> polled.key(KEY, now));
    await(() -> heard.online);
    await(() -> readers.status().state() == Status.State.READY);
  }

  private void await(BooleanSupplier so) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("within 60 s; " + heard.why).isNegative();
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static BundleContext registersNothing() {
    ClassLoader loader = ReaderFrontTest.class.getClassLoader();
    Object registration =
        Proxy.newProxyInstance(
            loader, new Class<?>[] {ServiceRegistration.class}, (proxy, method, none) -> null);
    return (BundleContext)
        Proxy.newProxyInstance(
            loader, new Class<?>[] {BundleContext.class}, (proxy, method, none) -> registration);
  }
}
