// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.integrations.access.control.internal.osdp.Capability;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.FrameDecoder;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;
import org.vestibule.integrations.access.control.internal.osdp.KeySetting;
import org.vestibule.integrations.access.control.internal.osdp.Levels;
import org.vestibule.integrations.access.control.internal.osdp.NakReason;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;

/** A reader that does what a test tells it, and remembers what it was told. */
final class ScriptedReader implements FrameDecoder.Listener {
  record Reply(int code, byte[] data) {}

  private static final byte[] NOTHING = {};

  final List<Integer> executed = new CopyOnWriteArrayList<>();
  final List<OutputControl> moved = new CopyOnWriteArrayList<>();
  final Queue<Reply> events = new ConcurrentLinkedQueue<>();
  final Set<Integer> unknown = new HashSet<>();
  final boolean[] outputs = new boolean[2];
  volatile boolean[] inputs = new boolean[2];
  volatile byte[] key;
  volatile boolean takesDefaultKey;
  volatile boolean checksum;
  volatile boolean keySetInClear;
  volatile boolean noSecureChannel;
  volatile boolean stuckOutputs;
  volatile boolean acksOutputs;
  int busy;
  volatile int handshakes;
  private final int address;
  private final FrameDecoder decoder = new FrameDecoder(this);
  private final FrameEncoder encoder = new FrameEncoder();
  private final SecureChannel channel = new SecureChannel();
  private int lastSequence = -1;
  private boolean answering;

  ScriptedReader(int address, byte[] key) {
    this.address = address;
    this.key = key;
  }

  /** As if its power had gone and come. */
  void restart() {
    channel.close();
    lastSequence = -1;
  }

  boolean secured() {
    return channel.established();
  }

  int count(int code) {
    return (int) executed.stream().filter(each -> each == code).count();
  }

  /** Returns what it answers, or {@code null}. */
  byte[] hear(byte[] bytes, int length) {
    answering = false;
    decoder.feed(bytes, 0, length);
    return answering ? Arrays.copyOf(encoder.buffer(), encoder.size()) : null;
  }

  @Override
  public void frame(Frame frame) {
    if (frame.reply() || frame.address() != address) {
      return;
    }
    answering = true;
    int sequence = frame.sequence();
    if (busy > 0) {
      busy--;
      // Into an encoder of its own would be better manners; the next reply is written anew anyway.
      clear(0, ReplyCode.BUSY, NOTHING);
      return;
    }
    if (sequence == lastSequence && sequence != 0) {
      return;
    }
    if (sequence == 0) {
      restart();
    }
    boolean inOrder = sequence == 0 || lastSequence >= 0 && sequence == lastSequence % 3 + 1;
    lastSequence = sequence;
    if (!inOrder) {
      nak(sequence, NakReason.SEQUENCE);
      channel.close();
    } else {
      execute(frame);
    }
  }

  private void execute(Frame frame) {
    int sequence = frame.sequence();
    boolean maced = SecurityBlock.hasMac(frame.security());
    if (channel.established() != maced && frame.code() != CommandCode.CHLNG
        || maced && !frame.unseal(channel)) {
      channel.close();
      nak(sequence, NakReason.SECURITY_CONDITIONS);
      return;
    }
    executed.add(frame.code());
    byte[] data = frame.data();
    if (unknown.contains(frame.code())) {
      reply(sequence, ReplyCode.NAK, new byte[] {(byte) NakReason.UNKNOWN_COMMAND.code()});
      return;
    }
    switch (frame.code()) {
      case CommandCode.ID ->
          reply(sequence, ReplyCode.PDID, new ReaderId(0x123456, 7, 1, 42, 1, 4, 2).encode());
      case CommandCode.CAP ->
          reply(
              sequence,
              ReplyCode.PDCAP,
              Capability.encode(
                  List.of(
                      new Capability(Capability.CHECK_CHARACTER, 0, 0),
                      new Capability(Capability.TEXT, 1, 1),
                      new Capability(Capability.OUTPUTS, 2, 2))));
      case CommandCode.CHLNG -> challenge(frame, data);
      case CommandCode.SCRYPT -> prove(frame, data);
      case CommandCode.KEYSET -> keySet(sequence, data);
      case CommandCode.OUT -> output(sequence, data);
      case CommandCode.OSTAT -> reply(sequence, ReplyCode.OSTATR, Levels.encode(outputs));
      case CommandCode.ISTAT -> reply(sequence, ReplyCode.ISTATR, Levels.encode(inputs));
      case CommandCode.LSTAT -> reply(sequence, ReplyCode.LSTATR, new byte[] {0, 0});
      case CommandCode.POLL -> {
        Reply event = events.isEmpty() ? new Reply(ReplyCode.ACK, NOTHING) : events.poll();
        reply(sequence, event.code(), event.data());
      }
      default -> reply(sequence, ReplyCode.ACK, NOTHING);
    }
  }

  private void challenge(Frame frame, byte[] panelRandom) {
    boolean own = frame.securityValue() == SecurityBlock.OWN_KEY;
    byte[] used = own ? key : takesDefaultKey ? SecureChannel.defaultKey() : null;
    if (used == null || noSecureChannel) {
      nak(
          frame.sequence(),
          noSecureChannel ? NakReason.NO_SECURE_CHANNEL : NakReason.SECURITY_CONDITIONS);
      return;
    }
    byte[] random = {1, 2, 3, 4, 5, 6, 7, (byte) executed.size()};
    channel.derive(used, panelRandom, random);
    byte[] data = new byte[32];
    System.arraycopy(random, 0, data, 8, 8);
    System.arraycopy(channel.clientCryptogram(), 0, data, 16, 16);
    encoder.handshake(
        FrameEncoder.reply(address),
        control(frame.sequence()),
        SecurityBlock.CLIENT_CRYPTOGRAM,
        frame.securityValue(),
        ReplyCode.CCRYPT,
        data);
  }

  private void prove(Frame frame, byte[] shown) {
    boolean good = channel.serverMatches(shown);
    byte[] mac = good ? channel.establish() : new byte[16];
    handshakes += good ? 1 : 0;
    encoder.handshake(
        FrameEncoder.reply(address),
        control(frame.sequence()),
        SecurityBlock.INITIAL_MAC,
        good ? frame.securityValue() : SecurityBlock.FAILED,
        ReplyCode.RMAC_I,
        mac);
  }

  private void keySet(int sequence, byte[] data) {
    key = KeySetting.decode(data).orElseThrow().key();
    takesDefaultKey = false;
    if (keySetInClear) {
      clear(sequence, ReplyCode.ACK, NOTHING);
    } else {
      reply(sequence, ReplyCode.ACK, NOTHING);
    }
  }

  private void output(int sequence, byte[] data) {
    OutputControl control = OutputControl.decode(data).orElseThrow().get(0);
    moved.add(control);
    if (!stuckOutputs) {
      outputs[control.output()] =
          control.action() == OutputControl.TIMED_ON || control.action() == OutputControl.ON;
    }
    if (acksOutputs) {
      reply(sequence, ReplyCode.ACK, NOTHING);
    } else {
      reply(sequence, ReplyCode.OSTATR, Levels.encode(outputs));
    }
  }

  private void nak(int sequence, NakReason reason) {
    clear(sequence, ReplyCode.NAK, new byte[] {(byte) reason.code()});
  }

  private void reply(int sequence, int code, byte[] data) {
    if (channel.established()) {
      encoder.sealed(FrameEncoder.reply(address), control(sequence), channel, code, data);
    } else {
      clear(sequence, code, data);
    }
  }

  private void clear(int sequence, int code, byte[] data) {
    encoder.clear(FrameEncoder.reply(address), control(sequence), code, data);
  }

  private int control(int sequence) {
    return checksum ? sequence : FrameEncoder.withCrc(sequence);
  }
}
