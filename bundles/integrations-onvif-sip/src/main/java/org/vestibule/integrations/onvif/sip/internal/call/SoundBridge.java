// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.Conversation;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;

/**
 * Carries sound between a phone and a visitor, one chunk at a time: nothing waits here. Each way is
 * carried by one thread.
 */
final class SoundBridge {
  private static final Logger LOG = LoggerFactory.getLogger(SoundBridge.class);
  private static final Duration CHUNK = Duration.ofMillis(20);

  /** The assistant may have to end its sentence first. */
  private static final int BUSY_TRIES = 150;

  private final Conversation conversation;
  private final MediaSession phone;
  private final Queue<short[]> tones;
  private final BooleanSupplier over;

  /** Opens one way. */
  @FunctionalInterface
  private interface Way<T> {
    T open() throws VestibuleException;
  }

  /**
   * @param tones what the resident hears instead of the visitor, chunk by chunk
   */
  SoundBridge(
      Conversation conversation, MediaSession phone, Queue<short[]> tones, BooleanSupplier over) {
    this.conversation = conversation;
    this.phone = phone;
    this.tones = tones;
    this.over = over;
  }

  /** Carries what the resident says until the end. */
  void toVisitor() {
    try {
      AudioFeed resident = phone.hear();
      Optional<TalkLine> line = open("speak to", conversation::speak, resident);
      while (!over() && !resident.ended()) {
        Optional<AudioChunk> chunk = resident.next(CHUNK);
        if (chunk.isPresent() && line.isPresent()) {
          line.get().write(chunk.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("What a resident says is no longer carried", e);
    }
  }

  /** Carries what the visitor says, or a tone, until the end. */
  void toResident() {
    try {
      TalkLine resident = phone.speak();
      AudioFeed quiet = new SilentFeed();
      AudioFeed visitor = open("hear", conversation::hear, quiet).orElse(quiet);
      while (!over()) {
        Optional<AudioChunk> chunk = (visitor.ended() ? quiet : visitor).next(CHUNK);
        short[] tone = tones.poll();
        if (tone != null) {
          resident.write(new AudioChunk(tone, System.nanoTime()));
        } else if (chunk.isPresent()) {
          resident.write(chunk.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("What a visitor says is no longer carried", e);
    }
  }

  private boolean over() {
    return over.getAsBoolean() || conversation.over();
  }

  /** Opens a way, and lets {@code meanwhile} flow by while somebody else still talks. */
  private <T> Optional<T> open(String what, Way<T> way, AudioFeed meanwhile)
      throws InterruptedException {
    for (int tries = 0; !over(); tries++) {
      try {
        return Optional.of(way.open());
      } catch (VestibuleException e) {
        if (!e.code().equals("talk-busy") || tries == BUSY_TRIES) {
          LOG.info("A resident cannot {} the visitor: {}", what, e.getMessage());
          return Optional.empty();
        }
        meanwhile.next(CHUNK);
      }
    }
    return Optional.empty();
  }
}
