// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.vestibule.integrations.access.control.internal.osdp.Capability;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.NakReason;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;
import org.vestibule.integrations.access.control.internal.osdp.cp.ReaderSecurity.Way;

/**
 * From silence to a session: who are you, what can you do, and the handshake of the secure channel
 * (SIA OSDP 2.2 annex D.4). One thread.
 */
final class Startup {
  /** How far it is after a reply. */
  enum Step {
    GO_ON,
    /** The session stands, or none is needed. */
    DONE,
    /** It cannot be, see {@link #problem}. */
    FAILED,
    /** As FAILED; there may be another way at once. */
    OTHER_WAY
  }

  private enum Next {
    IDENTIFY,
    CAPABILITIES,
    CHALLENGE,
    CRYPTOGRAM
  }

  /** osdp_ID and osdp_CAP: the standard answer is wanted. */
  private static final byte[] STANDARD = {0};

  private static final int CCRYPT_LENGTH = 32;

  private final Exchange exchange;
  private final ReaderSecurity security;
  private final SecureRandom random;
  private final byte[] panelRandom = new byte[SecureChannel.RANDOM];
  private Next next = Next.IDENTIFY;
  private Way way = Way.NONE;
  private ReaderFacts facts = ReaderFacts.NOTHING;
  private String problem = "";

  Startup(Exchange exchange, ReaderSecurity security, SecureRandom random) {
    this.exchange = exchange;
    this.security = security;
    this.random = random;
  }

  void begin() {
    exchange.restart();
    next = Next.IDENTIFY;
    facts = ReaderFacts.NOTHING;
  }

  /** Writes the next command. */
  void speak() {
    switch (next) {
      case IDENTIFY -> exchange.command(CommandCode.ID, STANDARD);
      case CAPABILITIES -> exchange.command(CommandCode.CAP, STANDARD);
      case CHALLENGE -> {
        random.nextBytes(panelRandom);
        exchange.handshake(
            SecurityBlock.CHALLENGE, keyNumber(), CommandCode.CHLNG, panelRandom.clone());
      }
      case CRYPTOGRAM ->
          exchange.handshake(
              SecurityBlock.SERVER_CRYPTOGRAM,
              keyNumber(),
              CommandCode.SCRYPT,
              exchange.channel().serverCryptogram());
    }
  }

  /** Takes the reply to it. */
  Step reply(Frame frame, long nowNanos) {
    byte[] data = frame.data();
    boolean refused = frame.code() == ReplyCode.NAK;
    return switch (next) {
      case IDENTIFY -> {
        // Some readers say nothing at all of themselves before they are secured.
        facts = frame.code() == ReplyCode.PDID ? facts.with(ReaderId.decode(data)) : facts;
        next = Next.CAPABILITIES;
        yield frame.code() == ReplyCode.PDID || refused ? Step.GO_ON : unexpected(frame);
      }
      case CAPABILITIES -> {
        if (frame.code() == ReplyCode.PDCAP) {
          facts = facts.with(Capability.decode(data).orElse(List.of()));
        }
        yield frame.code() == ReplyCode.PDCAP || refused ? secure(nowNanos) : unexpected(frame);
      }
      case CHALLENGE -> refused ? refused(data) : challenged(frame, data);
      case CRYPTOGRAM -> refused ? refused(data) : answered(frame, data);
    };
  }

  /** Returns what the reader said of itself. */
  ReaderFacts facts() {
    return facts;
  }

  /** Returns how the session was begun. */
  Way way() {
    return way;
  }

  /** Returns for people what is wrong. */
  String problem() {
    return problem;
  }

  private Step secure(long nowNanos) {
    way = security.way(nowNanos);
    next = Next.CHALLENGE;
    return switch (way) {
      case CLEAR -> Step.DONE;
      case NONE -> failed(security.problem());
      case DEFAULT_KEY, OWN_KEY -> Step.GO_ON;
    };
  }

  private Step challenged(Frame frame, byte[] data) {
    if (frame.code() != ReplyCode.CCRYPT
        || frame.security() != SecurityBlock.CLIENT_CRYPTOGRAM
        || data.length != CCRYPT_LENGTH) {
      return unexpected(frame);
    }
    byte[] readerRandom = Arrays.copyOfRange(data, 8, 8 + SecureChannel.RANDOM);
    exchange.channel().derive(security.forSession(way), panelRandom, readerRandom);
    if (!exchange.channel().clientMatches(Arrays.copyOfRange(data, 16, CCRYPT_LENGTH))) {
      return otherKey();
    }
    next = Next.CRYPTOGRAM;
    return Step.GO_ON;
  }

  private Step answered(Frame frame, byte[] data) {
    if (frame.code() != ReplyCode.RMAC_I || frame.security() != SecurityBlock.INITIAL_MAC) {
      return unexpected(frame);
    }
    boolean same =
        frame.securityValue() != SecurityBlock.FAILED
            && data.length == SecureChannel.BLOCK
            && exchange.channel().establish(data);
    return same ? Step.DONE : otherKey();
  }

  private Step otherKey() {
    if (way == Way.DEFAULT_KEY) {
      return defaultRefused();
    }
    return failed(
        "it has another key than this gateway: if somebody changed it on purpose, reset it and"
            + " open the commissioning window; otherwise look whose it is");
  }

  private Step refused(byte[] data) {
    if (way == Way.DEFAULT_KEY) {
      return defaultRefused();
    }
    NakReason reason = data.length == 0 ? NakReason.OTHER : NakReason.of(data[0] & 0xFF);
    return failed("it refused the secure channel: " + reason.sentence());
  }

  private Step defaultRefused() {
    security.defaultRefused();
    problem = "it does not take the default key";
    return Step.OTHER_WAY;
  }

  private Step unexpected(Frame frame) {
    return failed(String.format("it answered %02X, which fits no question", frame.code()));
  }

  private Step failed(String why) {
    problem = why;
    return Step.FAILED;
  }

  private int keyNumber() {
    return way == Way.OWN_KEY ? SecurityBlock.OWN_KEY : SecurityBlock.DEFAULT_KEY;
  }
}
