// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.SoundReceiver;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;

/** What becomes of the other calls when something of one of them is gone. */
class MediaThreadTest {
  @Test
  void aCallWhoseCodecsWentWithTheirBundleDoesNotEndTheOthers() throws Exception {
    MediaThread thread = new MediaThread(0);
    Ticking broken = new Ticking(new NoClassDefFoundError("the bundle audio was replaced"));
    Ticking sound = new Ticking(null);
    thread.add(broken);
    thread.add(sound);
    MediaHouse.await("ticks", () -> sound.ticks.get() > broken.ticks.get() && broken.gone());
    int before = sound.ticks.get();
    MediaHouse.await("further ticks", () -> sound.ticks.get() > before);
    thread.close();
  }

  @Test
  void whatCannotBeAgreedOnIsTriedOnceAndNotForEver() throws Exception {
    Gone gone = new Gone();
    try (MediaHouse house = new MediaHouse();
        RawPhone phone = new RawPhone()) {
      house.media.setCodecs(gone);
      MediaSession session =
          house.media.open(
              MediaHouse.LOCAL, new MediaWish(List.of(SoundEncoding.PCMU), Protection.NONE));
      phone.answered(session.answer(phone.offer()));
      MediaHouse.await("asked", () -> gone.asked.get() > 0);
      for (int i = 0; i < 20; i++) {
        phone.send(phone.sound());
      }
      MediaHouse.await("refused", () -> session.figures().refused() == 20);
      assertThat(gone.asked).hasValue(1);
      session.close();
    }
  }

  /** What is due each 20 ms. */
  private static final class Ticking implements MediaThread.Stream {
    final AtomicInteger ticks = new AtomicInteger();
    private final Error error;
    private long next = System.nanoTime();

    Ticking(Error error) {
      this.error = error;
    }

    boolean gone() {
      return ticks.get() > 0;
    }

    @Override
    public void register(Selector selector) {
      // It hears nothing.
    }

    @Override
    public void readable(SelectionKey key) {
      // It hears nothing.
    }

    @Override
    public long due(long now) {
      return next;
    }

    @Override
    public void tick(long now) {
      next = now + 20_000_000;
      ticks.incrementAndGet();
      if (error != null) {
        next = now + 40_000_000;
        throw error;
      }
    }
  }

  /** Codecs whose bundle stopped. */
  private static final class Gone implements SoundCodecs {
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public SoundDecoder decoder(SoundEncoding encoding) {
      throw new IllegalStateException("the bundle audio was replaced");
    }

    @Override
    public SoundEncoder encoder(SoundEncoding encoding) {
      asked.incrementAndGet();
      throw new IllegalStateException("the bundle audio was replaced");
    }

    @Override
    public SoundReceiver receiver(SoundEncoding encoding, int leastMillis, int mostMillis) {
      throw new IllegalStateException("the bundle audio was replaced");
    }
  }
}
