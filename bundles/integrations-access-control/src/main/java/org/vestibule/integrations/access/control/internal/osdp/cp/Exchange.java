// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;
import org.vestibule.integrations.access.control.internal.osdp.NakReason;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;

/**
 * One command at a time to one reader, and its one reply. A reply counts once, only with the
 * command's sequence number and, in a session, only with a MAC that continues the chain; all else
 * is as if it had not come, so that noise, a replay or a late repetition neither gets through nor
 * ends a session. A command is repeated byte for byte (SIA OSDP 2.2 sections 5.7 and D.5). One
 * thread.
 */
final class Exchange implements AutoCloseable {
  /** What a frame was. */
  enum Result {
    /** Not the reply that is awaited. */
    STRAY,
    /** The reader wants the command again, later. */
    BUSY,
    /** The reply. */
    REPLY,
    /** The reader has lost the session, or its MACs no longer fit. */
    LOST
  }

  private static final int NOTHING = -1;

  /** A reader whose good MAC closed over bad data has moved its chain: then none fits again. */
  private static final int MOST_BAD_MACS = 3;

  private final int address;
  private final FrameEncoder encoder = new FrameEncoder();
  private final SecureChannel channel = new SecureChannel();
  private int sequence;
  private int awaited = NOTHING;
  private int badMacs;
  private String lost = "";

  Exchange(int address) {
    this.address = address;
  }

  /** Begins anew: no session, and a sequence number by which the reader does the same. */
  void restart() {
    channel.close();
    sequence = 0;
    awaited = NOTHING;
  }

  /** Returns what is to be sent, also to send it again. */
  FrameEncoder frame() {
    return encoder;
  }

  SecureChannel channel() {
    return channel;
  }

  boolean secured() {
    return channel.established();
  }

  /** Returns whether a command waits for its reply. */
  boolean waiting() {
    return awaited != NOTHING;
  }

  /** Returns the command that waits. */
  int command() {
    return awaited;
  }

  /** Returns why the last frame was LOST, for people. */
  String lost() {
    return lost;
  }

  /** Writes the next command. */
  void command(int code, byte[] data) {
    awaits(code);
    // The handshake always ends in a CRC, whatever the reader says it likes; so does the rest.
    if (channel.established()) {
      encoder.sealed(address, FrameEncoder.withCrc(sequence), channel, code, data);
    } else {
      encoder.clear(address, FrameEncoder.withCrc(sequence), code, data);
    }
  }

  /** Writes a command of the handshake. */
  void handshake(int type, int value, int code, byte[] data) {
    awaits(code);
    encoder.handshake(address, FrameEncoder.withCrc(sequence), type, value, code, data);
  }

  private void awaits(int code) {
    awaited = code;
    badMacs = 0;
  }

  /** Looks at a reply of this reader. The frame can be read only when it is the REPLY. */
  Result take(Frame frame) {
    if (awaited == NOTHING) {
      return Result.STRAY;
    }
    boolean maced = SecurityBlock.hasMac(frame.security());
    if (frame.code() == ReplyCode.BUSY && !maced) {
      return frame.sequence() == 0 || frame.sequence() == sequence ? Result.BUSY : Result.STRAY;
    }
    // Before the MAC: a repetition must not move the chain.
    if (frame.sequence() != sequence) {
      return Result.STRAY;
    }
    if (channel.established() && !maced) {
      return inClear(frame);
    }
    if (maced && !channel.established()) {
      return Result.STRAY;
    }
    if (maced && !frame.unseal(channel)) {
      lost = "its messages are not signed as they should be";
      return ++badMacs < MOST_BAD_MACS ? Result.STRAY : Result.LOST;
    }
    awaited = NOTHING;
    sequence = sequence % 3 + 1;
    return Result.REPLY;
  }

  /**
   * In a session a reply in clear is worth nothing, with two exceptions: a reader that has no
   * session any more can only say so in clear, and some answer a new key so.
   */
  private Result inClear(Frame frame) {
    if (awaited == CommandCode.KEYSET
        && (frame.code() == ReplyCode.ACK || frame.code() == ReplyCode.NAK)) {
      awaited = NOTHING;
      sequence = sequence % 3 + 1;
      return Result.REPLY;
    }
    if (frame.code() != ReplyCode.NAK || frame.dataLength() < 1) {
      return Result.STRAY;
    }
    NakReason reason = NakReason.of(frame.data()[0] & 0xFF);
    lost = "it ended the session: " + reason.sentence();
    return switch (reason) {
      case SEQUENCE, NO_SECURE_CHANNEL, SECURITY_CONDITIONS -> Result.LOST;
      default -> Result.STRAY;
    };
  }

  @Override
  public void close() {
    restart();
  }
}
