// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.door.DefaultDoorPolicy;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.VisionComponent;

/**
 * From a still picture in memory to an unlock order: decode, detect, quality, liveness, align,
 * embed, compare, decide, order, one picture at a time on one inference thread.
 */
final class FacePath {
  private static final DoorId DOOR = new DoorId("front-door");
  private static final PersonId RESIDENT = new PersonId("ada-brandt");
  private static final long ORDER_LIFE = TimeUnit.MILLISECONDS.toNanos(1500);
  private static final int WARM_UP = 60;

  private final Person person = new Person(RESIDENT, "Ada Brandt", "12", Set.of(DOOR));
  private final DefaultDoorPolicy policy = new DefaultDoorPolicy();

  /**
   * Measures.
   *
   * @param packs folder of the model packs
   * @param pictures folder with pictures of one live person
   * @param n how many pictures to judge
   * @param out for the table
   * @return the latencies
   */
  Sample measure(Path packs, Path pictures, int n, PrintStream out)
      throws IOException, VestibuleException, InterruptedException {
    List<byte[]> frames = read(pictures);
    VisionComponent vision = new VisionComponent();
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      vision.setStore(store);
      vision.activate(Map.of());
      try {
        awaitReady(vision);
        List<FaceTemplate> enrolled =
            List.of(vision.enrol(frame(frames.get(0))), vision.enrol(frame(frames.get(10))));
        return measure(vision, enrolled, frames, n, out);
      } finally {
        vision.deactivate();
      }
    }
  }

  private Sample measure(
      VisionComponent vision,
      List<FaceTemplate> enrolled,
      List<byte[]> frames,
      int n,
      PrintStream out)
      throws VestibuleException {
    double[] total = new double[n];
    Map<String, double[]> stages = new LinkedHashMap<>();
    int orders = 0;
    for (int i = -WARM_UP; i < n; i++) {
      byte[] encoded = frames.get(Math.floorMod(i, frames.size()));
      long begin = System.nanoTime();
      FaceAnswer answer = vision.verify(RESIDENT, enrolled, frame(encoded));
      Optional<UnlockOrder> order = order(policy.decide(facts(answer)), begin);
      long end = System.nanoTime();
      if (i >= 0) {
        total[i] = (end - begin) / 1e6;
        orders += order.isPresent() ? 1 : 0;
        for (StageTiming stage : answer.timings()) {
          stages.computeIfAbsent(stage.stage(), name -> new double[n])[i] +=
              stage.durationMicros() / 1000.0;
        }
      }
    }
    out.println("still picture in memory to unlock order, 360x288, milliseconds");
    stages.forEach((name, millis) -> out.println("  " + new Sample(millis).row(name)));
    Sample sample = new Sample(total);
    out.println("  " + sample.row("picture to order"));
    out.printf("  %d of %d pictures led to an order%n", orders, n);
    if (orders < n / 2) {
      throw new IllegalStateException("too few orders: the path was not measured to its end");
    }
    return sample;
  }

  private VisitFacts facts(FaceAnswer answer) {
    return new VisitFacts(
        DOOR, true, Optional.of(person), Optional.of(answer), false, Optional.empty(), 0);
  }

  private static Optional<UnlockOrder> order(Decision decision, long captured) {
    if (!(decision instanceof Decision.Admit admit)) {
      return Optional.empty();
    }
    return Optional.of(
        new UnlockOrder(
            UUID.randomUUID().toString(),
            DOOR,
            admit.person(),
            new VisitId("v-bench"),
            admit.reason(),
            Instant.now(),
            captured,
            captured + ORDER_LIFE));
  }

  private static Frame frame(byte[] encoded) {
    return new Frame(encoded, Instant.now(), System.nanoTime());
  }

  private static List<byte[]> read(Path folder) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        frames.add(Files.readAllBytes(file));
      }
    }
    return frames;
  }

  private static void awaitReady(VisionComponent vision) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (vision.status().state() != Status.State.READY) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("vision is not ready: " + vision.status().sentence());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
