// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelState;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.models.internal.pack.PackFolder;
import org.vestibule.models.internal.pack.TrustStore;

/** A store on a folder of packs, with a runtime, a clock, an audit and people that tests script. */
abstract class StoreFixture {
  final FakeRuntime runtime = new FakeRuntime();
  final FakeAudit audit = new FakeAudit();
  final AtomicLong clock = new AtomicLong();
  final List<VestibuleEvent> events = new CopyOnWriteArrayList<>();
  final List<String> steps = new CopyOnWriteArrayList<>();
  final List<PackStore> stores = new ArrayList<>();
  volatile TrustStore trust = TrustStore.hashesOnly();
  volatile PeopleDirectory people;
  volatile AuditTrail trail = audit;
  Duration leaseLimit = Settings.DEFAULT_LEASE_LIMIT;
  int templatesShare = 100;
  @TempDir Path data;
  Path packs;

  @BeforeEach
  void twoPacksForOneSlot() throws IOException {
    packs = Files.createDirectories(data.resolve("models"));
    PackFolder.write(packs, "large", "speech");
    PackFolder.write(packs, "small", "speech");
  }

  @AfterEach
  void everythingCloses() {
    stores.forEach(PackStore::close);
    assertThat(runtime.open).hasValue(0);
    assertThat(runtime.usedAfterClose).hasValue(0);
  }

  /** A pack of a version that lies staged; {@code extra} is added to its manifest. */
  Path staged(String name, String version, int release, String slot, String extra)
      throws IOException {
    return release(packs, name + "@" + version, name, version, release, slot, extra);
  }

  /** A pack of a version anywhere. */
  static Path release(
      Path into, String folder, String name, String version, int release, String slot, String extra)
      throws IOException {
    String content = "weights of " + name + " " + version;
    String manifest =
        PackFolder.manifest(name, slot, content)
            .replace("\"version\": \"1.0.0\"", "\"version\": \"" + version + "\"")
            .replace("\"release\": 1", "\"release\": " + release)
            .replace("\"labels\"", extra + "\"labels\"");
    return PackFolder.write(into, folder, manifest, content);
  }

  PackStore store(String... serve) throws ModelException {
    return storeOn(runtime, serve);
  }

  PackStore storeOn(FakeRuntime with, String... serve) throws ModelException {
    PackStore store = new PackStore(settings(serve), with, surroundings());
    stores.add(store);
    settle(store);
    return store;
  }

  PackStore unsettled(Duration wait, String... serve) {
    Settings settings =
        new Settings(packs, List.of(serve), null, wait, Settings.DEFAULT_LEASE_LIMIT, 100);
    PackStore store = new PackStore(settings, runtime, surroundings());
    stores.add(store);
    return store;
  }

  Surroundings surroundings() {
    return new Surroundings(
        settings -> trust,
        true,
        () -> trail,
        () -> events::add,
        () -> people,
        clock::get,
        clock::get,
        steps::add);
  }

  Settings settings(String... serve) {
    return new Settings(
        packs,
        List.of(serve),
        data.resolve("models-state.json"),
        Duration.ofSeconds(10),
        leaseLimit,
        templatesShare);
  }

  /** The worker does one thing after the other: when this is refused, all before it is done. */
  static void settle(PackStore store) {
    assertThatThrownBy(() -> store.rollBack("no-such-slot", "test"))
        .isInstanceOf(ModelException.class);
  }

  /** The watch after an activation ends without a breach. */
  void watchEnds(PackStore store) {
    clock.addAndGet(Duration.ofSeconds(121).toNanos());
    store.engine().tick();
    settle(store);
  }

  static String code(PackStore store, String slot) {
    return catchThrowableOfType(ModelException.class, () -> store.lease(slot)).code();
  }

  static ModelInfo info(PackStore store, String name) {
    return store.models().stream()
        .filter(info -> info.manifest().name().equals(name) || info.manifest().id().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static ModelState state(PackStore store, String name) {
    return info(store, name).state();
  }

  static ModelComparison newest(PackStore store) {
    return store.comparisons().get(0);
  }

  static String serving(PackStore store, String slot) throws ModelException {
    try (ModelLease lease = store.lease(slot)) {
      return lease.manifest().id();
    }
  }

  /** One request of the slot speech; returns which pack answered, or the code of its failure. */
  static String request(PackStore store) {
    try (ModelLease lease = store.lease("speech")) {
      try (var run = lease.run("net", Map.of())) {
        run.floats("out");
        return lease.manifest().id();
      }
    } catch (ModelException e) {
      return e.code();
    }
  }

  /** Waits, bounded, until so many requests were compared; the last one may end the phase. */
  static void awaitCompared(PackStore store, long count) {
    awaitThat(() -> store.comparisons().stream().anyMatch(one -> one.compared() >= count));
  }

  static void awaitThat(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Thread.yield();
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static ModelException failed() {
    return new ModelException("model-run-failed", "a run", "nothing", "outputs", "None.");
  }

  List<String> changes() {
    return events.stream()
        .map(event -> (ModelChanged) event)
        .map(change -> change.after() + " " + change.reason())
        .toList();
  }
}
