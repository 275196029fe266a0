// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * The probability that somebody speaks, for one stream: Silero VAD, versions 5 and 6, 16 kHz.
 *
 * <p>Input [1, 64 + 512]: the last 64 samples of the chunk before stand in front of each chunk of
 * 512 (32 ms). Nothing fails without them, the network is just deaf. The recurrent state [2, 1,
 * 128] goes round. Not thread-safe; the lease stays the caller's.
 */
public final class VoiceActivity {
  /** Samples in a chunk: 32 ms. */
  public static final int CHUNK = 512;

  private static final int CONTEXT = 64;
  private static final int STATE = 2 * 128;

  private final ModelLease lease;
  private final String network;
  private final FloatBuffer input = direct(CONTEXT + CHUNK);
  private final FloatBuffer state = direct(STATE);
  private final Map<String, Tensor> inputs =
      Map.of(
          "input", new Tensor.Floats(input, new long[] {1, CONTEXT + CHUNK}),
          "state", new Tensor.Floats(state, new long[] {2, 1, 128}),
          "sr", Tensor.longs(new long[] {Resampler.RATE}));

  /** Starts a stream after silence. */
  public VoiceActivity(ModelLease lease) throws ModelException {
    this.lease = lease;
    List<NetworkSpec> networks = lease.manifest().networks();
    if (networks.size() != 1) {
      throw new ModelException(
          "model-manifest-invalid",
          "model pack " + lease.manifest().id(),
          networks.size() + " networks",
          "one, with the inputs input, state and sr",
          "Use a voice activity pack of the family silero.");
    }
    network = networks.get(0).name();
  }

  /**
   * Returns the probability, 0 to 1, that the next chunk holds speech.
   *
   * @param chunk 512 samples at 16 kHz in [-1, 1]
   */
  public float probability(float[] chunk) throws ModelException {
    input.put(CONTEXT, chunk, 0, CHUNK);
    try (ModelRun run = lease.run(network, inputs)) {
      state.put(0, run.floats("stateN"), 0, STATE);
      input.put(0, chunk, CHUNK - CONTEXT, CONTEXT);
      return run.floats("output")[0];
    }
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
