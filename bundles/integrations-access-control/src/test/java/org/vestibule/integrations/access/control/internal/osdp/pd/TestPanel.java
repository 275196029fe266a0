// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Arrays;
import java.util.HexFormat;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.FrameDecoder;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;

/** As much of a panel as a reader needs to be tried: a line to it is the test's business. */
final class TestPanel {
  static final byte[] NOTHING = {};
  private static final byte[] RANDOM = HexFormat.of().parseHex("b0b1b2b3b4b5b6b7");

  /** What a reader said; code 0 and no data where it said nothing. */
  record Answer(int code, int security, int sequence, byte[] data) {
    static final Answer SILENCE = new Answer(0, 0, 0, NOTHING);

    int nak() {
      return code == ReplyCode.NAK ? data[0] : 0;
    }
  }

  /** Carries bytes to a reader and back. */
  interface Wire {
    /** Returns what comes back, of length 0 where nothing does. */
    byte[] carry(byte[] bytes) throws Exception;
  }

  private final int address;
  private final Wire wire;
  private final FrameEncoder encoder = new FrameEncoder();
  private SecureChannel channel = new SecureChannel();
  private int sequence = -1;
  private byte[] last = NOTHING;

  TestPanel(int address, Wire wire) {
    this.address = address;
    this.wire = wire;
  }

  /** Returns the last command's bytes. */
  byte[] last() {
    return last;
  }

  /** Begins again with sequence number 0, without a session. */
  void restart() {
    sequence = -1;
    channel = new SecureChannel();
  }

  boolean secured() {
    return channel.established();
  }

  /** Returns the next command's bytes, sealed where a session stands. */
  byte[] next(int code, byte[] data) {
    sequence = sequence < 0 ? 0 : sequence % 3 + 1;
    int control = FrameEncoder.withCrc(sequence);
    if (channel.established()) {
      encoder.sealed(address, control, channel, code, data);
    } else {
      encoder.clear(address, control, code, data);
    }
    return kept();
  }

  Answer command(int code, byte[] data) throws Exception {
    return read(wire.carry(next(code, data)));
  }

  Answer command(int code) throws Exception {
    return command(code, NOTHING);
  }

  /** Sends a command in clear whether or not a session stands. */
  Answer clear(int code, byte[] data) throws Exception {
    sequence = sequence < 0 ? 0 : sequence % 3 + 1;
    encoder.clear(address, FrameEncoder.withCrc(sequence), code, data);
    return read(wire.carry(kept()));
  }

  Answer again() throws Exception {
    return read(wire.carry(last));
  }

  /** Shakes hands; returns the reader's last answer. */
  Answer secure(byte[] key, int selector) throws Exception {
    channel = new SecureChannel();
    Answer proof = handshake(SecurityBlock.CHALLENGE, selector, CommandCode.CHLNG, RANDOM);
    if (proof.code() != ReplyCode.CCRYPT) {
      return proof;
    }
    byte[] readerRandom = Arrays.copyOfRange(proof.data(), 8, 16);
    channel.derive(key, RANDOM, readerRandom);
    byte[] cryptogram = channel.serverCryptogram();
    boolean known = channel.clientMatches(Arrays.copyOfRange(proof.data(), 16, 32));
    Answer answer =
        handshake(SecurityBlock.SERVER_CRYPTOGRAM, selector, CommandCode.SCRYPT, cryptogram);
    if (answer.code() == ReplyCode.RMAC_I && known) {
      channel.establish(answer.data());
    }
    return answer;
  }

  Answer secure(byte[] key) throws Exception {
    return secure(key, SecurityBlock.OWN_KEY);
  }

  Answer read(byte[] bytes) {
    Answer[] answer = {Answer.SILENCE};
    FrameDecoder decoder =
        new FrameDecoder(
            frame -> {
              if (answer[0] != Answer.SILENCE) {
                throw new AssertionError("two replies to one command");
              }
              answer[0] = opened(frame);
            });
    decoder.feed(bytes, 0, bytes.length);
    return answer[0];
  }

  private Answer opened(Frame frame) {
    if (SecurityBlock.hasMac(frame.security()) && !frame.unseal(channel)) {
      throw new AssertionError("a reply that is not of this session: " + frame);
    }
    return new Answer(frame.code(), frame.security(), frame.sequence(), frame.data());
  }

  private Answer handshake(int type, int selector, int code, byte[] data) throws Exception {
    sequence = sequence < 0 ? 0 : sequence % 3 + 1;
    encoder.handshake(address, FrameEncoder.withCrc(sequence), type, selector, code, data);
    return read(wire.carry(kept()));
  }

  private byte[] kept() {
    last = Arrays.copyOf(encoder.buffer(), encoder.size());
    return last;
  }
}
