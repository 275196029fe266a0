// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.status.Status;
import org.vestibule.audio.internal.AudioComponent;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/**
 * From the end of speech to its text, without the hang-over: the feed hands its chunks over as fast
 * as they are asked for, so the silence behind the sentence costs its computing and no waiting.
 * What is measured: voice activity on the tail, the hand-over between threads, encoder, decoder,
 * and the event.
 */
final class SpeechPath {
  private static final int RATE = 16_000;
  private static final int CHUNK = RATE / 50;
  private static final int WARM_UP = 10;

  private SpeechPath() {}

  /**
   * Measures.
   *
   * @param packs folder of the model packs
   * @param wav 16 kHz mono PCM with one sentence
   * @param n how often, after ten unmeasured times
   * @param out for the table
   * @return milliseconds from the end of speech to the text, in the order measured
   */
  static double[] measure(Path packs, Path wav, int n, PrintStream out) throws Exception {
    short[] sound = withSilence(wav);
    AudioComponent audio = new AudioComponent();
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      try {
        start(audio, store);
        return measure(audio, sound, n, out);
      } finally {
        audio.deactivate();
      }
    }
  }

  private static double[] measure(AudioComponent audio, short[] sound, int n, PrintStream out)
      throws Exception {
    double[] total = new double[n];
    double[] encode = new double[n];
    double[] decode = new double[n];
    SpeechEvent.FinalText text = null;
    for (int i = -WARM_UP; i < n; i++) {
      InstantFeed feed = new InstantFeed(sound);
      text = listen(audio, feed);
      if (i >= 0) {
        total[i] = (feed.textNanos - feed.handedOver(text.endOfSpeechNanos())) / 1e6;
        encode[i] = millis(text, "encode");
        decode[i] = millis(text, "decode");
      }
    }
    out.printf(Locale.ROOT, "end of speech to text, no hang-over, %s%n", text.model());
    out.printf(
        Locale.ROOT, "  \"%s\" (confidence %.2f), n = %d%n", text.text(), text.confidence(), n);
    out.println("  " + new Sample(total).row("end of speech to text"));
    out.println("  " + new Sample(encode).row("of it encode"));
    out.println("  " + new Sample(decode).row("of it decode"));
    return total;
  }

  private static void start(AudioComponent audio, ModelStore store) {
    audio.setStore(store);
    audio.activate(Map.of());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (audio.status().state() != Status.State.READY) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Not ready in 60 s: " + audio.status().sentence());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static SpeechEvent.FinalText listen(AudioComponent audio, InstantFeed feed)
      throws VestibuleException, InterruptedException {
    BlockingQueue<SpeechEvent> events = new LinkedBlockingQueue<>();
    SpeechWish wish = new SpeechWish(Locale.ENGLISH, Duration.ofSeconds(60));
    audio.listen(
        feed,
        wish,
        event -> {
          feed.textNanos = System.nanoTime();
          events.add(event);
        });
    while (true) {
      SpeechEvent event = events.poll(60, TimeUnit.SECONDS);
      if (event instanceof SpeechEvent.FinalText text && !text.text().isEmpty()) {
        return text;
      }
      if (!(event instanceof SpeechEvent.SpeechStarted)) {
        throw new IllegalStateException("The sentence was not understood: " + event);
      }
    }
  }

  private static double millis(SpeechEvent.FinalText text, String stage) {
    return text.timings().stream()
            .filter(timing -> timing.stage().equals(stage))
            .mapToLong(timing -> timing.durationMicros())
            .sum()
        / 1000.0;
  }

  private static short[] withSilence(Path wav) throws IOException {
    short[] sound = read(wav);
    return Arrays.copyOf(sound, sound.length + 2 * RATE);
  }

  /** Returns the samples of a mono 16-bit WAV file. */
  static short[] read(Path wav) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
    int at = 12;
    while (file.getInt(at) != 0x61746164) { // "data"
      at += 8 + file.getInt(at + 4);
    }
    int samples = Math.min(file.getInt(at + 4), file.limit() - at - 8) / 2;
    short[] sound = new short[samples];
    file.position(at + 8)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(sound, 0, samples);
    return sound;
  }

  /** Hands chunks over at once and remembers when. */
  private static final class InstantFeed implements AudioFeed {
    private final short[] sound;
    private final long[] handedOver;
    private int next;

    /** When the listener heard the last event; read after the event was taken from the queue. */
    private volatile long textNanos;

    InstantFeed(short[] sound) {
      this.sound = sound;
      handedOver = new long[sound.length / CHUNK];
    }

    /** Returns when the chunk that holds {@code capturedNanos} was handed over. */
    long handedOver(long capturedNanos) {
      return handedOver[(int) ((capturedNanos - 1) / (1_000_000_000L / 50))];
    }

    @Override
    public AudioFormat format() {
      return new AudioFormat(RATE);
    }

    @Override
    public Optional<AudioChunk> next(Duration wait) {
      if (ended()) {
        return Optional.empty();
      }
      short[] chunk = Arrays.copyOfRange(sound, next * CHUNK, (next + 1) * CHUNK);
      handedOver[next] = System.nanoTime();
      return Optional.of(new AudioChunk(chunk, 1_000_000_000L / 50 * next++));
    }

    @Override
    public boolean ended() {
      return next >= handedOver.length;
    }

    @Override
    public void close() {}
  }
}
