// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.audio.internal.codec.Codecs;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;

/** What each stage of hearing takes for each packet of sound, on one thread. */
final class HearingStages {
  private static final int WARM_UP = 3000;
  private static final int PACKETS_A_SECOND = 50;
  private static final double NANOS_PER_MILLI = 1e6;

  private final int n;
  private final PrintStream out;

  /**
   * @param n measured calls of each stage
   */
  HearingStages(int n, PrintStream out) {
    this.n = n;
    this.out = out;
  }

  /** One call of a stage. */
  interface Call {
    /** Does it. */
    void run() throws VestibuleException;
  }

  /** Measures a stage and prints its row. */
  Sample sample(String name, Call call) throws VestibuleException {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    double[] millis = new double[n];
    for (int i = 0; i < n; i++) {
      long begin = System.nanoTime();
      call.run();
      millis[i] = (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }
    Sample sample = new Sample(millis);
    out.println(sample.fineRow(name));
    return sample;
  }

  /** 20 ms of a rate to 16 kHz. */
  Sample resample(int rate) throws VestibuleException {
    short[] packet = noise(rate / PACKETS_A_SECOND);
    Resampler resampler = new Resampler(rate);
    return sample(
        "resample " + rate / 1000 + " to 16 kHz, 20 ms",
        () -> resampler.push(packet, 0, packet.length));
  }

  /** 32 ms through the voice activity model. */
  Sample voice(ModelLease lease) throws VestibuleException {
    VoiceActivity voice = new VoiceActivity(lease);
    float[] chunk = new float[VoiceActivity.CHUNK];
    for (int i = 0; i < chunk.length; i++) {
      chunk[i] = 0.1f * (float) Math.sin(0.1 * i);
    }
    return sample("voice activity, 32 ms", () -> probability(voice, chunk));
  }

  private static void probability(VoiceActivity voice, float[] chunk) throws ModelException {
    voice.probability(chunk);
  }

  /** 20 ms there and back; returns the decoders' samples, in the order of the encodings. */
  List<Sample> codecs() throws VestibuleException {
    Codecs codecs = new Codecs();
    List<Sample> decoders = new ArrayList<>();
    for (SoundEncoding encoding : SoundEncoding.values()) {
      short[] packet = noise(encoding.format().sampleRate() / PACKETS_A_SECOND);
      try (SoundEncoder encoder = codecs.encoder(encoding);
          SoundDecoder decoder = codecs.decoder(encoding)) {
        sample(encoding + " encode, 20 ms", () -> encoder.encode(packet));
        byte[] payload = encoder.encode(packet);
        decoders.add(sample(encoding + " decode, 20 ms", () -> decoder.decode(payload)));
      }
    }
    return decoders;
  }

  private static short[] noise(int samples) {
    Random random = new Random(1);
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) (3000 * random.nextGaussian());
    }
    return noise;
  }
}
