// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.demo.BundleRelease;

/** An operator who replaces models and bundles at a fixed pace, both at once. One run at a time. */
final class Replacements {
  private static final List<String> BUNDLES = List.of("vision", "audio", "intent");

  private final Operator operator;
  private final Path home;
  private final List<String> packs;
  private int swapped;
  private int updated;

  /**
   * @param home the gateway's data folder
   * @param packs what to activate, one after the other and round again
   */
  Replacements(Operator operator, Path home, List<String> packs) {
    this.operator = operator;
    this.home = home;
    this.packs = packs;
  }

  /**
   * How long each took, from the order to its answer.
   *
   * @param models milliseconds for each model
   * @param updates milliseconds for each bundle
   */
  record Times(Sample models, Sample updates) {}

  @FunctionalInterface
  private interface Order {
    Answer give() throws IOException, InterruptedException;
  }

  /**
   * Replaces.
   *
   * @param swaps models
   * @param updates bundles
   * @param time over which both are spread
   * @throws ExecutionException when the gateway refuses one
   */
  Times run(int swaps, int updates, Duration time) throws InterruptedException, ExecutionException {
    ExecutorService operators = Executors.newFixedThreadPool(2);
    try {
      Future<Sample> models = operators.submit(() -> paced(swaps, time, this::swap));
      Future<Sample> bundles = operators.submit(() -> paced(updates, time, this::update));
      return new Times(models.get(), bundles.get());
    } finally {
      operators.shutdownNow();
    }
  }

  private Answer swap() throws IOException, InterruptedException {
    return operator.activate(packs.get(swapped++ % packs.size()));
  }

  private Answer update() throws IOException, InterruptedException {
    String bundle = BUNDLES.get(updated % BUNDLES.size());
    String version = "0.1." + (1 + updated++ / BUNDLES.size());
    String file = bundle + "-" + version + ".jar";
    Path jar = BundleRelease.installed(home, bundle);
    BundleRelease.write(jar, home.resolve("updates").resolve(file), version);
    return operator.update(bundle, file);
  }

  /** One after the other: what takes longer than its share of the time delays those after it. */
  private static Sample paced(int count, Duration time, Order order)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = begun + time.toNanos() / count * i;
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      long start = System.nanoTime();
      Answer answer = order.give();
      if (!answer.ok()) {
        throw new IOException(
            "replacement " + i + " answered " + answer.status() + ": " + answer.body());
      }
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return new Sample(millis.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
