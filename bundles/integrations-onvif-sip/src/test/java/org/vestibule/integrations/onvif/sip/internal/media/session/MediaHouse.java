// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.audio.internal.codec.Codecs;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;

/** The media of a house with its real codecs, on loopback. */
final class MediaHouse implements AutoCloseable {
  static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
  private static final int PORTS = 40;

  final MediaComponent media = new MediaComponent();

  MediaHouse(Map<String, Object> more) throws IOException {
    Map<String, Object> settings = new HashMap<>(more);
    int first = freePort();
    settings.put("portFirst", first);
    settings.put("portLast", first + PORTS - 1);
    media.setCodecs(new Codecs());
    media.activate(settings);
  }

  MediaHouse() throws IOException {
    this(Map.of());
  }

  static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOCAL, 0))) {
      return Math.min(65_000, socket.getLocalPort() & ~1);
    }
  }

  MediaSession open(Protection protection, SoundEncoding... encodings) throws VestibuleException {
    return media.open(LOCAL, new MediaWish(List.of(encodings), protection));
  }

  /** Waits for something that is to come. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come in 10 s: " + what);
      }
      Thread.onSpinWait();
      Thread.yield();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    media.deactivate();
  }
}
