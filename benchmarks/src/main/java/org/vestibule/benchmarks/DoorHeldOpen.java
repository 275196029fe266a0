// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.leaf.LeafRules;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/**
 * How exactly the alarm for a door that is held open comes: while the gateway runs, across a
 * restart of the bundle, and after another process that saw the doors open was killed. The error is
 * from the moment at which the alarm was due to the moment at which the house was told. Beside it
 * stands what a bare timer of the JDK misses on the same machine at the same time.
 */
public final class DoorHeldOpen {
  private static final Duration HELD = Duration.ofSeconds(5);
  private static final double BOUND_MS = 100;
  private static final String VICTIM = "victim";

  private final Path home;
  private final int doors;
  private final Map<DoorId, Long> raised = new ConcurrentHashMap<>();
  private final List<Future<Long>> bare = new ArrayList<>();
  private final CountDownLatch all;

  private DoorHeldOpen(Path home, int doors) {
    this.home = home;
    this.doors = doors;
    this.all = new CountDownLatch(doors);
  }

  /** Measures, prints lines {@code key=value}, and exits 0 only if every alarm was in its bound. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals(VICTIM)) {
      beVictim(Path.of(args[1]), Integer.parseInt(args[2]));
      return;
    }
    Options options = new Options(args);
    Path home = Files.createTempDirectory(Path.of(options.text("--home")), "doors");
    int doors = options.number("--doors", 50);
    DoorHeldOpen first = new DoorHeldOpen(home.resolve("running"), doors);
    Sample running = first.running();
    Sample bare = first.bare();
    Sample restarted = new DoorHeldOpen(home.resolve("restarted"), doors).restarted();
    Sample killed = new DoorHeldOpen(home.resolve("killed"), doors).killed();
    System.out.println("Error of the alarm for a door that is held open, ms");
    System.out.println(bare.row("a bare timer, meanwhile"));
    System.out.println(running.row("while the gateway runs"));
    System.out.println(restarted.row("across a restart"));
    System.out.println(killed.row("after a kill"));
    System.out.printf(
        Locale.ROOT,
        "doors=%d%nheld_open_ms=%d%nbare_timer_max_error_ms=%.2f%nrunning_max_error_ms=%.2f%nrestarted_max_error_ms=%.2f%n"
            + "killed_max_error_ms=%.2f%n",
        doors,
        HELD.toMillis(),
        bare.percentile(1),
        running.percentile(1),
        restarted.percentile(1),
        killed.percentile(1));
    boolean inTime =
        Stream.of(running, restarted, killed).allMatch(sample -> sample.percentile(1) <= BOUND_MS);
    System.exit(inTime ? 0 : 1);
  }

  private Sample running() throws Exception {
    Leaves leaves = begin();
    Map<DoorId, Long> opened = open(leaves, doors);
    bare.addAll(timers(opened));
    return errors(leaves, opened);
  }

  /** Sets a bare timer for each door, for the moment at which its alarm is due. */
  private static List<Future<Long>> timers(Map<DoorId, Long> opened) {
    List<Future<Long>> late = new ArrayList<>();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    for (long nanos : opened.values()) {
      long due = nanos + HELD.toNanos();
      late.add(
          clock.schedule(
              () -> System.nanoTime() - due, due - System.nanoTime(), TimeUnit.NANOSECONDS));
    }
    clock.shutdown();
    return late;
  }

  private Sample bare() throws Exception {
    double[] millis = new double[bare.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = Math.abs(bare.get(i).get()) / 1e6;
    }
    return new Sample(millis);
  }

  private Sample restarted() throws Exception {
    Leaves first = begin();
    Map<DoorId, Long> opened = open(first, doors);
    first.close();
    return errors(begin(), opened);
  }

  private Sample killed() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DoorHeldOpen.class.getName(),
                VICTIM,
                home.toString(),
                Integer.toString(doors))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<DoorId, Long> opened = new HashMap<>();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      while (opened.size() < doors) {
        String line = said.readLine();
        if (line == null) {
          throw new IOException("the other process ended before its doors were open");
        }
        String[] words = line.split(" ");
        opened.put(new DoorId(words[0]), Long.parseLong(words[1]));
      }
      awaitFile();
    } finally {
      victim.destroyForcibly().waitFor();
    }
    return errors(begin(), opened);
  }

  /** Waits until the file knows every open door: what is younger a kill may lose. */
  private void awaitFile() throws IOException, InterruptedException {
    Path file = home.resolve("doors").resolve("leaves.json");
    long end = System.nanoTime() + HELD.toNanos();
    while (!Files.exists(file) || open(Files.readString(file)) < doors) {
      if (System.nanoTime() - end > 0) {
        throw new IOException(file + " does not know the open doors");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static int open(String file) {
    return file.split("\"open\" : true", -1).length - 1;
  }

  private static void beVictim(Path home, int doors) throws Exception {
    Leaves leaves = new DoorHeldOpen(home, doors).begin();
    open(leaves, doors).forEach((door, nanos) -> System.out.println(door + " " + nanos));
    System.out.flush();
    new CountDownLatch(1).await();
  }

  private Leaves begin() {
    Leaves leaves = new Leaves(new DoorAudit(), home);
    leaves.setPublisher(
        event -> {
          if (event instanceof DoorAlarmRaised alarm && alarm.alarm() == DoorAlarm.HELD_OPEN) {
            raised.put(alarm.door(), System.nanoTime());
            all.countDown();
          }
        });
    for (int i = 0; i < doors; i++) {
      leaves.configure(
          new DoorId("door-" + i),
          new LeafRules("Door " + i, HELD, Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }
    return leaves;
  }

  /** Opens every door a little after the one before. */
  private static Map<DoorId, Long> open(Leaves leaves, int doors) throws InterruptedException {
    Map<DoorId, Long> opened = new HashMap<>();
    for (int i = 0; i < doors; i++) {
      DoorId door = new DoorId("door-" + i);
      opened.put(door, System.nanoTime());
      leaves.report("bench", door, DoorSignal.CONTACT_OPEN, true);
      TimeUnit.MILLISECONDS.sleep(7);
    }
    return opened;
  }

  /** Returns by how much each alarm missed its time. */
  private Sample errors(Leaves leaves, Map<DoorId, Long> opened) throws Exception {
    boolean complete = all.await(4 * HELD.toMillis(), TimeUnit.MILLISECONDS);
    leaves.close();
    List<DoorId> silent = new ArrayList<>(opened.keySet());
    silent.removeAll(raised.keySet());
    if (!complete) {
      throw new IllegalStateException("no alarm for " + silent);
    }
    return new Sample(
        opened.entrySet().stream()
            .mapToLong(door -> raised.get(door.getKey()) - door.getValue() - HELD.toNanos())
            .mapToDouble(error -> Math.abs(error) / 1e6)
            .toArray());
  }
}
