// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.net.InetAddress;
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
import org.vestibule.testkit.internal.sip.FreePorts;

/** The media of a house with its real codecs, on loopback. */
final class MediaHouse implements AutoCloseable {
  static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
  private static final int PORTS = 40;

  final MediaComponent media = new MediaComponent();

  MediaHouse(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    int first = FreePorts.row(PORTS);
    settings.put("portFirst", first);
    settings.put("portLast", first + PORTS - 1);
    media.setCodecs(new Codecs());
    media.activate(settings);
  }

  MediaHouse() {
    this(Map.of());
  }

  MediaSession open(Protection protection, SoundEncoding... encodings) throws VestibuleException {
    return media.open(LOCAL, new MediaWish(List.of(encodings), protection));
  }

  /** Waits for something that is to come. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come in 60 s: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    media.deactivate();
  }
}
