// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
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
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.door.DefaultDoorPolicy;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.VisionComponent;

/**
 * From a picture in memory to an unlock order: a watch for each visit, its pictures one by one
 * until it has decided, the policy, the order; one picture at a time on one inference thread.
 */
final class FacePath {
  /**
   * What was measured.
   *
   * @param picture each picture, from its bytes to the decision and, if it decided, the order
   * @param stages the stages of a picture
   * @param picturesPerCore how many pictures one busy core judges in a second
   */
  record Figures(Sample picture, Map<String, Sample> stages, double picturesPerCore) {}

  private static final DoorId DOOR = new DoorId("front-door");
  private static final StationId CAMERA = new StationId("front");
  private static final PersonId RESIDENT = new PersonId("ada-brandt");
  private static final long ORDER_LIFE = TimeUnit.MILLISECONDS.toNanos(1500);
  private static final int WARM_UP = 60;

  /** A visit that is not decided by then is given up. */
  private static final int MOST_PICTURES = 10;

  private final Person person = new Person(RESIDENT, "Ada Brandt", "12", Set.of(DOOR));
  private final DefaultDoorPolicy policy = DefaultDoorPolicy.of(CoreSettings::defaults);

  /**
   * Measures.
   *
   * @param packs folder of the model packs
   * @param pictures folder with pictures of one live person, in the order of a video
   * @param n how many pictures to judge
   * @param out for the table
   */
  Figures measure(Path packs, Path pictures, int n, PrintStream out)
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
            List.of(template(vision, frames.get(0)), template(vision, frames.get(10)));
        visits(vision, enrolled, frames, new Tally(WARM_UP));
        Tally tally = new Tally(n);
        long busy = busyNanos();
        visits(vision, enrolled, frames, tally);
        return tally.figures(busyNanos() - busy, out);
      } finally {
        vision.deactivate();
      }
    }
  }

  private static FaceTemplate template(VisionComponent vision, byte[] encoded)
      throws VestibuleException {
    return vision.shot(Optional.of(CAMERA), frame(encoded)).template();
  }

  /** What the visits add up to. */
  private static final class Tally {
    private final int n;
    private final double[] total;
    private final Map<String, double[]> stages = new LinkedHashMap<>();
    private int pictures;
    private int visits;
    private int orders;

    Tally(int n) {
      this.n = n;
      total = new double[n];
    }

    void picture(long nanos, FaceAnswer answer) {
      total[pictures] = nanos / 1e6;
      for (StageTiming stage : answer.timings()) {
        stages.computeIfAbsent(stage.stage(), name -> new double[n])[pictures] +=
            stage.durationMicros() / 1000.0;
      }
      pictures++;
    }

    Figures figures(long busyNanos, PrintStream out) {
      Map<String, Sample> samples = new LinkedHashMap<>();
      stages.forEach((name, millis) -> samples.put(name, new Sample(millis)));
      Figures figures = new Figures(new Sample(total), samples, n / (busyNanos / 1e9));
      out.println("picture in memory to unlock order, 360x288, milliseconds");
      samples.forEach((name, sample) -> out.println("  " + sample.row(name)));
      out.println("  " + figures.picture().row("picture to order"));
      out.printf("  %.1f pictures a second on one busy core%n", figures.picturesPerCore());
      out.printf("  %d of %d visits led to an order, after %d pictures%n", orders, visits, n);
      if (orders < visits / 2) {
        throw new IllegalStateException("too few orders: the path was not measured to its end");
      }
      return figures;
    }
  }

  private void visits(
      VisionComponent vision, List<FaceTemplate> enrolled, List<byte[]> frames, Tally tally)
      throws VestibuleException {
    FaceReference reference = new FaceReference.Claimed(RESIDENT, enrolled, List.of());
    int next = 0;
    while (tally.pictures < tally.n) {
      tally.visits++;
      try (FaceWatch watch = vision.watch(new FaceWish(CAMERA, 1, 2))) {
        boolean decided = false;
        for (int i = 0; i < MOST_PICTURES && !decided && tally.pictures < tally.n; i++) {
          byte[] encoded = frames.get(next++ % frames.size());
          long begin = System.nanoTime();
          FaceSighting sighting = watch.look(reference, frame(encoded));
          decided = sighting.decided();
          if (decided) {
            boolean ordered = order(policy.decide(facts(sighting.answer())), begin).isPresent();
            tally.orders += ordered ? 1 : 0;
          }
          tally.picture(System.nanoTime() - begin, sighting.answer());
        }
      }
    }
  }

  private static long busyNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private VisitFacts facts(FaceAnswer answer) {
    return new VisitFacts(
        DOOR,
        true,
        Optional.of(person),
        Optional.empty(),
        Optional.of(answer),
        false,
        Optional.empty(),
        0);
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
