// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;

/** What outlives a killed gateway, and on whose clock. */
class LeafFileTest {
  private static final DoorId DOOR = new DoorId("front-door");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final KeptLeaf LEAF =
      new KeptLeaf(
          true,
          OptionalLong.of(seconds(90)),
          OptionalLong.empty(),
          OptionalLong.of(seconds(105)),
          Set.of(DoorAlarm.TAMPER, DoorAlarm.HELD_OPEN),
          Map.of(DoorSignal.TAMPER, Set.of("osdp reader front")));

  @TempDir Path folder;
  private Path path;
  private LeafFile file;

  @BeforeEach
  void write() throws IOException {
    path = folder.resolve("doors").resolve("leaves.json");
    file = new LeafFile(path);
    file.write(new Moment("this", seconds(100), NOON), Map.of(DOOR, LEAF));
  }

  @Test
  void aBrokenFileIsRefusedAndNotGuessedAt() throws IOException {
    for (String broken :
        new String[] {
          "",
          "{",
          "[]",
          "{\"boot\":\"b\",\"nanos\":1,\"at\":\"yesterday\",\"doors\":{}}",
          "{\"boot\":\"b\",\"nanos\":1,\"at\":\"2026-03-01T12:00:00Z\",\"doors\":{\"A B\":{}}}",
          "{\"boot\":\"b\",\"nanos\":1,\"at\":\"2026-03-01T12:00:00Z\","
              + "\"doors\":{\"a\":{\"open\":true,\"alarms\":[\"NOISE\"]}}}",
          "[".repeat(100_000)
        }) {
      Files.writeString(path, broken);
      assertThatThrownBy(() -> file.read(Moment.now())).as(broken).isInstanceOf(IOException.class);
    }
    Files.write(path, new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> file.read(Moment.now())).hasMessageContaining("longer than");
  }

  @Test
  void whoNeverWroteKnowsNothing() throws IOException {
    assertThat(new LeafFile(folder.resolve("none")).read(Moment.now())).isEmpty();
  }

  @Test
  void withinOneBootTheClockGoesOnWhateverTheWallSays() throws IOException {
    Moment later = new Moment("this", seconds(120), NOON.minus(Duration.ofDays(400)));
    assertThat(file.read(later)).containsExactly(Map.entry(DOOR, LEAF));
  }

  @Test
  void afterAnotherBootTheWallClockSaysHowLongItWas() throws IOException {
    // Open for 10 s when it was written, a minute off, and 20 s since the boot.
    Moment later = new Moment("other", seconds(20), NOON.plusSeconds(60));
    assertThat(since(later)).isEqualTo(seconds(20) - seconds(60) - seconds(10));
  }

  @Test
  void aWallClockThatIsWrongIsNotBelieved() throws IOException {
    Moment back = new Moment("other", seconds(20), NOON.minus(Duration.ofDays(400)));
    assertThat(since(back)).isEqualTo(seconds(20) - seconds(10));
    Moment ahead = new Moment("other", seconds(20), NOON.plus(Duration.ofDays(4000)));
    assertThat(since(ahead)).isEqualTo(seconds(20) - seconds(10) - Moment.MOST_OFF.toNanos());
    // The same boot, and a clock that went back: a container with a clock of its own.
    assertThat(since(new Moment("this", seconds(3), NOON.plusSeconds(60))))
        .isEqualTo(seconds(3) - seconds(60) - seconds(10));
    assertThat(since(new Moment("", seconds(120), NOON.plusSeconds(60))))
        .isEqualTo(seconds(120) - seconds(60) - seconds(10));
  }

  @Test
  void anotherProcessOfThisBootReadsTheSameClock() throws Exception {
    Path program = folder.resolve("Clock.java");
    Files.writeString(
        program,
        "public class Clock { public static void main(String[] a) {"
            + " System.out.println(System.nanoTime()); } }");
    long before = System.nanoTime();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(other.getInputStream().readAllBytes()).strip();
    assertThat(Long.parseLong(said)).isBetween(before, System.nanoTime());
  }

  private long since(Moment now) throws IOException {
    return file.read(now).get(DOOR).standsFrom().getAsLong();
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
