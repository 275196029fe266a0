// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.ReaderKeys;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.access.control.internal.FreePort;
import org.vestibule.integrations.access.control.internal.credential.CardBook;
import org.vestibule.integrations.access.control.internal.line.OpenLines;
import org.vestibule.integrations.access.control.internal.osdp.AuditList;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.KeySetting;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.LineKeyDesk;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;
import org.vestibule.integrations.access.control.internal.osdp.MemoryShelves;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;
import org.vestibule.integrations.access.control.internal.osdp.cp.OsdpPanels;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Orders that become cards at a panel's reader, over TCP. */
@Timeout(180)
class PdReadersTest {
  private static final byte[] KEY = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
  private static final DoorId DOOR = new DoorId("front-door");
  private static final PersonId PERSON = new PersonId("11111111-1111-1111-1111-111111111111");
  private static final PersonId STRANGER = new PersonId("22222222-2222-2222-2222-222222222222");
  private static final CardBits CARD = new CardBits(26, HexFormat.of().parseHex("95181cc0"));
  private static final Duration PULSE = Duration.ofSeconds(5);
  private static final LedControl GREEN = LedControl.flash(0, LedColour.GREEN, 50);
  private static final LedControl RED = LedControl.flash(0, LedColour.RED, 10);

  private final MemoryShelves shelves = new MemoryShelves();
  private final AuditList audit = new AuditList();
  private final LineKeys keys = shelves.lineKeys();
  private final LineKeyDesk desk = new LineKeyDesk(keys);
  private PdReaders readers;
  private ReaderActuator doors;
  private int port;

  @BeforeEach
  void start() throws IOException {
    desk.setAudit(audit);
    readers =
        new PdReaders(
            line -> {
              desk.addLine(line);
              return () -> desk.removeLine(line);
            },
            new OpenLines(),
            keys);
    readers.setAudit(audit);
    doors = new ReaderActuator(readers);
    doors.setCards(
        new CardBook() {
          @Override
          public Optional<CardBits> bits(PersonId person, DoorId door) {
            return person.equals(PERSON) ? Optional.of(CARD) : Optional.empty();
          }

          @Override
          public Optional<PersonId> holder(DoorId door, CardBits read) {
            return Optional.empty();
          }
        });
    port = FreePort.find();
  }

  @AfterEach
  void stop() throws InterruptedException {
    readers.close();
  }

  @Test
  void theDoorIsOpenWhenThePanelShowsGreen() throws Exception {
    try (PollingPanel panel = secured(Map.of())) {
      panel.answer(GREEN);
      panel.poll();
      doors.release(order(PERSON, 30_000), PULSE);
      assertThat(panel.cards()).hasSize(1);
      assertThat(panel.cards().get(0).bits()).isEqualTo(CARD);
      assertThat(readers.status().state()).isEqualTo(Status.State.READY);
      assertThat(desk.readers())
          .singleElement()
          .satisfies(
              reader -> {
                assertThat(reader.secured()).isTrue();
                assertThat(reader.sentence()).contains("its light is green");
              });
      refused("device-refused", order(PERSON, 30_000));
      assertThat(panel.cards()).as("once in the time of debouncing").hasSize(1);
      assertThat(panel.problem()).isEmpty();
    }
  }

  @Test
  void redIsNoAndNothingIsNotYes() throws Exception {
    try (PollingPanel panel = secured(Map.of("debounceMillis", 1000, "answerMillis", 3000))) {
      panel.answer(RED);
      panel.poll();
      refused("device-refused", order(PERSON, 30_000));
      panel.answer(null);
      await(() -> !refusedAsAgain());
      assertThat(panel.cards()).hasSize(2);
    }
  }

  @Test
  void aPermanentLightCountsOnlyWhenItChanges() throws Exception {
    try (PollingPanel panel = secured(Map.of("answerMillis", 300, "debounceMillis", 1000))) {
      byte[] idle = LedControl.encode(List.of(LedControl.steady(0, LedColour.RED)));
      panel.panel().command(CommandCode.LED, idle);
      panel.answer(LedControl.steady(0, LedColour.RED));
      panel.poll();
      refused("device-timed-out", order(PERSON, 30_000));
    }
  }

  @Test
  void aCardThatThePanelDoesNotFetchIsTakenBack() throws Exception {
    try (PollingPanel panel = secured(Map.of())) {
      panel.panel().command(CommandCode.POLL);
      refused("device-unreachable", order(PERSON, 200));
      panel.answer(GREEN);
      panel.poll();
      await(() -> panel.answers().size() > 10);
      assertThat(panel.cards()).isEmpty();
      doors.release(order(PERSON, 30_000), PULSE);
      assertThat(panel.cards()).as("what was not sent is no repetition").hasSize(1);
    }
  }

  @Test
  void whoeverHasNoCardIsNotPresented() throws Exception {
    refused("device-unreachable", order(PERSON, 100));
    try (PollingPanel panel = secured(Map.of())) {
      panel.poll();
      await(() -> readers.status().state() == Status.State.READY);
      refused("no-card", order(STRANGER, 100));
      assertThatThrownBy(() -> doors.release(DOOR, PULSE))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("no-card"));
      assertThat(doors.state(DOOR)).isEqualTo(DoorState.UNKNOWN);
    }
    await(() -> doors.state(DOOR) == DoorState.UNREACHABLE);
    refused("device-unreachable", order(PERSON, 100));
  }

  @Test
  void aPanelThatComesBackFindsTheReaderAgain() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (PollingPanel panel = secured(Map.of("debounceMillis", 1000))) {
        panel.poll();
        await(() -> readers.status().state() == Status.State.READY);
      }
      await(() -> doors.state(DOOR) == DoorState.UNREACHABLE);
    }
  }

  @Test
  void inTheWindowThePanelSetsAKeyThatGoesToTheVault() throws Exception {
    configure("front", 0, Map.of());
    desk.openCommissioning("front", 1);
    try (PollingPanel panel = connect()) {
      panel.panel().command(CommandCode.ID, new byte[1]);
      panel.panel().secure(SecureChannel.defaultKey(), SecurityBlock.DEFAULT_KEY);
      byte[] setting = new KeySetting(KEY).encode();
      assertThat(panel.panel().command(CommandCode.KEYSET, setting).code())
          .isEqualTo(ReplyCode.ACK);
      panel.panel().secure(KEY);
      panel.poll();
      await(() -> stored().isPresent());
      assertThat(stored().orElseThrow()).isEqualTo(KEY);
      await(() -> audit.lines().contains("reader-key-taken {reader=front}"));
      ReaderKeys.Reader reader = desk.readers().get(0);
      assertThat(reader.commissioningUntil()).isEmpty();
      assertThat(reader.keyed()).isTrue();
      assertThat(reader.toString() + audit.lines()).doesNotContainIgnoringCase("00112233");
      desk.clearKey("front");
      await(() -> !desk.readers().get(0).secured());
    }
  }

  @Test
  void aKeyThatWasSetRightBeforeTheReaderGoesIsKept() throws Exception {
    configure("front", 0, Map.of());
    desk.openCommissioning("front", 1);
    try (PollingPanel panel = connect()) {
      setKey(panel);
      readers.deleted("front");
    }
    assertThat(stored()).contains(KEY);
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
  void aKeyOutlivesAVaultThatIsReplacedInThatMoment(Class<? extends Throwable> with)
      throws Exception {
    configure("front", 0, Map.of());
    desk.openCommissioning("front", 1);
    try (PollingPanel panel = connect()) {
      shelves.failOnce(with.getConstructor(String.class).newInstance("gone"));
      setKey(panel);
      await(() -> !shelves.failsYet());
      await(() -> stored().isPresent());
    }
  }

  private static void setKey(PollingPanel panel) throws Exception {
    panel.panel().command(CommandCode.ID, new byte[1]);
    panel.panel().secure(SecureChannel.defaultKey(), SecurityBlock.DEFAULT_KEY);
    byte[] setting = new KeySetting(KEY).encode();
    assertThat(panel.panel().command(CommandCode.KEYSET, setting).code()).isEqualTo(ReplyCode.ACK);
  }

  @Test
  void aNameThatALineOfThePanelHasIsRefused() throws Exception {
    OsdpPanels panels = new OsdpPanels(registersNothing(), new OpenLines(), keys);
    Hashtable<String, Object> polled = properties("front", 1, Map.of());
    polled.put("line", "tcp:127.0.0.1:9");
    try {
      panels.updated("cp", polled);
      configure("front", 0, Map.of());
      assertThat(readers.status().state()).isEqualTo(Status.State.UNAVAILABLE);
      assertThat(readers.status().sentence()).contains("name", "'front'", "panel");
      panels.deleted("cp");
      configure("front", 0, Map.of());
      assertThat(desk.readers()).hasSize(1);
      panels.updated("cp", polled);
      assertThat(panels.status().state()).isEqualTo(Status.State.UNAVAILABLE);
      assertThat(panels.status().sentence()).contains("name", "'front'", "reader");
      readers.deleted("front");
      panels.updated("cp", polled);
      assertThat(panels.status().sentence()).doesNotContain("the name of");
    } finally {
      panels.deleted("cp");
    }
  }

  private static BundleContext registersNothing() {
    ClassLoader loader = PdReadersTest.class.getClassLoader();
    Object registration =
        Proxy.newProxyInstance(
            loader, new Class<?>[] {ServiceRegistration.class}, (proxy, method, none) -> null);
    return (BundleContext)
        Proxy.newProxyInstance(
            loader, new Class<?>[] {BundleContext.class}, (proxy, method, none) -> registration);
  }

  @Test
  void aVaultThatOpensLaterIsReadThen() throws Exception {
    keys.put("front", KEY);
    shelves.shut(true);
    configure("front", 0, Map.of());
    assertThat(readers.status().sentence()).contains("vault");
    shelves.shut(false);
    try (PollingPanel panel = connect()) {
      await(() -> desk.readers().get(0).keyed());
      panel.panel().command(CommandCode.ID, new byte[1]);
      panel.panel().secure(KEY);
      assertThat(panel.panel().secured()).isTrue();
    }
  }

  @Test
  void textTamperAndKeysOfAPad() throws Exception {
    try (PollingPanel panel = secured(Map.of())) {
      panel.panel().command(CommandCode.TEXT, new TextControl(0, 1, 0, 1, 1, "WELCOME").encode());
      readers.condition(true, false);
      assertThat(readers.type(DOOR, "42#")).isTrue();
      panel.poll();
      await(() -> panel.answers().stream().anyMatch(a -> a.code() == ReplyCode.KEYPAD));
      assertThat(panel.answers()).anyMatch(answer -> answer.code() == ReplyCode.LSTATR);
      assertThat(desk.readers().get(0).sentence()).contains("'WELCOME'");
    }
  }

  @Test
  void twoReadersOfTwoDoorsShareALine() throws Exception {
    keys.put("front", KEY);
    keys.put("back", KEY);
    configure("front", 0, Map.of());
    configure("back", 1, Map.of("door", "back-door"));
    try (PollingPanel panel = connect()) {
      panel.panel().command(CommandCode.ID, new byte[1]);
      panel.panel().secure(KEY);
      assertThat(panel.panel().secured()).isTrue();
    }
    await(() -> desk.readers().stream().noneMatch(ReaderKeys.Reader::online));
    try (PollingPanel panel = connect(1)) {
      panel.panel().command(CommandCode.ID, new byte[1]);
      panel.panel().secure(KEY);
      assertThat(panel.panel().secured()).isTrue();
    }
    assertThat(desk.readers()).extracting(ReaderKeys.Reader::name).containsExactly("back", "front");
  }

  @Test
  void aWrongConfigurationIsNamedAndTheLastGoodOneStays() throws Exception {
    try (PollingPanel panel = secured(Map.of())) {
      panel.poll();
      configure("front", 0, Map.of("adress", 3));
      assertThat(readers.status().sentence()).contains("adress").contains("address");
      configure("front", 0, Map.of("line", "serial:ttyUSB0"));
      assertThat(readers.status().sentence()).contains("serial:ttyUSB0");
      configure("front", 0, Map.of("granted", "red"));
      assertThat(readers.status().sentence()).contains("denied");
      configure("front", 0, Map.of("traceFile", "here"));
      assertThat(readers.status().sentence()).contains("absolute");
      readers.updated("other", properties("front", 1, Map.of()));
      assertThat(readers.status().sentence()).contains("second time");
      readers.deleted("other");
      configure("front", 0, Map.of());
      await(() -> readers.status().state() == Status.State.READY);
      assertThat(panel.problem()).as("the line was never closed").isEmpty();
    }
  }

  @Test
  void aTraceHasTheFramesAndNeitherKeyNorCard(@TempDir Path folder) throws Exception {
    Path trace = folder.resolve("front.osdpcap");
    configure("front", 0, Map.of("traceFile", trace.toString(), "clearText", true));
    desk.openCommissioning("front", 1);
    try (PollingPanel panel = connect()) {
      panel.answer(GREEN);
      panel.poll();
      await(() -> readers.status().state() == Status.State.READY);
      doors.release(order(PERSON, 30_000), PULSE);
      panel.pause();
      panel.panel().secure(SecureChannel.defaultKey(), SecurityBlock.DEFAULT_KEY);
      panel.panel().command(CommandCode.KEYSET, new KeySetting(KEY).encode());
      await(() -> content(trace).contains(" 75 00 00 00 00"));
    }
    assertThat(content(trace))
        .contains("\"io\":\"input\"")
        .contains("\"io\":\"output\"")
        .contains("\"osdpTraceVersion\":\"1\",\"osdpSource\":\"Vestibule\"}")
        .contains(" 50 00 00 00 00 00 00 00 00 ")
        .doesNotContain("95 18 1c c0");
  }

  private boolean refusedAsAgain() {
    try {
      doors.release(order(PERSON, 30_000), PULSE);
      return fail("nothing is not yes");
    } catch (VestibuleException e) {
      assertThat(e.code()).isIn("device-refused", "device-timed-out");
      return e.code().equals("device-refused");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private PollingPanel secured(Map<String, Object> more) throws Exception {
    keys.put("front", KEY);
    configure("front", 0, more);
    PollingPanel panel = connect();
    panel.panel().command(CommandCode.ID, new byte[1]);
    panel.panel().secure(KEY);
    assertThat(panel.panel().secured()).isTrue();
    return panel;
  }

  private void configure(String name, int address, Map<String, Object> more) {
    Hashtable<String, Object> properties = properties(name, address, more);
    // A panel that answers late, and a person who comes back later still, are the same to most.
    properties.putIfAbsent("answerMillis", 10_000);
    properties.putIfAbsent("debounceMillis", 60_000);
    readers.updated(name, properties);
  }

  private Hashtable<String, Object> properties(String name, int address, Map<String, Object> more) {
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put("name", name);
    properties.put("door", DOOR.value());
    properties.put("line", "listen:" + port);
    properties.put("address", address);
    properties.putAll(more);
    return properties;
  }

  private PollingPanel connect() {
    return connect(0);
  }

  /** Connects as soon as the reader listens. */
  private PollingPanel connect(int address) {
    PollingPanel[] panel = new PollingPanel[1];
    await(
        () -> {
          try {
            panel[0] = new PollingPanel(port, address);
            return true;
          } catch (IOException e) {
            return false;
          }
        });
    return panel[0];
  }

  private Optional<byte[]> stored() {
    try {
      return keys.get("front");
    } catch (VestibuleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refused(String code, UnlockOrder order) {
    assertThatThrownBy(() -> doors.release(order, PULSE))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static UnlockOrder order(PersonId person, long millis) {
    long now = System.nanoTime();
    return new UnlockOrder(
        "order-" + now,
        DOOR,
        person,
        new VisitId("33333333-3333-3333-3333-333333333333"),
        "a face",
        Instant.now(),
        now,
        now + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("it did not come");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
