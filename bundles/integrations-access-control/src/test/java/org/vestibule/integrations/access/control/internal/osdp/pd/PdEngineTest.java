// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.Capability;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;
import org.vestibule.integrations.access.control.internal.osdp.KeySetting;
import org.vestibule.integrations.access.control.internal.osdp.KeypadDigits;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.LineSetting;
import org.vestibule.integrations.access.control.internal.osdp.LocalStatus;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;
import org.vestibule.integrations.access.control.internal.osdp.pd.TestPanel.Answer;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** A reader against a panel, with every fault that a line and an attacker bring. */
class PdEngineTest {
  private static final byte[] KEY = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
  private static final byte[] OTHER = HexFormat.of().parseHex("ffeeddccbbaa99887766554433221100");
  private static final CardRead CARD =
      new CardRead(0, 1, new CardBits(26, HexFormat.of().parseHex("82471a80")));
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<String> seen = new ArrayList<>();
  private final PdKeys keys = new PdKeys();
  private final Random random = new Random(1);
  private long now = 1;

  /** What the reader's thread is held up by while it works on a command. */
  private long work;

  private final PdListener listener =
      new PdListener() {
        @Override
        public void output(OutputControl control) {
          seen.add("output " + control.action());
        }

        @Override
        public void light(LedControl control) {
          seen.add("light " + control.temporary().onColour());
        }

        @Override
        public void buzzer(BuzzerControl control) {
          seen.add("buzzer");
        }

        @Override
        public void text(TextControl control) {
          seen.add(control.text());
        }

        @Override
        public void keySet(byte[] key) {
          seen.add("key");
        }

        @Override
        public void insecure(String why) {
          seen.add(why);
        }
      };
  private final PdEngine reader = reader(1, keys, false);
  private PdBus bus = new PdBus(List.of(reader), () -> now, FrameTap.NONE);
  private final TestPanel panel = new TestPanel(1, this::carry);

  @BeforeEach
  void theVaultHasNoKey() {
    keys.replace(null);
  }

  @Test
  void beforeTheVaultIsReadNothingIsTaken() throws Exception {
    PdKeys unknown = new PdKeys();
    unknown.open(Long.MAX_VALUE);
    bus = new PdBus(List.of(reader(1, unknown, true)), () -> now, FrameTap.NONE);
    assertThat(panel.command(CommandCode.POLL).nak()).isEqualTo(6);
    assertThat(panel.secure(SecureChannel.defaultKey(), SecurityBlock.DEFAULT_KEY).nak())
        .isEqualTo(6);
  }

  @Test
  void theWholeConversationUnderAKey() throws Exception {
    keys.replace(KEY);
    assertThat(panel.command(CommandCode.ID, new byte[1]).code()).isEqualTo(ReplyCode.PDID);
    Answer can = panel.command(CommandCode.CAP, new byte[1]);
    assertThat(Capability.decode(can.data()).orElseThrow())
        .contains(new Capability(Capability.SECURITY, 1, 0));
    Answer proved = panel.secure(KEY);
    assertThat(proved.security()).isEqualTo(SecurityBlock.INITIAL_MAC);
    assertThat(panel.secured()).isTrue();
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
    assertThat(panel.command(CommandCode.LSTAT).data()).containsExactly(0, 0);
    assertThat(panel.command(CommandCode.ISTAT).code()).isEqualTo(ReplyCode.ISTATR);
    assertThat(panel.command(CommandCode.RSTAT).data()).containsExactly(0);
    assertThat(panel.command(CommandCode.OUT, out(OutputControl.TIMED_ON, 50)).data())
        .containsExactly(1);
    now += 5001 * MILLI;
    assertThat(panel.command(CommandCode.OSTAT).data()).containsExactly(0);
    panel.command(CommandCode.LED, light(LedColour.GREEN));
    panel.command(CommandCode.BUZ, new BuzzerControl(0, 2, 1, 1, 1).encode());
    panel.command(CommandCode.TEXT, new TextControl(0, 3, 5, 1, 1, "WELCOME").encode());
    assertThat(seen).containsExactly("output 5", "light GREEN", "buzzer", "WELCOME");
    Answer line = panel.command(CommandCode.COMSET, new LineSetting(9, 115_200).encode());
    assertThat(LineSetting.decode(line.data())).contains(new LineSetting(1, 9600));
    assertThat(panel.command(CommandCode.ACURXSIZE, new byte[2]).code()).isEqualTo(ReplyCode.ACK);
    assertThat(panel.command(CommandCode.KEEPACTIVE, new byte[2]).code()).isEqualTo(ReplyCode.ACK);
    assertThat(panel.command(CommandCode.ABORT).code()).isEqualTo(ReplyCode.ACK);
    assertThat(panel.command(CommandCode.MFG, new byte[4]).nak()).isEqualTo(3);
    assertThat(panel.command(CommandCode.FILETRANSFER, new byte[11]).nak()).isEqualTo(3);
    assertThat(panel.command(CommandCode.LED, new byte[13]).nak()).isEqualTo(2);
    assertThat(panel.command(CommandCode.OUT, new byte[] {7, 2, 0, 0}).nak()).isEqualTo(9);
    assertThat(panel.command(CommandCode.POLL).security()).isEqualTo(SecurityBlock.REPLY);
  }

  @Test
  void aCardIsSentOnceAndEncrypted() throws Exception {
    secured();
    PdRead read = present(2000);
    Answer answer = panel.command(CommandCode.POLL);
    assertThat(answer.security()).isEqualTo(SecurityBlock.REPLY_ENCRYPTED);
    assertThat(CardRead.decode(answer.data())).contains(CARD);
    assertThat(read.sent()).isTrue();
    assertThat(read.withdraw()).isFalse();
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
  }

  @Test
  void aLostReplyIsGivenAgainAndNothingIsDoneTwice() throws Exception {
    secured();
    panel.next(CommandCode.OUT, out(OutputControl.TIMED_ON, 50));
    carryLost();
    assertThat(panel.again().code()).isEqualTo(ReplyCode.OSTATR);
    assertThat(seen).containsExactly("output 5");
    for (int i = 0; i < 7; i++) {
      assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
    }
  }

  @Test
  void aCardWhoseReplyWasLostIsTheSameCardAgain() throws Exception {
    secured();
    present(2000);
    panel.next(CommandCode.POLL, TestPanel.NOTHING);
    carryLost();
    now += 210 * MILLI;
    assertThat(panel.again().code()).isEqualTo(ReplyCode.RAW);
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
  }

  @Test
  void aReplyThatTakes150MillisecondsIsSent() throws Exception {
    secured();
    work = 150 * MILLI;
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
  }

  @Test
  void aReplyThatWouldBeLateIsKeptForTheRepetition() throws Exception {
    secured();
    PdRead read = present(2000);
    work = 300 * MILLI;
    assertThat(panel.command(CommandCode.POLL)).isEqualTo(Answer.SILENCE);
    assertThat(read.sent()).isFalse();
    assertThat(bus.keptBack()).isEqualTo(1);
    work = 0;
    assertThat(panel.again().code()).isEqualTo(ReplyCode.RAW);
    assertThat(read.sent()).isTrue();
  }

  @Test
  void ofACommandAndItsRepetitionThatComeTogetherOneIsAnswered() throws Exception {
    secured();
    byte[] one = panel.next(CommandCode.OUT, out(OutputControl.ON, 0));
    byte[] both = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, both, one.length, one.length);
    assertThat(panel.read(carry(both)).code()).isEqualTo(ReplyCode.OSTATR);
    assertThat(seen).containsExactly("output 2");
  }

  @Test
  void aCardThatWasWithdrawnBetweenReplyAndRepetitionIsNotGivenAgain() throws Exception {
    secured();
    PdRead read = present(2000);
    work = 300 * MILLI;
    panel.command(CommandCode.POLL);
    work = 0;
    assertThat(read.withdraw()).isTrue();
    assertThat(panel.again().nak()).isEqualTo(6);
  }

  @Test
  void anOldCardIsNeverSent() throws Exception {
    secured();
    PdRead read = present(60_000);
    now += 2000 * MILLI;
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
    assertThat(read.sent()).isFalse();
    PdRead asked = present(2000);
    panel.next(CommandCode.POLL, TestPanel.NOTHING);
    carryLost();
    assertThat(asked.sent()).isTrue();
    now += 2001 * MILLI;
    assertThat(panel.again().nak()).as("the same poll, when nobody is there").isEqualTo(6);
  }

  @Test
  void aCardDoesNotSurviveTheLine() throws Exception {
    secured();
    PdRead read = present(2000);
    bus.disconnected();
    panel.restart();
    secured();
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
    assertThat(read.sent()).isFalse();
  }

  @Test
  void aWrongCheckIsNotAnsweredAndTheRepetitionIs() throws Exception {
    secured();
    byte[] command = panel.next(CommandCode.OUT, out(OutputControl.ON, 0)).clone();
    command[command.length - 1] ^= 1;
    assertThat(carry(command)).isEmpty();
    assertThat(panel.again().code()).isEqualTo(ReplyCode.OSTATR);
    assertThat(seen).containsExactly("output 2");
  }

  @Test
  void aPanelWithAnotherKeyLearnsThatAndGetsNoSession() throws Exception {
    keys.replace(KEY);
    Answer answer = panel.secure(OTHER);
    assertThat(answer.code()).isEqualTo(ReplyCode.RMAC_I);
    assertThat(answer.data()).containsOnly(0);
    assertThat(panel.secured()).isFalse();
    assertThat(seen).containsExactly("the panel has another key");
    assertThat(panel.clear(CommandCode.OUT, out(OutputControl.ON, 0)).nak()).isEqualTo(6);
  }

  @Test
  void theDefaultKeyIsRefusedByAReaderThatHasOne() throws Exception {
    keys.replace(KEY);
    keys.open(Long.MAX_VALUE);
    assertThat(panel.secure(SecureChannel.defaultKey(), SecurityBlock.DEFAULT_KEY).nak())
        .isEqualTo(6);
    assertThat(panel.secured()).isFalse();
  }

  @Test
  void withoutAWindowTheDefaultKeyIsRefusedToo() throws Exception {
    assertThat(panel.secure(SecureChannel.defaultKey(), SecurityBlock.DEFAULT_KEY).nak())
        .isEqualTo(6);
    keys.open(now + 10);
    now += 10;
    assertThat(panel.secure(SecureChannel.defaultKey(), SecurityBlock.DEFAULT_KEY).nak())
        .isEqualTo(6);
  }

  @Test
  void inTheWindowThePanelSetsAKeyOnceAndNoCardIsSentBefore() throws Exception {
    keys.open(now + 1000 * MILLI);
    assertThat(panel.clear(CommandCode.KEYSET, new KeySetting(KEY).encode()).nak()).isEqualTo(6);
    panel.secure(SecureChannel.defaultKey(), SecurityBlock.DEFAULT_KEY);
    assertThat(panel.secured()).isTrue();
    present(2000);
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
    assertThat(panel.command(CommandCode.KEYSET, new KeySetting(new byte[16]).encode()).nak())
        .isEqualTo(9);
    Answer set = panel.command(CommandCode.KEYSET, new KeySetting(KEY).encode());
    assertThat(set.code()).isEqualTo(ReplyCode.ACK);
    assertThat(set.security()).isEqualTo(SecurityBlock.REPLY);
    assertThat(seen).contains("key");
    assertThat(panel.command(CommandCode.POLL).code()).as("the session stays").isEqualTo(64);
    assertThat(panel.command(CommandCode.KEYSET, new KeySetting(OTHER).encode()).nak())
        .isEqualTo(6);
    panel.secure(KEY);
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.RAW);
  }

  @Test
  void anotherKeyFromAPersonEndsTheSession() throws Exception {
    secured();
    keys.replace(OTHER);
    assertThat(panel.command(CommandCode.POLL).nak()).isEqualTo(6);
    panel.restart();
    panel.secure(OTHER);
    assertThat(panel.secured()).isTrue();
  }

  @Test
  void aRecordedCommandOpensNothingLater() throws Exception {
    secured();
    byte[] recorded = panel.next(CommandCode.OUT, out(OutputControl.ON, 0)).clone();
    assertThat(panel.read(carry(recorded)).code()).isEqualTo(ReplyCode.OSTATR);
    panel.command(CommandCode.POLL);
    panel.command(CommandCode.POLL);
    assertThat(panel.read(carry(recorded)).nak())
        .as("its number is due, its MAC is not")
        .isEqualTo(6);
    assertThat(seen).containsOnlyOnce("output 2");
  }

  @Test
  void framesOutOfOrderEndTheSession() throws Exception {
    secured();
    byte[] first = panel.next(CommandCode.POLL, TestPanel.NOTHING).clone();
    byte[] second = panel.next(CommandCode.POLL, TestPanel.NOTHING).clone();
    assertThat(panel.read(carry(second)).nak()).isEqualTo(4);
    assertThat(panel.read(carry(first)).nak()).isNotZero();
    panel.restart();
    secured();
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
  }

  @Test
  void aPanelThatGoesOnAfterOurStartLearnsThatTheSessionIsGone() throws Exception {
    secured();
    bus.disconnected();
    assertThat(panel.command(CommandCode.POLL).nak()).isEqualTo(6);
    TestPanel clear = new TestPanel(1, this::carry);
    clear.next(CommandCode.ID, new byte[1]);
    bus.disconnected();
    assertThat(clear.command(CommandCode.ID, new byte[1]).nak()).isEqualTo(4);
  }

  @Test
  void cutAndRandomFramesAreNotAnsweredAndHarmNothing() throws Exception {
    secured();
    long seed = 99;
    Random noise = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] command = panel.next(CommandCode.POLL, TestPanel.NOTHING).clone();
      carry(Arrays.copyOf(command, 1 + noise.nextInt(command.length - 2)));
      now += 50 * MILLI;
      bus.silence(now);
      byte[] bytes = new byte[noise.nextInt(60)];
      noise.nextBytes(bytes);
      assertThat(carry(bytes)).as("seed " + seed).isEmpty();
      bus.silence(now);
      assertThat(panel.again().code()).as("seed " + seed).isEqualTo(ReplyCode.ACK);
    }
  }

  @Test
  void aSumIsAnsweredWithASum() throws Exception {
    byte[] id = HexFormat.of().parseHex("ff530108000061" + "0043");
    byte[] answer = carry(id);
    assertThat(answer[5] & 4).isZero();
    assertThat(panel.read(answer).code()).isEqualTo(ReplyCode.PDID);
  }

  @Test
  void withoutAKeyCardsGoInClearOnlyWhereAPersonAllowedIt() throws Exception {
    panel.command(CommandCode.ID, new byte[1]);
    present(2000);
    assertThat(panel.command(CommandCode.POLL).nak()).isEqualTo(6);
    PdEngine open = reader(1, keys, true);
    bus = new PdBus(List.of(open), () -> now, FrameTap.NONE);
    panel.restart();
    open.present(PdRead.card(CARD, now, now + 2000 * MILLI));
    assertThat(panel.command(CommandCode.POLL).code()).as("at number 0").isEqualTo(ReplyCode.ACK);
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.RAW);
    keys.replace(KEY);
    assertThat(panel.command(CommandCode.POLL).nak()).as("keyed").isEqualTo(6);
  }

  @Test
  void aRepetitionAtNumberZeroIsNotDoneTwice() throws Exception {
    bus = new PdBus(List.of(reader(1, keys, true)), () -> now, FrameTap.NONE);
    assertThat(panel.command(CommandCode.OUT, out(OutputControl.ON, 0)).code())
        .isEqualTo(ReplyCode.OSTATR);
    assertThat(panel.again().code()).isEqualTo(ReplyCode.OSTATR);
    assertThat(seen).containsExactly("output 2");
  }

  @Test
  void tamperIsToldAtTheNextPollAndToAPanelThatStartsAnew() throws Exception {
    secured();
    reader.status(new LocalStatus(true, false));
    assertThat(panel.command(CommandCode.POLL).data()).containsExactly(1, 0);
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
    panel.restart();
    secured();
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.LSTATR);
  }

  @Test
  void keysOfAPadAreSentAsKeys() throws Exception {
    secured();
    reader.present(PdRead.keys(new KeypadDigits(0, "12#"), now));
    Answer answer = panel.command(CommandCode.POLL);
    assertThat(answer.code()).isEqualTo(ReplyCode.KEYPAD);
    assertThat(KeypadDigits.decode(answer.data()).orElseThrow().keys()).isEqualTo("12#");
  }

  @Test
  void twoReadersOnOneLineDoNotShareAnything() throws Exception {
    PdKeys otherKeys = new PdKeys();
    otherKeys.replace(OTHER);
    keys.replace(KEY);
    PdEngine second = reader(2, otherKeys, false);
    bus = new PdBus(List.of(reader, second), () -> now, FrameTap.NONE);
    TestPanel other = new TestPanel(2, this::carry);
    panel.secure(KEY);
    other.secure(OTHER);
    second.present(PdRead.card(CARD, now, now + 2000 * MILLI));
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
    other.restart();
    other.command(CommandCode.ID, new byte[1]);
    assertThat(panel.command(CommandCode.POLL).security()).isEqualTo(SecurityBlock.REPLY);
    other.secure(OTHER);
    assertThat(other.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.RAW);
    assertThat(new TestPanel(3, this::carry).command(CommandCode.ID, new byte[1]))
        .isEqualTo(Answer.SILENCE);
    assertThat(new TestPanel(0x7F, this::carry).command(CommandCode.ID, new byte[1]))
        .as("two may not talk at once")
        .isEqualTo(Answer.SILENCE);
  }

  @Test
  void aloneOnItsLineAReaderAnswersTheBroadcastAddress() throws Exception {
    assertThat(new TestPanel(0x7F, this::carry).command(CommandCode.ID, new byte[1]).code())
        .isEqualTo(ReplyCode.PDID);
  }

  private PdEngine reader(int address, PdKeys held, boolean clearText) {
    PdProfile profile =
        new PdProfile(address, 9600, new ReaderId(0xCAFE01, 1, 1, 77, 0, 1, 0), clearText);
    return new PdEngine(profile, held, listener, () -> now, random::nextBytes);
  }

  private void secured() throws Exception {
    keys.replace(KEY);
    panel.command(CommandCode.ID, new byte[1]);
    panel.secure(KEY);
    assertThat(panel.secured()).isTrue();
  }

  private PdRead present(long millis) {
    PdRead read = PdRead.card(CARD, now, now + millis * MILLI);
    assertThat(reader.present(read)).isTrue();
    return read;
  }

  private byte[] carry(byte[] bytes) {
    long since = now;
    now += work;
    int size = bus.receive(bytes, 0, bytes.length, since);
    return size == 0 ? TestPanel.NOTHING : Arrays.copyOf(bus.reply(), size);
  }

  /** Carries the panel's command; the reply gets lost on its way back. */
  private void carryLost() {
    assertThat(carry(panel.last())).isNotEmpty();
  }

  private static byte[] out(int action, int timer) {
    return OutputControl.encode(List.of(new OutputControl(0, action, timer)));
  }

  private static byte[] light(LedColour colour) {
    return LedControl.encode(List.of(LedControl.flash(0, colour, 30)));
  }
}
