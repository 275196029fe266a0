// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** On a line that loses, repeats, delays, cuts and mixes up, whatever is done is done once. */
class PolledReaderPropertyTest {
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  private final SimulatedLine line = new SimulatedLine();
  private final Witness witness = new Witness();
  private final ScriptedReader reader = new ScriptedReader(1, KEY);
  private final List<byte[]> recorded = new ArrayList<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20261127, 42, 4711, 99, 123456789})
  void cardsAreToldAndOutputsMovedAtMostOnceAndInOrder(long seed) {
    Random random = new Random(seed);
    PolledReader polled =
        new PolledReader(
            new PollSettings(1, true, PollSettings.USUAL, true, true),
            witness,
            new SecureRandom(),
            line.now);
    polled.key(KEY, line.now);
    line.readers.add(reader);
    line.poller.add(polled);
    line.fate = (wire, reply) -> misfortune(random, reply);
    List<Ask> asks = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      reader.events.add(new ScriptedReader.Reply(ReplyCode.RAW, card(i)));
      Ask ask = Ask.of(CommandCode.OUT, out(i), i % 2 == 0, line.now + 1_000_000_000L);
      polled.ask(ask);
      asks.add(ask);
      line.run(Duration.ofMillis(200 + random.nextInt(800)));
    }
    line.fate = SimulatedLine.ARRIVES;
    assertThat(line.run(Duration.ofSeconds(30), () -> witness.online)).isTrue();
    line.run(Duration.ofSeconds(10));
    List<Integer> cards = witness.cards.stream().map(bits -> bits.bits()[0] & 0xFF).toList();
    assertThat(cards).doesNotHaveDuplicates().isSorted();
    assertThat(cards.size()).as("most get through").isGreaterThan(50);
    List<Integer> moved = reader.moved.stream().map(OutputControl::timer).toList();
    assertThat(moved).doesNotHaveDuplicates();
    for (int i = 0; i < asks.size(); i++) {
      assertThat(asks.get(i).answer()).isCompleted();
      Answer answer = asks.get(i).answer().join();
      if (answer instanceof Answer.Replied) {
        assertThat(moved).as("confirmed means done").contains(i + 1);
      } else if (!(answer instanceof Answer.Unknown)) {
        assertThat(moved).as("not sent means not done").doesNotContain(i + 1);
      }
    }
  }

  private void misfortune(Random random, byte[] reply) {
    recorded.add(reply);
    switch (random.nextInt(14)) {
      case 0 -> {}
      case 1 -> {
        line.deliver(reply, 2);
        line.deliver(reply, 3);
      }
      case 2 -> line.deliver(reply, random.nextInt(700));
      case 3 -> line.deliver(Arrays.copyOf(reply, random.nextInt(reply.length)), 4);
      case 4 -> {
        byte[] damaged = reply.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        line.deliver(damaged, 4);
      }
      case 5 -> {
        line.deliver(recorded.get(random.nextInt(recorded.size())), 3);
        line.deliver(reply, 5);
      }
      case 6 -> {
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        line.deliver(noise, 3);
        line.deliver(reply, 5);
      }
      default -> line.deliver(reply, 5);
    }
  }

  private static byte[] card(int number) {
    return new CardRead(0, 0, new CardBits(8, new byte[] {(byte) number})).encode();
  }

  private static byte[] out(int number) {
    return OutputControl.encode(List.of(new OutputControl(0, OutputControl.TIMED_ON, number)));
  }
}
