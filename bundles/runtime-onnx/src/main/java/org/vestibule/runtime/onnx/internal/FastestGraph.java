// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how far ONNX Runtime rewrites a network over pictures. Its last step lays channels out in
 * blocks, which makes most such networks three times as fast and some three times as slow, and
 * which of the two depends on the processor: so both forms are timed, once for each network and
 * process. Thread-safe.
 *
 * <p>The two forms compute the same up to the rounding of floats; the self-test of a pack bounds
 * that for the form that was chosen.
 */
public final class FastestGraph {
  private static final Logger LOG = LoggerFactory.getLogger(FastestGraph.class);

  private static final OptLevel USUAL = OptLevel.ALL_OPT;
  private static final OptLevel PLAIN = OptLevel.EXTENDED_OPT;

  /** The plain form must be this much faster: a busy moment must not decide. */
  private static final double CLEARLY = 0.8;

  private static final int RUNS = 4;
  private static final long MOST_FLOATS = 3L * 1024 * 1024;

  /** Opens the graph at a level. */
  public interface Opening {
    /** Opens it. */
    OrtSession at(OptLevel level) throws OrtException;
  }

  private final Map<String, OptLevel> chosen = new ConcurrentHashMap<>();

  /**
   * Opens a graph.
   *
   * @param name names the weights: other releases of a pack with the same ones are not timed again
   */
  public OrtSession open(OrtEnvironment environment, String name, Opening opening)
      throws OrtException {
    OptLevel known = chosen.get(name);
    if (known != null) {
      return opening.at(known);
    }
    OrtSession usual = opening.at(USUAL);
    try {
      TensorInfo picture = picture(usual);
      if (picture == null) {
        return usual;
      }
      OrtSession plain = opening.at(PLAIN);
      boolean better = false;
      try {
        better = faster(environment, name, plain, usual, picture);
      } finally {
        if (!better) {
          plain.close();
        }
      }
      chosen.put(name, better ? PLAIN : USUAL);
      if (better) {
        usual.close();
      }
      return better ? plain : usual;
    } catch (OrtException | RuntimeException e) {
      usual.close();
      throw e;
    }
  }

  private static boolean faster(
      OrtEnvironment environment,
      String name,
      OrtSession plain,
      OrtSession usual,
      TensorInfo picture)
      throws OrtException {
    double slow = fastest(environment, usual, picture);
    double fast = fastest(environment, plain, picture);
    boolean better = fast < CLEARLY * slow;
    if (better) {
      LOG.info("{} runs without blocked channels: {} ms instead of {}", name, fast, slow);
    }
    return better;
  }

  /** Returns the one picture of a fixed size that the graph reads, or null. */
  private static TensorInfo picture(OrtSession session) throws OrtException {
    if (session.getNumInputs() != 1) {
      return null;
    }
    NodeInfo only = session.getInputInfo().values().iterator().next();
    if (!(only.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.FLOAT) {
      return null;
    }
    boolean fits = info.getShape().length == 4 && floats(info) <= MOST_FLOATS;
    for (long side : info.getShape()) {
      fits &= side > 0;
    }
    return fits ? info : null;
  }

  private static long floats(TensorInfo picture) {
    long floats = 1;
    for (long side : picture.getShape()) {
      floats *= side;
    }
    return floats;
  }

  /** Returns the shortest of some runs, in milliseconds. */
  private static double fastest(OrtEnvironment environment, OrtSession session, TensorInfo picture)
      throws OrtException {
    int floats = (int) floats(picture);
    FloatBuffer stripes =
        ByteBuffer.allocateDirect(floats * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < floats; i++) {
      stripes.put(i, (float) Math.sin(0.1 * i));
    }
    String input = session.getInputNames().iterator().next();
    long best = Long.MAX_VALUE;
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, stripes, picture.getShape())) {
      for (int run = 0; run < RUNS; run++) {
        long begun = System.nanoTime();
        session.run(Map.of(input, tensor)).close();
        best = Math.min(best, System.nanoTime() - begun);
      }
    }
    return Math.round(best / 1e4) / 100.0;
  }
}
