// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.core.internal.SettingsHolder;
import org.vestibule.core.internal.audit.AuditNeighbours;
import org.vestibule.core.internal.audit.AuditService;

/**
 * Prints what a command costs on this machine, with a trail in memory and with the gateway's own,
 * which forces each line to the disk. Runs only when it is named: {@code mvn -pl bundles/core test
 * -Dtest=CommandCostMeasurement}.
 */
class CommandCostMeasurement {
  private static final Caller CALLER =
      new Caller(
          "bench",
          Caller.Kind.MACHINE,
          Caller.Through.MQTT,
          Set.of(Grant.of(Role.OWNER)),
          Optional.empty());

  @TempDir Path data;

  @ParameterizedTest
  @CsvSource({"memory,1,20000", "memory,4,20000", "disk,1,2000", "disk,16,2000"})
  void costs(String trail, int threads, int commands) throws Exception {
    AuditService disk = new AuditService(new AuditNeighbours(), data);
    DeskNeighbours neighbours =
        DeskNeighbours.of(
            new PaperDoors(), trail.equals("disk") ? disk : new PaperTrail(), event -> {});
    SettingsHolder settings = new SettingsHolder();
    settings.configure(Map.of("commandsPerSecond", "100000", "commandBurst", "100000"));
    HouseCommandDesk desk = new HouseCommandDesk(settings, neighbours, data);
    run(desk, "warm", threads, commands / 4);
    long began = System.nanoTime();
    long[] micros = run(desk, "run", threads, commands);
    double seconds = (System.nanoTime() - began) / 1e9;
    desk.stop();
    disk.stop();
    Arrays.sort(micros);
    System.out.printf(
        "commands_%s_%d_threads: commands_per_s=%.0f p50_us=%d p95_us=%d max_us=%d n=%d%n",
        trail,
        threads,
        micros.length / seconds,
        micros[micros.length / 2],
        micros[micros.length * 95 / 100],
        micros[micros.length - 1],
        micros.length);
  }

  private static long[] run(HouseCommandDesk desk, String name, int threads, int commands)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<long[]>> parts = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String mine = name + "-" + t + "-";
        parts.add(callers.submit(() -> one(desk, mine, commands / threads)));
      }
      List<Long> all = new ArrayList<>();
      for (Future<long[]> part : parts) {
        Arrays.stream(part.get()).forEach(all::add);
      }
      return all.stream().mapToLong(Long::longValue).toArray();
    } finally {
      callers.shutdownNow();
    }
  }

  private static long[] one(HouseCommandDesk desk, String name, int commands) throws Exception {
    long[] micros = new long[commands];
    for (int i = 0; i < commands; i++) {
      long began = System.nanoTime();
      CompletableFuture<CommandResult> answer =
          desk.carryOut(
                  new CommandRequest(
                      name + i, Optional.empty(), new Command.DoorOpen(PaperDoors.FRONT)),
                  CALLER)
              .toCompletableFuture();
      assertThat(answer.get(30, TimeUnit.SECONDS).code()).isEqualTo("done");
      micros[i] = (System.nanoTime() - began) / 1000;
    }
    return micros;
  }
}
