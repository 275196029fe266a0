// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Tensor;

/**
 * Judges one chunk of sound, 32 ms at 16 kHz with 64 samples before it, under a lease of its own
 * each time. The packs that are swapped have the same weights, so that whoever says anything else
 * than at the beginning has answered wrongly. Thread-safe.
 */
final class ChunkCalls implements OpenLoop.Work {
  private static final int SAMPLES = 64 + 512;
  private static final int STATE = 2 * 128;
  private static final long RATE = 16_000;

  /** The seed of the noise; any would do. */
  private static final long SEED = 32;

  private static final float SAME = 1e-4f;

  private final Gate<ModelStore> gate;
  private final Duration patience;
  private final float[] sound = new float[SAMPLES];
  private final AtomicInteger asked = new AtomicInteger();
  private final float expected;

  /** Judges the chunk once. */
  ChunkCalls(Gate<ModelStore> gate, LoadSettings settings) throws Exception {
    this.gate = gate;
    this.patience = settings.patience();
    Random random = new Random(SEED);
    for (int i = 0; i < SAMPLES; i++) {
      sound[i] = 0.1f * (float) random.nextGaussian();
    }
    expected = judge();
    asked.set(0);
  }

  @Override
  public void call(int call) throws Exception {
    float probability = judge();
    if (!(Math.abs(probability - expected) < SAME)) {
      throw new IOException("wrong answer: " + probability + " instead of " + expected);
    }
  }

  /** Returns how often the store was asked, repetitions after a replacement included. */
  int asked() {
    return asked.get();
  }

  private float judge() throws Exception {
    return gate.call(
        patience,
        store -> {
          asked.incrementAndGet();
          try (ModelLease lease = store.lease(ModelSlots.VOICE_ACTIVITY);
              ModelRun run = lease.run(lease.manifest().networks().get(0).name(), inputs())) {
            return run.floats("output")[0];
          }
        });
  }

  private Map<String, Tensor> inputs() {
    return Map.of(
        "input", Tensor.floats(sound, 1, SAMPLES),
        "state", Tensor.floats(new float[STATE], 2, 1, 128),
        "sr", Tensor.longs(new long[] {RATE}));
  }
}
