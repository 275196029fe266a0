// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Arrays;
import java.util.List;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.FrameDecoder;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;
import org.vestibule.integrations.access.control.internal.osdp.SecurityBlock;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/**
 * Has a reader of its own talk to itself, so that the classes are loaded, AES is initialised and
 * the loops are compiled before a panel waits for the first reply.
 */
final class PdWarmup {
  private static final int SESSIONS = 20;
  private static final int POLLS = 50;
  private static final byte[] RANDOM = new byte[SecureChannel.RANDOM];
  private static final byte[] NOTHING = {};

  private final byte[] key = SecureChannel.defaultKey();
  private final PdKeys keys = new PdKeys();
  private final FrameEncoder encoder = new FrameEncoder();
  private final SecureChannel channel = new SecureChannel();
  private final PdEngine reader =
      new PdEngine(
          new PdProfile(0, 9600, new ReaderId(0, 0, 0, 0, 0, 0, 0), false),
          keys,
          new PdListener() {},
          System::nanoTime,
          bytes -> Arrays.fill(bytes, (byte) 0));
  private final PdBus bus = new PdBus(List.of(reader), System::nanoTime, FrameTap.NONE);
  private final FrameDecoder replies = new FrameDecoder(frame -> frame.unseal(channel));

  static void run() {
    PdWarmup warmup = new PdWarmup();
    warmup.keys.replace(warmup.key);
    for (int i = 0; i < SESSIONS; i++) {
      warmup.session();
    }
    warmup.bus.disconnected();
    warmup.channel.close();
  }

  private void session() {
    encoder.clear(0, FrameEncoder.withCrc(0), CommandCode.ID, new byte[1]);
    exchange();
    encoder.handshake(
        0,
        FrameEncoder.withCrc(1),
        SecurityBlock.CHALLENGE,
        SecurityBlock.OWN_KEY,
        CommandCode.CHLNG,
        RANDOM);
    exchange();
    channel.derive(key, RANDOM, RANDOM);
    encoder.handshake(
        0,
        FrameEncoder.withCrc(2),
        SecurityBlock.SERVER_CRYPTOGRAM,
        SecurityBlock.OWN_KEY,
        CommandCode.SCRYPT,
        channel.serverCryptogram());
    exchange();
    channel.establish();
    byte[] light = LedControl.encode(List.of(LedControl.flash(0, LedColour.GREEN, 1)));
    for (int i = 0; i < POLLS; i++) {
      CardRead card = new CardRead(0, 1, new CardBits(26, new byte[4]));
      long now = System.nanoTime();
      reader.present(PdRead.card(card, now, now + PdRead.LONGEST_LIFE));
      sealed(2 + 2 * i, CommandCode.POLL, NOTHING);
      sealed(3 + 2 * i, CommandCode.LED, light);
    }
  }

  private void sealed(int count, int code, byte[] data) {
    encoder.sealed(0, FrameEncoder.withCrc(count % 3 + 1), channel, code, data);
    exchange();
  }

  private void exchange() {
    int size = bus.receive(encoder.buffer(), 0, encoder.size(), System.nanoTime());
    if (size > 0) {
      replies.feed(bus.reply(), 0, size);
    }
  }
}
