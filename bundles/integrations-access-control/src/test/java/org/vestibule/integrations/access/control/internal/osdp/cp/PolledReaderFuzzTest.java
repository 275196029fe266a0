// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;

/** Whatever answers, nothing breaks; and in a session nothing of it is believed. */
class PolledReaderFuzzTest {
  private final SimulatedLine line = new SimulatedLine();
  private final Witness witness = new Witness();

  /** Pieces of the input are the replies' codes and data, well framed, to a panel in clear. */
  @FuzzTest
  void replies(byte[] input) {
    PolledReader polled = polled(false);
    polled.key(null, line.now);
    ScriptedReader reader = new ScriptedReader(1, null);
    reader.noSecureChannel = true;
    line.readers.add(reader);
    int[] at = {0};
    FrameEncoder encoder = new FrameEncoder();
    line.fate =
        (wire, reply) -> {
          if (at[0] >= input.length) {
            wire.deliver(reply, 5);
            return;
          }
          int length = Math.min(input[at[0]] & 0x3F, input.length - at[0] - 1);
          byte[] piece = Arrays.copyOfRange(input, at[0] + 1, at[0] + 1 + length);
          at[0] += 1 + length;
          int code = piece.length == 0 ? 0x40 : piece[0] & 0xFF;
          byte[] data = piece.length == 0 ? piece : Arrays.copyOfRange(piece, 1, piece.length);
          encoder.clear(FrameEncoder.reply(1), reply[5] & 7, code, data);
          wire.deliver(Arrays.copyOf(encoder.buffer(), encoder.size()), 5);
        };
    line.run(Duration.ofSeconds(3));
    line.fate = SimulatedLine.ARRIVES;
    assertThat(line.run(Duration.ofSeconds(30), () -> witness.online)).isTrue();
  }

  /** The input is noise before each true reply of a reader in a session. */
  @FuzzTest
  void noise(byte[] input) {
    PolledReader polled = polled(true);
    byte[] key = new byte[16];
    Arrays.fill(key, 3, 9, (byte) 5);
    polled.key(key, line.now);
    line.readers.add(new ScriptedReader(1, key));
    assertThat(line.run(Duration.ofSeconds(5), () -> witness.secured)).isTrue();
    witness.heard.clear();
    line.fate =
        (wire, reply) -> {
          wire.deliver(input, 2);
          wire.deliver(reply, 4);
        };
    line.run(Duration.ofSeconds(2));
    assertThat(witness.cards).isEmpty();
    assertThat(witness.heard).noneMatch(said -> said.startsWith("keys"));
    assertThat(witness.heard).doesNotContain("inputs true", "outputs true");
    line.fate = SimulatedLine.ARRIVES;
    assertThat(line.run(Duration.ofSeconds(30), () -> witness.secured)).isTrue();
  }

  private PolledReader polled(boolean required) {
    PolledReader polled =
        new PolledReader(
            new PollSettings(1, required, PollSettings.USUAL, true, true),
            witness,
            new SecureRandom(),
            line.now);
    line.poller.add(polled);
    return polled;
  }
}
