// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpTest {
  private static final HexFormat HEX = HexFormat.of();

  /** Key and salt of RFC 3711, appendix B.3. */
  private static final MasterKey MASTER =
      MasterKey.of(
          HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139"),
          HEX.parseHex("0ec675ad498afeebb6960b3aabe6"));

  private static final Suite SUITE = Suite.AES_CM_128_HMAC_SHA1_80;

  @Test
  void keysAreDerivedAsInAppendixB3() {
    assertThat(derived(0, 16)).isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
    assertThat(derived(2, 14)).isEqualTo("30cbbc08863d8c85d49db34a9ae1");
    assertThat(derived(1, 80))
        .isEqualTo(
            "cebe321f6ff7716b6fd4ab49af256a156d38baa4"
                + "8f0a0acf3c34e2359e6cdbcee049646c43d9327ad175578ef72270986371c10c9a369ac2"
                + "f94a8c5fbcdddc256d6e919a48b610ef17c2041e47403576");
  }

  private static String derived(int label, int count) {
    return HEX.formatHex(SessionKeys.derive(MASTER, label, count));
  }

  /** The reference packets of libsrtp, under the keys above. */
  @Test
  void packetsOfAnotherImplementationAreMadeAndOpenedAlike() {
    byte[] plain = HEX.parseHex("800f1234decafbadcafebabe" + "ab".repeat(16));
    byte[] sealed =
        HEX.parseHex(
            "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
    assertThat(new SrtpSender(SUITE, MASTER).protect(plain)).isEqualTo(sealed);
    assertThat(new SrtpReceiver(SUITE, MASTER).open(sealed)).contains(plain);

    byte[] report = HEX.parseHex("81c8000bcafebabe" + "ab".repeat(16));
    byte[] sealedReport =
        HEX.parseHex(
            "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798");
    assertThat(new SrtpReceiver(SUITE, MASTER).openControl(sealedReport)).contains(report);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasChangedReplayedOrMeantForAnotherKeyIsRefused(Suite suite) {
    SrtpSender sender = new SrtpSender(suite, MASTER);
    SrtpReceiver receiver = new SrtpReceiver(suite, MASTER);
    byte[] sealed = sender.protect(packet(1, 7));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 4;
      assertThat(receiver.open(changed)).as("byte %d", i).isEmpty();
    }
    for (int length = 0; length < sealed.length; length++) {
      assertThat(receiver.open(Arrays.copyOf(sealed, length))).isEmpty();
    }
    MasterKey other = MasterKey.random(new SecureRandom());
    assertThat(new SrtpReceiver(suite, other).open(sealed)).isEmpty();
    assertThat(receiver.open(sealed)).contains(packet(1, 7));
    assertThat(receiver.open(sealed)).isEmpty();

    byte[] report = sender.protectControl(HEX.parseHex("80c90001cafebabe"));
    byte[] changed = report.clone();
    changed[9] ^= 1;
    assertThat(receiver.openControl(changed)).isEmpty();
    assertThat(receiver.openControl(report)).isPresent();
    assertThat(receiver.openControl(report)).isEmpty();
  }

  @Test
  void whatIsOnTheWireIsNotTheSound() {
    byte[] plain = packet(1, 7);
    byte[] sealed = new SrtpSender(SUITE, MASTER).protect(plain);
    assertThat(HEX.formatHex(sealed)).doesNotContain("07".repeat(16));
    assertThat(Arrays.copyOf(sealed, 12)).isEqualTo(Arrays.copyOf(plain, 12));
  }

  /** Three rounds of the sequence number, with every tenth packet 50 late and every 13th lost. */
  @Test
  void theRoundsOfTheSequenceNumberAreFollowedThroughLossAndDisorder() {
    SrtpSender sender = new SrtpSender(SUITE, MASTER);
    SrtpReceiver receiver = new SrtpReceiver(SUITE, MASTER);
    byte[][] late = new byte[1][];
    int opened = 0;
    int sent = 0;
    for (int i = 0; i < 3 * 65_536; i++) {
      byte[] sealed = sender.protect(packet(30_000 + i & 0xFFFF, i));
      if (i % 13 == 0) {
        continue;
      }
      sent++;
      if (i % 50 == 0) {
        opened += late[0] == null ? 0 : receiver.open(late[0]).isPresent() ? 1 : 0;
        late[0] = sealed;
        continue;
      }
      Optional<byte[]> open = receiver.open(sealed);
      opened += open.isPresent() ? 1 : 0;
    }
    assertThat(opened).isEqualTo(sent - 1);
  }

  @Test
  void whatIsOlderThanTheWindowIsRefused() {
    ReplayWindow window = new ReplayWindow();
    window.accept(5000);
    assertThat(window.mayBeNew(5000)).isFalse();
    assertThat(window.mayBeNew(5000 - ReplayWindow.SIZE)).isFalse();
    assertThat(window.mayBeNew(5001 - ReplayWindow.SIZE)).isTrue();
    window.accept(4999);
    assertThat(window.mayBeNew(4999)).isFalse();
    window.accept(9000);
    assertThat(window.mayBeNew(8999)).isTrue();
    assertThat(window.mayBeNew(9001)).isTrue();
  }

  @Test
  void forgedPacketsCannotMoveTheWindow() {
    SrtpSender sender = new SrtpSender(SUITE, MASTER);
    SrtpReceiver receiver = new SrtpReceiver(SUITE, MASTER);
    assertThat(receiver.open(sender.protect(packet(1, 1)))).isPresent();
    for (int i = 2; i < 65_536; i += 500) {
      byte[] forged = Arrays.copyOf(packet(i, 9), 42);
      assertThat(receiver.open(forged)).isEmpty();
    }
    assertThat(receiver.open(sender.protect(packet(2, 1)))).isPresent();
  }

  private static byte[] packet(int sequence, int fill) {
    byte[] packet = new byte[12 + 160];
    Arrays.fill(packet, (byte) fill);
    ByteBuffer.wrap(packet)
        .put((byte) 0x80)
        .put((byte) 0)
        .putShort((short) sequence)
        .putInt(0)
        .putInt(0xCAFEBABE);
    return packet;
  }
}
