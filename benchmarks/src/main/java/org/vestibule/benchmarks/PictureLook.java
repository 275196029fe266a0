// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.VisionComponent;

/** Looks for a face in each picture, by the house's own bundle. */
final class PictureLook implements AutoCloseable {
  private final OnnxRuntime runtime = new OnnxRuntime();
  private final PackStore store;
  private final VisionComponent vision = new VisionComponent();
  private final AtomicLong looks = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();

  private PictureLook(Path packs) throws IOException, VestibuleException {
    store = PackStore.open(packs, runtime);
    vision.setStore(store);
    vision.activate(Map.of());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (vision.status().state() != Status.State.READY) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("vision is not ready: " + vision.status().sentence());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Opens it, where the model packs are. */
  static Optional<PictureLook> open(String packs) throws IOException, VestibuleException {
    Path folder = Path.of(packs);
    return packs.isEmpty() || !Files.isDirectory(folder)
        ? Optional.empty()
        : Optional.of(new PictureLook(folder));
  }

  void look(Frame frame) {
    long began = System.nanoTime();
    try {
      vision.shot(Optional.of(new StationId("camera")), frame);
    } catch (VestibuleException e) {
      // The test picture has no face in it: that is what the finder says after its whole work.
      if (!e.code().equals("no-face")) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
    nanos.addAndGet(System.nanoTime() - began);
    looks.incrementAndGet();
  }

  /** Returns the milliseconds of one look on average. */
  double millis() {
    return nanos.get() / 1e6 / Math.max(1, looks.get());
  }

  @Override
  public void close() {
    vision.deactivate();
    store.close();
    runtime.close();
  }
}
