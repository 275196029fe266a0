// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;
import org.vestibule.web.socket.Socket;
import org.vestibule.web.socket.SocketListener;

/**
 * A resident's voice and ear over one WebSocket: binary messages of sound behind the byte 2, 16
 * bits, little-endian, mono, 16 kHz, both ways. One thread hears, one speaks; what comes faster
 * than it is spoken goes, so that nobody answers late.
 */
final class CallVoice implements SocketListener {
  /** The first byte of sound, as at a panel. */
  static final byte SOUND = 2;

  /** Half a second at most waits to be spoken, in pieces of 20 ms. */
  private static final int MOST_WAITING = 25;

  private static final int MOST_BEHIND_BYTES = 32_000;
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final Duration SILENT = Duration.ofSeconds(8);

  private final HeldCall call;
  private final BlockingQueue<short[]> spoken = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile Socket socket;
  private volatile boolean over;

  CallVoice(HeldCall call) {
    this.call = call;
  }

  @Override
  public void opened(Socket opened) {
    socket = opened;
    call.joined(this);
    start("console-call-hear", this::hear);
    start("console-call-speak", this::speak);
  }

  private void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (VestibuleException e) {
                socket.send(text(Problem.of(e)));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What one of the two threads does. */
  @FunctionalInterface
  private interface Work {
    void run() throws VestibuleException, InterruptedException;
  }

  private void hear() throws VestibuleException, InterruptedException {
    AudioFeed feed = call.conversation().hear();
    while (!over && !feed.ended()) {
      Optional<AudioChunk> chunk = feed.next(WAIT);
      if (chunk.isPresent() && !over && socket.waitingBytes() < MOST_BEHIND_BYTES) {
        socket.send(message(chunk.get().samples()));
      }
    }
  }

  private static byte[] message(short[] samples) {
    byte[] sound = WaveStream.bytes(samples);
    byte[] message = new byte[1 + sound.length];
    message[0] = SOUND;
    System.arraycopy(sound, 0, message, 1, sound.length);
    return message;
  }

  private void speak() throws VestibuleException, InterruptedException {
    TalkLine line = call.conversation().speak();
    while (!over) {
      short[] samples = spoken.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
      if (samples != null) {
        line.write(new AudioChunk(samples, System.nanoTime()));
      }
    }
  }

  private static String text(Problem problem) {
    return new String(Json.write(problem.body()), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void text(Socket from, String message) {
    from.close(Socket.POLICY, "only sound is spoken here");
  }

  @Override
  public void binary(Socket from, byte[] message) {
    if (message.length < 3 || message[0] != SOUND) {
      from.close(Socket.POLICY, "only sound is spoken here");
      return;
    }
    short[] samples = new short[(message.length - 1) / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (message[2 * i + 2] << 8 | message[2 * i + 1] & 0xFF);
    }
    while (!spoken.offer(samples)) {
      spoken.poll();
    }
  }

  /** Finds a dead connection out. */
  void ping() {
    Socket open = socket;
    if (open.silent().compareTo(SILENT) > 0) {
      open.abort();
    } else {
      open.ping();
    }
  }

  void end(String why) {
    over = true;
    socket.close(Socket.NORMAL, why);
  }

  @Override
  public void closed(Socket from) {
    over = true;
    call.left(this);
  }
}
