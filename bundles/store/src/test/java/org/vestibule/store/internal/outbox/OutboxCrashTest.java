// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;

/**
 * A process that writes is killed (SIGKILL), over and over, at random moments. What a sink was
 * given once is there after each, under the same id and with the same content. {@code
 * -Dvestibule.kills=500} for a long run.
 */
class OutboxCrashTest {
  private static final int KILLS = Integer.getInteger("vestibule.kills", 8);
  private static final int APART = 10_000_000;

  @TempDir Path home;

  @Test
  void whatWasGivenToASinkOnceIsThereForGoodAndNoIdHasTwoContents() throws Exception {
    Random random = new Random(Long.getLong("vestibule.seed", 20));
    Path journal = Files.createFile(home.resolve("journal"));
    Files.createDirectories(home.resolve("data"));
    Map<String, Integer> known = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      long before = Files.size(journal);
      Process victim = start(journal, kill * (APART / KILLS));
      long bytes = random.nextInt(20_000);
      while (Files.size(journal) - before < bytes) {
        if (victim.waitFor(2, TimeUnit.MILLISECONDS)) {
          assertThat(Files.readString(home.resolve("victim.log"))).as("ended").isEmpty();
        }
      }
      victim.waitFor(random.nextInt(3_000_000), TimeUnit.NANOSECONDS);
      victim.destroyForcibly().waitFor();
      given(journal, known);
      check(known, "kill " + kill);
    }
    assertThat(known).hasSizeGreaterThan(KILLS);
    System.out.printf(
        "outbox crash: %d kills, %d entries given, 0 lost, 0 with another content%n",
        KILLS, known.size());
  }

  private Process start(Path journal, int first) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            OutboxVictim.class.getName(),
            home.toString(),
            journal.toString(),
            Integer.toString(first))
        .redirectErrorStream(true)
        .redirectOutput(new File(home.toFile(), "victim.log"))
        .start();
  }

  private static void given(Path journal, Map<String, Integer> known) throws Exception {
    String text = Files.readString(journal);
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      String[] parts = line.split(" ");
      Integer number = Integer.valueOf(parts[1]);
      Integer before = known.putIfAbsent(parts[0], number);
      assertThat(before == null ? number : before).as(line).isEqualTo(number);
    }
  }

  private void check(Map<String, Integer> known, String when) throws Exception {
    try (StoredOutbox stored = OutboxVictim.open(home)) {
      OutboxCursor all = stored.outbox().open("all", OutboxWish.everything());
      Map<String, Integer> kept = new HashMap<>();
      long waiting = all.depth().waiting();
      List<OutboxEntry> read = OutboxHouse.read(all, (int) waiting);
      for (OutboxEntry each : read) {
        Integer number = OutboxHouse.numbers(List.of(each)).get(0);
        assertThat(kept.put(each.id(), number)).as(when + ", twice " + each.id()).isNull();
      }
      assertThat(kept).as(when).containsAllEntriesOf(known);
      assertThat(all.depth().lost()).as(when).isZero();
      assertThat(read).extracting(OutboxEntry::position).isSorted().doesNotHaveDuplicates();
    }
  }
}
