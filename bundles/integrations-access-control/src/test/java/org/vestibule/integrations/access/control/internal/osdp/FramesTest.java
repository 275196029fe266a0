// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames through noise, in pieces, sealed and not. */
class FramesTest {
  private static final byte[] RANDOM = new byte[SecureChannel.RANDOM];

  private final FrameEncoder encoder = new FrameEncoder();
  private final List<String> heard = new ArrayList<>();
  private int broken;
  private final FrameDecoder decoder =
      new FrameDecoder(
          new FrameDecoder.Listener() {
            @Override
            public void frame(Frame frame) {
              heard.add(frame.address() + ":" + frame.code() + ":" + frame.dataLength());
            }

            @Override
            public void broken() {
              broken++;
            }
          });

  @Test
  void aFrameIsFoundInPiecesAndBetweenNoise() {
    long seed = 4711;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      decoder.feed(noise, 0, noise.length);
      decoder.silence();
      heard.clear();
      byte[] data = new byte[random.nextInt(200)];
      random.nextBytes(data);
      encoder.clear(3, round & 3 | (random.nextBoolean() ? 4 : 0), CommandCode.TEXT, data);
      for (int at = 0; at < encoder.size(); ) {
        int piece = Math.min(encoder.size() - at, 1 + random.nextInt(9));
        decoder.feed(encoder.buffer(), at, piece);
        at += piece;
      }
      assertThat(heard).as("seed " + seed + " round " + round).contains("3:107:" + data.length);
      assertThat(decoder.waiting()).isFalse();
    }
  }

  @Test
  void aFalseStartBeforeAFrameCostsOnlyItself() {
    byte[] falseStart = {Frame.START, 1, (byte) 0xA0, 5, 0};
    decoder.feed(falseStart, 0, falseStart.length);
    encoder.clear(1, FrameEncoder.withCrc(1), CommandCode.POLL);
    decoder.feed(encoder.buffer(), 0, encoder.size());
    assertThat(heard).isEmpty();
    decoder.silence();
    assertThat(heard).containsExactly("1:96:0");
  }

  @Test
  void aFlippedBitIsFoundWhereverItIs() {
    encoder.clear(1, FrameEncoder.withCrc(1), CommandCode.LED, new byte[14]);
    for (int bit = 8; bit < encoder.size() * 8; bit++) {
      byte[] bytes = Arrays.copyOf(encoder.buffer(), encoder.size());
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      decoder.feed(bytes, 0, bytes.length);
      decoder.silence();
    }
    assertThat(heard).isEmpty();
    assertThat(broken).isPositive();
  }

  @Test
  void aSealedFrameIsOpenedOnceAndOnlyAsItWas() {
    try (SecureChannel panel = new SecureChannel();
        SecureChannel reader = new SecureChannel()) {
      panel.derive(SecureChannel.defaultKey(), RANDOM, RANDOM);
      reader.derive(SecureChannel.defaultKey(), RANDOM, RANDOM);
      assertThat(panel.establish(reader.establish())).isTrue();
      for (int length : new int[] {0, 1, 15, 16, 17, 300, FrameEncoder.MOST_DATA}) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        encoder.sealed(5, FrameEncoder.withCrc(1), panel, CommandCode.TEXT, data);
        assertThat(opened(reader)).isEqualTo(data);
        encoder.sealed(FrameEncoder.reply(5), FrameEncoder.withCrc(1), reader, ReplyCode.RAW, data);
        assertThat(opened(panel)).isEqualTo(data);
      }
      encoder.sealed(5, FrameEncoder.withCrc(1), panel, CommandCode.POLL, new byte[0]);
      byte[] poll = Arrays.copyOf(encoder.buffer(), encoder.size());
      assertThat(opened(reader)).isEmpty();
      encoder.sealed(
          FrameEncoder.reply(5), FrameEncoder.withCrc(1), reader, ReplyCode.ACK, new byte[0]);
      assertThat(opened(panel)).isEmpty();
      System.arraycopy(poll, 0, encoder.buffer(), 0, poll.length);
      assertThat(opened(reader)).as("the same after its answer").isNull();
    }
  }

  @Test
  void withoutASessionNothingIsOpened() {
    try (SecureChannel panel = new SecureChannel();
        SecureChannel reader = new SecureChannel()) {
      panel.derive(SecureChannel.defaultKey(), RANDOM, RANDOM);
      panel.establish();
      encoder.sealed(5, FrameEncoder.withCrc(1), panel, CommandCode.POLL, new byte[0]);
      assertThat(opened(reader)).isNull();
      assertThat(reader.toString()).doesNotContain("30").contains("***");
    }
  }

  /** Returns the data of the frame that the encoder holds, null where it is not good. */
  private byte[] opened(SecureChannel channel) {
    byte[][] data = new byte[1][];
    FrameDecoder one =
        new FrameDecoder(frame -> data[0] = frame.unseal(channel) ? frame.data() : null);
    one.feed(encoder.buffer(), 0, encoder.size());
    return data[0];
  }
}
