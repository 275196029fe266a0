// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.KeypadDigits;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** A panel and readers on a line whose time is the test's. */
class PolledReaderTest {
  private static final byte[] KEY = key(7);
  private static final CardBits CARD =
      new CardBits(26, new byte[] {(byte) 0x95, 0x18, 0x1C, (byte) 0xC0});

  private final SimulatedLine line = new SimulatedLine();
  private final Witness witness = new Witness();
  private final ScriptedReader reader = new ScriptedReader(1, KEY);
  private final PolledReader polled = polled(1, true, witness);

  PolledReaderTest() {
    line.readers.add(reader);
    line.poller.add(polled);
    polled.key(KEY, line.now);
  }

  @Test
  void aKeyedReaderIsSecuredAndPolledEveryFiftyMilliseconds() {
    online();
    assertThat(witness.secured).isTrue();
    int before = reader.count(CommandCode.POLL);
    line.run(Duration.ofSeconds(5));
    assertThat(reader.count(CommandCode.POLL) - before).isBetween(60, 100);
    assertThat(reader.handshakes).isEqualTo(1);
  }

  @Test
  void everythingThatAReaderSaysIsTold() {
    online();
    reader.events.add(new ScriptedReader.Reply(ReplyCode.RAW, new CardRead(0, 1, CARD).encode()));
    reader.events.add(
        new ScriptedReader.Reply(ReplyCode.KEYPAD, new KeypadDigits(0, "12*4#").encode()));
    reader.events.add(new ScriptedReader.Reply(ReplyCode.LSTATR, new byte[] {1, 0}));
    reader.events.add(new ScriptedReader.Reply(ReplyCode.ISTATR, new byte[] {1, 0}));
    reader.events.add(new ScriptedReader.Reply(ReplyCode.OSTATR, new byte[] {1, 0}));
    line.run(Duration.ofSeconds(1));
    assertThat(witness.cards).containsExactly(CARD);
    assertThat(witness.heard)
        .contains("keys 12*4#", "tamper true power false", "inputs true", "outputs true");
  }

  @Test
  void repliesThatAreTooShortOrTooLongAreNotTold() {
    online();
    for (int length = 0; length < 8; length++) {
      for (int code : new int[] {ReplyCode.RAW, ReplyCode.KEYPAD, ReplyCode.LSTATR}) {
        byte[] data = new byte[length];
        Arrays.fill(data, (byte) 0xFE);
        reader.events.add(new ScriptedReader.Reply(code, data));
      }
    }
    line.run(Duration.ofSeconds(3));
    assertThat(witness.cards).isEmpty();
    assertThat(witness.heard).noneMatch(said -> said.startsWith("keys"));
    assertThat(witness.online).isTrue();
  }

  @Test
  void everyCommandIsAnsweredInTheSession() {
    online();
    List<Ask> asks =
        List.of(
            ask(CommandCode.LED, LedControl.encode(List.of(LedControl.flash(0, LedColour.RED, 5)))),
            ask(CommandCode.BUZ, new BuzzerControl(0, 2, 2, 0, 1).encode()),
            ask(CommandCode.TEXT, new TextControl(0, 3, 2, 1, 1, "WELCOME").encode()),
            ask(CommandCode.OUT, out()),
            ask(CommandCode.OSTAT, new byte[0]),
            ask(CommandCode.ISTAT, new byte[0]),
            ask(CommandCode.LSTAT, new byte[0]),
            ask(CommandCode.RSTAT, new byte[0]),
            ask(CommandCode.ACURXSIZE, new byte[] {0, 4}),
            ask(CommandCode.KEEPACTIVE, new byte[] {1, 0}),
            ask(CommandCode.ABORT, new byte[0]),
            ask(CommandCode.MFG, new byte[] {1, 2, 3}));
    line.run(Duration.ofSeconds(2));
    for (Ask ask : asks) {
      assertThat(ask.answer()).as(ask.toString()).isCompleted();
      assertThat(ask.answer().join()).isInstanceOf(Answer.Replied.class);
      assertThat(reader.count(ask.code())).isPositive();
    }
    assertThat(reader.handshakes).isEqualTo(1);
  }

  @Test
  void aLostReplyIsAskedForAgainWithTheSameNumberAndNothingIsDoneTwice() {
    online();
    line.next(SimulatedLine.LOST);
    Ask ask = ask(CommandCode.OUT, out());
    line.run(Duration.ofSeconds(2));
    assertThat(ask.answer().join()).isInstanceOf(Answer.Replied.class);
    assertThat(reader.moved).hasSize(1);
    assertThat(reader.handshakes).isEqualTo(1);
    assertThat(witness.onlines).isEqualTo(1);
  }

  @Test
  void aReplyInTimeOrTooLateCostsNoSession() {
    online();
    for (long late : new long[] {150, 300, 250, 199, 201, 600}) {
      line.next((wire, reply) -> wire.deliver(reply, late));
      Ask ask = ask(CommandCode.OUT, out());
      line.run(Duration.ofSeconds(2));
      assertThat(ask.answer().join()).as(late + " ms").isInstanceOf(Answer.Replied.class);
    }
    assertThat(reader.moved).hasSize(6);
    assertThat(reader.handshakes).isEqualTo(1);
    assertThat(witness.onlines).isEqualTo(1);
  }

  @Test
  void damagedRepliesCostNoSession() {
    online();
    line.next((wire, reply) -> wire.deliver(flipped(reply, reply.length - 1), 5));
    line.next((wire, reply) -> wire.deliver(Arrays.copyOf(reply, reply.length - 3), 5));
    line.next(
        (wire, reply) -> {
          wire.deliver(new byte[] {0x53, (byte) 0x81, 0x40, 0x01, 4}, 1);
          wire.deliver(reply, 3);
        });
    line.next(
        (wire, reply) -> {
          wire.deliver(Arrays.copyOf(reply, 6), 5);
          wire.deliver(Arrays.copyOfRange(reply, 6, reply.length), 60);
        });
    line.run(Duration.ofSeconds(4));
    assertThat(witness.online).isTrue();
    assertThat(reader.handshakes).isEqualTo(1);
  }

  @Test
  void aCardIsToldOnceHoweverOftenItsReplyIsPlayed() {
    online();
    reader.events.add(new ScriptedReader.Reply(ReplyCode.RAW, new CardRead(0, 1, CARD).encode()));
    byte[][] recorded = new byte[1][];
    line.next(
        (wire, reply) -> {
          recorded[0] = reply;
          wire.deliver(reply, 5);
          wire.deliver(reply, 6);
        });
    line.run(Duration.ofMillis(200));
    assertThat(witness.cards).hasSize(1);
    // Before each true reply, for a second: all three sequence numbers come by.
    line.fate =
        (wire, reply) -> {
          wire.deliver(recorded[0], 2);
          wire.deliver(reply, 5);
        };
    line.run(Duration.ofSeconds(5));
    assertThat(witness.cards).hasSize(1);
    assertThat(witness.online).isTrue();
    assertThat(reader.handshakes).isEqualTo(1);
  }

  @Test
  void repliesWithASumInsteadOfACrcAreTakenAndTheHandshakeStaysWithTheCrc() {
    reader.checksum = true;
    online();
    line.run(Duration.ofSeconds(1));
    assertThat(line.sent).allMatch(frame -> (frame[5] & 4) != 0);
  }

  @Test
  void aBusyReaderIsAskedAgainAndDoesItOnce() {
    online();
    reader.busy = 3;
    Ask ask = ask(CommandCode.OUT, out());
    line.run(Duration.ofSeconds(1));
    assertThat(ask.answer().join()).isInstanceOf(Answer.Replied.class);
    assertThat(reader.moved).hasSize(1);
  }

  @Test
  void aReaderThatIsBusyForEverIsGivenUp() {
    online();
    reader.busy = Integer.MAX_VALUE;
    assertThat(line.run(Duration.ofSeconds(10), () -> !witness.online)).isTrue();
    assertThat(witness.why).contains("busy");
  }

  @Test
  void aCommandThatTheReaderDoesNotKnowIsRefusedAndTheSessionGoesOn() {
    reader.unknown.add(CommandCode.TEXT);
    reader.unknown.add(CommandCode.LSTAT);
    online();
    Ask ask = ask(CommandCode.TEXT, new TextControl(0, 3, 2, 1, 1, "HELLO").encode());
    line.run(Duration.ofSeconds(1));
    assertThat(ask.answer().join()).isInstanceOf(Answer.Refused.class);
    assertThat(witness.onlines).isEqualTo(1);
    assertThat(witness.online).isTrue();
  }

  @Test
  void aReaderThatRestartsIsBackWithinASecondOrSo() {
    online();
    line.run(Duration.ofSeconds(9));
    reader.restart();
    long from = line.now;
    assertThat(line.run(Duration.ofSeconds(2), () -> reader.handshakes == 2 && witness.online))
        .isTrue();
    assertThat(Duration.ofNanos(line.now - from)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aSilentReaderIsOfflineAfterEightSecondsAndLookedForAfterOneTwoFourEight() {
    online();
    line.fate = SimulatedLine.LOST;
    Ask ask = ask(CommandCode.OUT, out());
    long from = line.now;
    assertThat(line.run(Duration.ofSeconds(10), () -> !witness.online)).isTrue();
    assertThat(Duration.ofNanos(line.now - from))
        .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(9));
    assertThat(ask.answer().join()).isInstanceOf(Answer.Unknown.class);
    assertThat(reader.moved).hasSize(1);
    assertThat(witness.why).contains("fell silent");
    line.sentAt.clear();
    line.run(Duration.ofSeconds(40));
    List<Long> starts =
        line.sentAt.stream().filter(at -> line.sentAt.indexOf(at) % 3 == 0).toList();
    for (int i = 1; i < starts.size(); i++) {
      Duration pause = Duration.ofNanos(starts.get(i) - starts.get(i - 1));
      Duration least = Duration.ofSeconds(Math.min(8, 1 << i));
      assertThat(pause).isBetween(least, least.plusMillis(800));
    }
    assertThat(starts.size()).isBetween(5, 8);
    line.fate = SimulatedLine.ARRIVES;
    assertThat(line.run(Duration.ofSeconds(10), () -> witness.online)).isTrue();
    assertThat(reader.moved).hasSize(1);
  }

  @Test
  void aLockThatDidNotHearInTimeDoesNotMoveLater() {
    online();
    line.deaf = true;
    Ask out = Ask.of(CommandCode.OUT, out(), true, line.now + 1_000_000_000L);
    polled.ask(out);
    line.run(Duration.ofMillis(1500), out.answer()::isDone);
    line.deaf = false;
    assertThat(out.answer().join()).isInstanceOf(Answer.Unknown.class);
    assertThat(line.run(Duration.ofSeconds(5), () -> witness.onlines == 2)).isTrue();
    line.run(Duration.ofSeconds(2));
    assertThat(reader.moved).isEmpty();
  }

  @Test
  void whatIsAskedOfAnAbsentReaderIsNotSentLater() {
    line.fate = SimulatedLine.LOST;
    line.run(Duration.ofSeconds(1));
    Ask ask = ask(CommandCode.OUT, out());
    assertThat(ask.answer().join()).isInstanceOf(Answer.NotSent.class);
    line.fate = SimulatedLine.ARRIVES;
    online();
    assertThat(reader.moved).isEmpty();
  }

  @Test
  void anotherKeyIsSaidAndNothingIsTakenInClear() {
    reader.key = key(9);
    line.run(Duration.ofSeconds(20));
    assertThat(witness.online).isFalse();
    assertThat(witness.why).contains("another key");
    assertThat(reader.executed).containsOnly(CommandCode.ID, CommandCode.CAP, CommandCode.CHLNG);
  }

  @Test
  void aReaderWithoutAKeyIsNotUsedOutsideTheWindow() {
    polled.key(null, line.now);
    reader.key = null;
    reader.takesDefaultKey = true;
    line.run(Duration.ofSeconds(20));
    assertThat(witness.online).isFalse();
    assertThat(witness.why).contains("commissioning window");
    assertThat(reader.executed).containsOnly(CommandCode.ID, CommandCode.CAP);
  }

  @Test
  void aReaderThatSaysItLostItsKeyLearnsNoNewOne() {
    online();
    reader.key = null;
    reader.takesDefaultKey = true;
    reader.restart();
    line.run(Duration.ofSeconds(30));
    assertThat(witness.online).isFalse();
    assertThat(reader.count(CommandCode.KEYSET)).isZero();
    assertThat(reader.handshakes).isEqualTo(1);
    assertThat(witness.toStore).isNull();
  }

  @Test
  void withoutAKeyAndWhereThatIsAllowedAReaderIsUsedInClear() {
    Witness other = new Witness();
    PolledReader optional = polled(2, false, other);
    ScriptedReader plain = new ScriptedReader(2, null);
    plain.noSecureChannel = true;
    line.readers.add(plain);
    line.poller.add(optional);
    optional.key(null, line.now);
    assertThat(line.run(Duration.ofSeconds(3), () -> other.online)).isTrue();
    assertThat(other.secured).isFalse();
    optional.key(KEY, line.now);
    line.run(Duration.ofSeconds(20));
    assertThat(other.online).as("once there is a key, never again in clear").isFalse();
  }

  @Test
  void inTheWindowAFreshKeyIsKeptThenSentThenUsed() {
    for (boolean inClear : new boolean[] {false, true}) {
      polled.key(null, line.now);
      reader.key = null;
      reader.takesDefaultKey = true;
      reader.keySetInClear = inClear;
      witness.toStore = null;
      witness.keySets = 0;
      reader.executed.clear();
      polled.openWindow(line.now + Duration.ofMinutes(5).toNanos(), line.now);
      assertThat(line.run(Duration.ofSeconds(5), () -> witness.toStore != null)).isTrue();
      line.run(Duration.ofSeconds(3));
      assertThat(reader.count(CommandCode.KEYSET)).as("not before it is kept").isZero();
      assertThat(witness.online).isFalse();
      polled.keyStored(witness.toStore, line.now);
      assertThat(line.run(Duration.ofSeconds(5), () -> witness.secured)).isTrue();
      assertThat(reader.key).isEqualTo(witness.toStore).isNotEqualTo(SecureChannel.defaultKey());
      assertThat(witness.keySets).isEqualTo(1);
      assertThat(reader.count(CommandCode.KEYSET)).isEqualTo(1);
      assertThat(polled.windowOpen(line.now)).isFalse();
    }
  }

  @Test
  void aKeyWhoseAcknowledgementIsLostIsUsedAllTheSame() {
    commissioned();
    line.fate =
        (wire, reply) -> {
          if (reader.count(CommandCode.KEYSET) == 0) {
            wire.deliver(reply, 5);
          }
        };
    polled.keyStored(witness.toStore, line.now);
    line.run(Duration.ofSeconds(1));
    assertThat(reader.count(CommandCode.KEYSET)).isEqualTo(1);
    line.fate = SimulatedLine.ARRIVES;
    assertThat(line.run(Duration.ofSeconds(20), () -> witness.secured)).isTrue();
    assertThat(reader.count(CommandCode.KEYSET)).isEqualTo(1);
    assertThat(witness.keySets).isEqualTo(1);
  }

  @Test
  void aWindowThatClosesEndsTheSessionUnderTheDefaultKey() {
    commissioned();
    polled.closeWindow(line.now);
    line.run(Duration.ofSeconds(2));
    assertThat(reader.count(CommandCode.KEYSET)).isZero();
    polled.keyStored(witness.toStore, line.now);
    line.run(Duration.ofSeconds(20));
    assertThat(reader.count(CommandCode.KEYSET)).as("too late to be sent").isZero();
    assertThat(witness.online).isFalse();
  }

  @Test
  void cardsUnderTheDefaultKeyAreNobodys() {
    commissioned();
    reader.events.add(new ScriptedReader.Reply(ReplyCode.RAW, new CardRead(0, 1, CARD).encode()));
    line.run(Duration.ofSeconds(2));
    assertThat(reader.events).isEmpty();
    assertThat(witness.cards).isEmpty();
  }

  @Test
  void aChangedKeyEndsTheSessionUnderTheOldOne() {
    online();
    byte[] next = key(8);
    reader.key = next;
    polled.key(next, line.now);
    assertThat(witness.online).isFalse();
    assertThat(line.run(Duration.ofSeconds(3), () -> witness.secured)).isTrue();
    assertThat(reader.handshakes).isEqualTo(2);
  }

  @Test
  void whatHappensToOneReaderIsNothingToAnother() {
    Witness other = new Witness();
    ScriptedReader second = new ScriptedReader(2, key(3));
    PolledReader polledToo = polled(2, true, other);
    polledToo.key(key(3), line.now);
    line.readers.add(second);
    line.poller.add(polledToo);
    online();
    assertThat(line.run(Duration.ofSeconds(3), () -> other.online)).isTrue();
    for (int i = 0; i < 3; i++) {
      reader.restart();
      line.run(Duration.ofSeconds(10));
    }
    line.readers.remove(reader);
    line.run(Duration.ofSeconds(30));
    assertThat(witness.online).isFalse();
    assertThat(other.onlines).isEqualTo(1);
    assertThat(other.online).isTrue();
    assertThat(second.handshakes).isEqualTo(1);
    line.poller.remove(polled);
    int before = second.count(CommandCode.POLL);
    line.run(Duration.ofSeconds(5));
    assertThat(second.count(CommandCode.POLL) - before).isGreaterThan(60);
  }

  @Test
  void anUrgentCommandGoesBeforeEverythingElse() {
    online();
    for (int i = 0; i < 20; i++) {
      ask(CommandCode.BUZ, new BuzzerControl(0, 2, 2, 0, 1).encode());
    }
    long from = line.now;
    Ask out = Ask.of(CommandCode.OUT, out(), true, line.now + 1_000_000_000L);
    polled.ask(out);
    line.run(Duration.ofSeconds(1), out.answer()::isDone);
    assertThat(Duration.ofNanos(line.now - from)).isLessThan(Duration.ofMillis(60));
  }

  @Test
  void whatWaitedTooLongIsNotSent() {
    online();
    Ask old = Ask.of(CommandCode.OUT, out(), false, line.now);
    polled.ask(old);
    line.run(Duration.ofSeconds(1));
    assertThat(old.answer().join()).isInstanceOf(Answer.NotSent.class);
    assertThat(reader.moved).isEmpty();
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsNotSent() {
    online();
    Ask given = ask(CommandCode.OUT, out());
    given.answer().cancel(false);
    line.run(Duration.ofSeconds(1));
    assertThat(reader.moved).isEmpty();
  }

  private void online() {
    assertThat(line.run(Duration.ofSeconds(20), () -> witness.online)).isTrue();
  }

  private void commissioned() {
    polled.key(null, line.now);
    reader.key = null;
    reader.takesDefaultKey = true;
    polled.openWindow(line.now + Duration.ofMinutes(5).toNanos(), line.now);
    assertThat(line.run(Duration.ofSeconds(5), () -> witness.toStore != null)).isTrue();
  }

  private Ask ask(int code, byte[] data) {
    Ask ask = Ask.of(code, data, false, line.now + 10_000_000_000L);
    polled.ask(ask);
    return ask;
  }

  private PolledReader polled(int address, boolean required, ReaderListener listener) {
    return new PolledReader(
        new PollSettings(address, required, PollSettings.USUAL, true, true),
        listener,
        new SecureRandom(),
        line.now);
  }

  private static byte[] out() {
    return OutputControl.encode(List.of(new OutputControl(0, OutputControl.TIMED_ON, 50)));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 1;
    return copy;
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[16];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (seed * 31 + i);
    }
    return key;
  }
}
