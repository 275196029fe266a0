// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DuressSignalled;
import org.vestibule.api.event.DoorEvent.EntryRefused;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.integrations.access.control.internal.entry.EntryPoint.Sign;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** People before a reader with a keypad. */
class EntryDeskTest {
  private static final CardBits CARD = new CardBits(8, new byte[] {42});
  private static final CardBits FOUND = new CardBits(8, new byte[] {43});

  private final AtomicLong ticks = new AtomicLong(System.nanoTime());
  private final EntryHouse house = new EntryHouse();
  private final EntryDesk desk = new EntryDesk(InstantSource.system(), ticks::get);
  private final Reader reader = new Reader("front-in");

  private static final class Reader implements EntryPoint {
    final BlockingQueue<Sign> signs = new LinkedBlockingQueue<>();
    final String name;

    Reader(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public DoorId door() {
      return new DoorId("front-door");
    }

    @Override
    public void show(Sign sign) {
      signs.add(sign);
    }

    Sign next() throws InterruptedException {
      return signs.poll(60, TimeUnit.SECONDS);
    }
  }

  @BeforeEach
  void start() {
    house.cards.put(CARD, EntryHouse.ANNA);
    desk.setCards(house);
    desk.setRights(house);
    desk.setDoors(house);
    desk.setAudit(house);
    desk.setEvents(house);
    desk.activate();
  }

  @AfterEach
  void stop() throws Exception {
    desk.close();
  }

  @Test
  void aCardIsAuditedBeforeTheDoorIsAskedAndSettledAfterIt() throws Exception {
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.GRANTED);
    DoorAnswered answered = await(DoorAnswered.class);
    UnlockOrder order = house.orders.get(0);
    assertThat(order.person()).isEqualTo(EntryHouse.ANNA);
    assertThat(order.methods()).containsExactly(EntryMethod.CARD);
    assertThat(order.visit().value()).startsWith("entry-");
    assertThat(order.capturedNanos()).isEqualTo(ticks.get());
    assertThat(order.expiresAtNanos() - order.capturedNanos())
        .isEqualTo(Duration.ofMillis(1500).toNanos());
    assertThat(answered.orderId()).isEqualTo(order.id());
    flush();
    assertThat(house.story.subList(0, 6))
        .containsExactly(
            "audit door-ordered",
            "event door/ordered",
            "unlock",
            "settled Opened",
            "event door/answered",
            "audit door-opened");
  }

  @Test
  void anUnknownCardOpensNothing() throws Exception {
    desk.card(reader, FOUND, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    assertThat(await(EntryRefused.class).code()).isEqualTo("card-unknown");
    assertThat(house.orders).isEmpty();
  }

  @Test
  void withoutRightsACardOpensNothing() throws Exception {
    desk.unsetRights(house);
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    EntryRefused refused = await(EntryRefused.class);
    assertThat(refused.code()).isEqualTo("rights-unknown");
    assertThat(refused.person()).contains(EntryHouse.ANNA);
    assertThat(house.orders).isEmpty();
  }

  @Test
  void whatCannotBeAuditedIsNotOrdered() throws Exception {
    house.auditFull = true;
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    assertThat(house.orders).isEmpty();
    assertThat(house.story).contains("settled Cancelled");
  }

  @Test
  void aCardThatWasReadTooLongAgoOpensNothing() throws Exception {
    desk.card(reader, CARD, ticks.get() - Duration.ofMillis(1500).toNanos());
    flush();
    assertThat(house.orders).isEmpty();
  }

  @Test
  void aCardThatIsHeldToTheReaderOpensOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      desk.card(reader, CARD, ticks.addAndGet(Duration.ofMillis(500).toNanos()));
      flush();
    }
    assertThat(house.orders).hasSize(1);
    ticks.addAndGet(Duration.ofSeconds(3).toNanos());
    desk.card(reader, CARD, ticks.get());
    flush();
    assertThat(house.orders).hasSize(2);
  }

  @Test
  void aCardAndItsCodeOpenWhereBothAreWanted() throws Exception {
    house.needed = Set.of(EntryMethod.CARD, EntryMethod.CODE);
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.ASK_CODE);
    for (char key : "4711#".toCharArray()) {
      desk.keys(reader, String.valueOf(key), ticks.addAndGet(1_000_000_000L));
      flush();
    }
    assertThat(reader.next()).isEqualTo(Sign.GRANTED);
    UnlockOrder order = house.orders.get(0);
    assertThat(order.methods()).containsExactlyInAnyOrder(EntryMethod.CARD, EntryMethod.CODE);
    assertThat(order.capturedNanos()).as("the last key").isEqualTo(ticks.get());
  }

  @Test
  void aWrongCodeOrNoneAfterACardIsRefused() throws Exception {
    house.needed = Set.of(EntryMethod.CARD, EntryMethod.CODE);
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.ASK_CODE);
    desk.keys(reader, "9999#", ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    assertThat(await(EntryRefused.class).code()).isEqualTo("code-wrong");
    ticks.addAndGet(Duration.ofSeconds(3).toNanos());
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.ASK_CODE);
    desk.keys(reader, "47", ticks.get());
    flush();
    ticks.addAndGet(Entrance.PATIENCE.toNanos());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    assertThat(await(EntryRefused.class).code()).isEqualTo("code-missing");
    desk.keys(reader, "11#", ticks.get());
    assertThat(await(EntryRefused.class).code())
        .as("nothing is left of it")
        .isEqualTo("code-wrong");
    assertThat(house.orders).isEmpty();
  }

  @Test
  void whatTheReaderCannotAskForIsSaid() throws Exception {
    house.needed = Set.of(EntryMethod.CARD, EntryMethod.FACE);
    desk.card(reader, CARD, ticks.get());
    EntryRefused refused = await(EntryRefused.class);
    assertThat(refused.code()).isEqualTo("more-needed");
    assertThat(refused.sentence()).contains("face");
  }

  @Test
  void theKeypadAloneTakesAPassAndAUnitWithACode() throws Exception {
    house.needed = Set.of(EntryMethod.CODE);
    desk.keys(reader, "900001#", ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.GRANTED);
    assertThat(house.orders.get(0).methods()).containsExactly(EntryMethod.PASS);
    desk.keys(reader, "12*4711#", ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.GRANTED);
    assertThat(house.orders.get(1).methods()).containsExactly(EntryMethod.CODE);
    desk.keys(reader, "*900002#", ticks.get());
    assertThat(reader.next()).as("a star before anything takes back").isEqualTo(Sign.READY);
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    assertThat(await(EntryRefused.class).code()).isEqualTo("pass-used");
  }

  @Test
  void whoeverAsksForHelpSeesWhatEverybodySees() throws Exception {
    house.needed = Set.of(EntryMethod.CODE);
    desk.keys(reader, "4711#", ticks.get());
    Sign usual = reader.next();
    desk.keys(reader, "4712#", ticks.get());
    assertThat(reader.next()).isEqualTo(usual).isEqualTo(Sign.GRANTED);
    assertThat(await(DuressSignalled.class).person()).isEqualTo(EntryHouse.ANNA);
    flush();
    assertThat(house.story).contains("audit duress-signalled");
    assertThat(house.orders).hasSize(2);
  }

  @Test
  void whoAsksForHelpIsHeardThoughTheDoorStaysShut() throws Exception {
    house.needed = Set.of(EntryMethod.FACE);
    desk.keys(reader, "4712#", ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    assertThat(await(DuressSignalled.class).person()).isEqualTo(EntryHouse.ANNA);
    house.needed = Set.of(EntryMethod.CODE);
    house.auditFull = true;
    desk.keys(reader, "4712#", ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    assertThat(await(DuressSignalled.class).person()).isEqualTo(EntryHouse.ANNA);
    assertThat(house.orders).isEmpty();
  }

  @Test
  void aHouseThatVanishesUnderACallEndsNoWaitingForACode() throws Exception {
    house.needed = Set.of(EntryMethod.CARD, EntryMethod.CODE);
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.ASK_CODE);
    house.failing = new NoClassDefFoundError("org/example/Gone");
    ticks.addAndGet(Entrance.PATIENCE.toNanos());
    desk.lookAtTheClock();
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    assertThat(house.failing).as("was called").isNull();
  }

  @Test
  void keysThatComeAfterThePatienceBelongToNoCardThoughTheClockWasHeldUp() throws Exception {
    house.needed = Set.of(EntryMethod.CARD, EntryMethod.CODE);
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.ASK_CODE);
    ticks.addAndGet(Entrance.PATIENCE.toNanos());
    desk.keys(reader, "4711#", ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    flush();
    assertThat(house.orders).isEmpty();
  }

  @Test
  void aDoorThatStaysShutIsRed() throws Exception {
    house.outcome = new DoorOutcome.TimedOut("nobody knows");
    desk.card(reader, CARD, ticks.get());
    assertThat(reader.next()).isEqualTo(Sign.DENIED);
    flush();
    assertThat(house.story).contains("settled TimedOut", "audit door-timed-out");
  }

  @Test
  void aWheelOfCardsIsLookedAtNowAndThenOnly() throws Exception {
    for (int i = 0; i < 40; i++) {
      desk.card(reader, new CardBits(16, new byte[] {1, (byte) i}), ticks.get());
    }
    flush();
    assertThat(house.story.stream().filter("audit entry-refused"::equals).count())
        .isLessThanOrEqualTo(EntryRate.BURST);
    ticks.addAndGet(EntryRate.REFILL_NANOS);
    desk.card(reader, CARD, ticks.get());
    assertThat(await(DoorAnswered.class)).isNotNull();
  }

  @Test
  void aQueueOfPeopleWithCardsGoesThrough() throws Exception {
    for (int i = 0; i < 40; i++) {
      CardBits card = new CardBits(16, new byte[] {2, (byte) i});
      house.cards.put(card, EntryHouse.ANNA);
      desk.card(reader, card, ticks.get());
      assertThat(reader.next()).isEqualTo(Sign.GRANTED);
    }
  }

  @Test
  void aLockOutIsSaid() throws Exception {
    house.lockedOut = true;
    desk.keys(reader, "4711#", ticks.get());
    assertThat(await(EntryRefused.class).code()).isEqualTo("locked-out");
  }

  /** Waits until all that was read before was looked at, and what followed from it was done. */
  private void flush() throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      Reader other = new Reader("other");
      desk.keys(other, "*", ticks.get());
      assertThat(other.next()).isEqualTo(Sign.READY);
    }
  }

  private <T> T await(Class<T> type) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      VestibuleEvent event = house.events.poll(60, TimeUnit.SECONDS);
      if (type.isInstance(event)) {
        return type.cast(event);
      }
      assertThat(event).as(type.getSimpleName()).isNotNull();
    }
    throw new AssertionError("no " + type.getSimpleName());
  }
}
