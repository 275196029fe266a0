// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;
import org.vestibule.integrations.access.control.internal.osdp.LocalStatus;
import org.vestibule.integrations.access.control.internal.osdp.NakReason;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;

/**
 * One reader: a panel's frames in, replies out (SIA OSDP 2.2). It does no input or output and has
 * no clock but the one it is given. One thread, except {@link #present} and {@link #status}.
 *
 * <p>The sequence number is looked at first. One that comes a second time is a repetition: its
 * reply was lost, so the reply is given again and nothing is done again. Only a new one is verified
 * and carried out.
 */
public final class PdEngine {
  private static final int UNKNOWN = -1;
  private static final byte[] NOTHING = {};

  private final PdProfile profile;
  private final PdKeys keys;
  private final PdListener listener;
  private final LongSupplier clock;
  private final PdSession session;
  private final PdCommands commands;
  private final byte[] uid;
  private final FrameEncoder encoder = new FrameEncoder();
  private final byte[] lastCommand = new byte[Frame.LONGEST];
  private int lastLength;
  private int lastSequence = UNKNOWN;
  private PdRead lastRead;
  private int generation;

  /** A reader that has heard nothing yet. */
  public PdEngine(
      PdProfile profile,
      PdKeys keys,
      PdListener listener,
      LongSupplier clock,
      PdSession.Randomness randomness) {
    this.profile = profile;
    this.keys = keys;
    this.listener = listener;
    this.clock = clock;
    session = new PdSession(keys, randomness);
    commands = new PdCommands(profile, keys, listener);
    generation = keys.generation();
    // cUID: the first eight bytes of what it says of itself (annex D.4.4).
    uid = Arrays.copyOf(profile.id().encode(), SecureChannel.RANDOM);
  }

  /** As above, with random numbers of the machine's. */
  public PdEngine(PdProfile profile, PdKeys keys, PdListener listener, LongSupplier clock) {
    this(profile, keys, listener, clock, new SecureRandom()::nextBytes);
  }

  /** Lets a read wait for the next poll; false when too many wait. Any thread. */
  public boolean present(PdRead read) {
    return commands.present(read);
  }

  /** Says how the gateway's case and supply are; the panel hears of a change at its next poll. */
  public void status(LocalStatus now) {
    commands.status(now);
  }

  /** The line went: the session, the last reply and what waits for a poll are forgotten. */
  public void disconnected() {
    reset();
    commands.drop();
    listener.gone();
  }

  int address() {
    return profile.address();
  }

  /** Returns what holds the reply, the mark byte first. */
  byte[] reply() {
    return encoder.buffer();
  }

  int replySize() {
    return encoder.size();
  }

  /** Notes that the reply is put on the line now; false when the card in it was withdrawn. */
  boolean send() {
    return lastRead == null || lastRead.send();
  }

  /** Takes a command; the reply is ready when it returns. */
  void handle(Frame frame) {
    if (generation != keys.generation()) {
      generation = keys.generation();
      session.end();
    }
    int sequence = frame.sequence();
    if (sequence == lastSequence && (sequence != 0 || frame.sameAs(lastCommand, lastLength))) {
      repeat(frame);
    } else {
      boolean inOrder = inOrder(frame);
      if (sequence == 0) {
        reset();
      }
      lastRead = null;
      lastSequence = sequence;
      lastLength = frame.copyTo(lastCommand);
      answer(frame, inOrder);
    }
    listener.heard(clock.getAsLong(), session.secured());
  }

  /** After a start of ours a panel that goes on in its session learns that there is none. */
  private boolean inOrder(Frame frame) {
    int sequence = frame.sequence();
    return sequence == 0
        || (lastSequence == UNKNOWN
            ? SecurityBlock.hasMac(frame.security())
            : sequence == lastSequence % 3 + 1);
  }

  private void reset() {
    session.end();
    commands.restart();
    lastSequence = UNKNOWN;
    lastRead = null;
  }

  /** The last reply stands in the encoder still; one whose card is too old is not given again. */
  private void repeat(Frame frame) {
    if (lastRead != null && lastRead.stale(clock.getAsLong())) {
      lastRead.withdraw();
      lastRead = null;
      broken(frame, NakReason.SECURITY_CONDITIONS, "a card was asked for too late");
    }
  }

  private void answer(Frame frame, boolean inOrder) {
    int security = frame.security();
    if (!inOrder) {
      broken(frame, NakReason.SEQUENCE, "a frame came out of order");
      return;
    }
    switch (security) {
      case SecurityBlock.NONE -> inClear(frame);
      case SecurityBlock.CHALLENGE -> challenge(frame);
      case SecurityBlock.SERVER_CRYPTOGRAM -> prove(frame);
      case SecurityBlock.COMMAND, SecurityBlock.COMMAND_ENCRYPTED -> sealed(frame);
      default -> broken(frame, NakReason.SECURITY_CONDITIONS, "a security block that is none");
    }
  }

  /** Without a session a reader with a key says who it is, and nothing else. */
  private void inClear(Frame frame) {
    boolean harmless =
        frame.code() == CommandCode.ID
            || frame.code() == CommandCode.CAP
            || frame.code() == CommandCode.LSTAT;
    boolean allowed = profile.clearText() && !keys.keyed() && !session.established();
    if (!harmless && !allowed) {
      broken(frame, NakReason.SECURITY_CONDITIONS, "a command came in clear");
      return;
    }
    // At sequence number 0 a repetition and a restarted panel look the same: no card is risked.
    boolean reads = allowed && lastSequence != 0;
    PdReply reply = commands.execute(frame.code(), frame.data(), reads, false, clock.getAsLong());
    lastRead = commands.taken();
    encoder.clear(to(), control(frame), reply.code(), reply.data());
  }

  private void challenge(Frame frame) {
    if (frame.code() != CommandCode.CHLNG || frame.dataLength() != SecureChannel.RANDOM) {
      broken(frame, NakReason.LENGTH, "a challenge was none");
      return;
    }
    byte[] proof = session.challenge(frame, frame.data(), uid, clock.getAsLong());
    if (proof == null) {
      broken(frame, NakReason.SECURITY_CONDITIONS, refusal(frame.securityValue()));
      return;
    }
    encoder.handshake(
        to(),
        control(frame),
        SecurityBlock.CLIENT_CRYPTOGRAM,
        session.selector(),
        ReplyCode.CCRYPT,
        proof);
  }

  private String refusal(int selector) {
    return selector == SecurityBlock.OWN_KEY
        ? "the panel has a key for it, and it has none"
        : "the panel wants the default key, which everybody knows";
  }

  private void prove(Frame frame) {
    if (frame.code() != CommandCode.SCRYPT || !session.challenged()) {
      broken(frame, NakReason.SECURITY_CONDITIONS, "a proof came without a challenge");
      return;
    }
    byte[] initialMac = session.prove(frame.data());
    int result = session.established() ? session.selector() : SecurityBlock.FAILED;
    if (result == SecurityBlock.FAILED) {
      listener.insecure("the panel has another key");
    }
    encoder.handshake(
        to(), control(frame), SecurityBlock.INITIAL_MAC, result, ReplyCode.RMAC_I, initialMac);
  }

  private void sealed(Frame frame) {
    if (!session.established() || !frame.unseal(session.channel())) {
      broken(frame, NakReason.SECURITY_CONDITIONS, "a frame did not belong to the session");
      return;
    }
    boolean encrypted = SecurityBlock.encrypts(frame.security());
    PdReply reply =
        commands.execute(
            frame.code(), frame.data(), session.secured(), encrypted, clock.getAsLong());
    frame.wipe();
    lastRead = commands.taken();
    encoder.sealed(to(), control(frame), session.channel(), reply.code(), reply.data());
  }

  /** Ends the session and says so in clear, because the panel may have no session any more. */
  private void broken(Frame frame, NakReason reason, String why) {
    session.end();
    listener.insecure(why);
    PdReply nak = PdReply.nak(reason);
    encoder.clear(to(), control(frame), nak.code(), nak.data());
  }

  private int to() {
    return FrameEncoder.reply(profile.address());
  }

  private static int control(Frame frame) {
    return frame.usesCrc() ? FrameEncoder.withCrc(frame.sequence()) : frame.sequence();
  }
}
