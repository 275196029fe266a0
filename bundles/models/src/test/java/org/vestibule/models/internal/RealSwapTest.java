// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.models.internal.pack.TrustStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** Fifty swaps of a real model on the real runtime, under load. */
class RealSwapTest {
  private static final String NAME = "fr-feature";
  private static final int SWAPS = 50;
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path data;

  @Test
  void nativeMemoryIsWhereItWasAndNoRequestWasLost() throws Exception {
    Path root = root();
    Assumptions.assumeTrue(
        Files.exists(root.resolve("data/models").resolve(NAME).resolve("model.json")),
        "run ./vestibule models first");
    String other = twoVersions(root);
    AtomicLong clock = new AtomicLong();
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = new PackStore(settings(), runtime, surroundings(clock))) {
      StoreFixture.settle(store);
      String first = infer(store);
      swaps(store, clock, first, other, 10);
      long before = resident();

      swaps(store, clock, first, other, SWAPS);

      long growth = resident() - before;
      System.out.println("swaps=" + SWAPS + " rss_growth_mb=" + growth / MEBIBYTE);
      // Each session takes more than its 4.6 MB of weights: fifty that stay would be 230 MB.
      assertThat(growth).isLessThan(60 * MEBIBYTE);
    }
  }

  private static void swaps(
      PackStore store, AtomicLong clock, String first, String other, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      String next = i % 2 == 0 ? other : first;
      try (ModelLease held = store.lease("face-embedding")) {
        store.activate(next, "test");
        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        run(held);
      }
      assertThat(infer(store)).isEqualTo(next);
      clock.addAndGet(Duration.ofSeconds(100).toNanos());
      store.engine().tick();
    }
    StoreFixture.settle(store);
    assertThat(store.models()).allMatch(info -> info.leases() == 0);
  }

  private static String infer(PackStore store) throws ModelException {
    try (ModelLease lease = store.lease("face-embedding")) {
      run(lease);
      return lease.manifest().id();
    }
  }

  private static void run(ModelLease lease) throws ModelException {
    NetworkSpec network = lease.manifest().networks().get(0);
    TensorSpec input = network.inputs().get(0);
    long[] shape = input.shape().stream().mapToLong(size -> size < 0 ? 1 : size).toArray();
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    try (ModelRun run =
        lease.run(network.name(), Map.of(input.name(), Tensor.floats(new float[length], shape)))) {
      assertThat(run.floats(network.outputs().get(0).name())).isNotEmpty();
    }
  }

  /** Returns the id of the second version: the same weights, so both lie in one space. */
  private String twoVersions(Path root) throws IOException {
    String manifest = Files.readString(root.resolve("models").resolve(NAME).resolve("model.json"));
    for (String folder : List.of(NAME, NAME + "@99.0.0")) {
      Path to = Files.createDirectories(data.resolve("models").resolve(folder));
      try (Stream<Path> files = Files.list(root.resolve("data/models").resolve(NAME))) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
      Files.writeString(to.resolve("model.json"), manifest);
    }
    Files.writeString(
        data.resolve("models").resolve(NAME + "@99.0.0").resolve("model.json"),
        manifest.replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"99.0.0\""));
    return NAME + "@99.0.0";
  }

  private Settings settings() {
    return new Settings(
        data.resolve("models"),
        List.of(NAME),
        data.resolve("models-state.json"),
        Duration.ofSeconds(10),
        Settings.DEFAULT_LEASE_LIMIT,
        100);
  }

  private static Surroundings surroundings(AtomicLong clock) {
    return new Surroundings(
        settings -> TrustStore.hashesOnly(),
        false,
        () -> null,
        () -> null,
        () -> null,
        clock::get,
        clock::get,
        step -> {});
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("features.xml"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** Linux, proc(5): the resident set, once collections do not make it smaller any more. */
  private static long resident() throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      long now = 0;
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          now = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
      least = Math.min(least, now);
    }
    return least;
  }
}
