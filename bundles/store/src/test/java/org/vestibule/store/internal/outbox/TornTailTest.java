// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;

/** What is left of a log after a crash, and after damage. */
class TornTailTest {
  @TempDir Path data;

  /** Where in a file each of its records ends. */
  private static List<Long> ends(Path file) throws IOException {
    List<Long> ends = new ArrayList<>();
    try (RecordReader records = new RecordReader(new FileInputStream(file.toFile()))) {
      ends.add(records.offset());
      while (records.next().isPresent()) {
        ends.add(records.offset());
      }
    }
    return ends;
  }

  @Test
  void whereverAFileIsTornEverythingWholeIsThereAndNothingElse() throws Exception {
    try (OutboxHouse house = new OutboxHouse(data).start()) {
      house.open("mqtt");
      house.alarms(0, 4);
      house.stored.close();
      Path file = house.files(".log").get(0);
      byte[] whole = Files.readAllBytes(file);
      List<Long> ends = ends(file);
      SegmentFolder folder = new SegmentFolder(house.folder, house.disk);
      for (int length = whole.length; length > ends.get(0); length--) {
        Files.write(file, Arrays.copyOf(whole, length));
        int torn = length;
        int good = (int) ends.stream().filter(end -> end <= torn).count() - 1;
        List<Segment> left = new Recovery(folder).segments();
        if (good == 0) {
          assertThat(left).as("%d bytes", torn).isEmpty();
          assertThat(house.files(".log")).isEmpty();
        } else {
          assertThat(left.get(0).end()).as("%d bytes", torn).isEqualTo(good + 1);
          assertThat(Files.readAllBytes(file))
              .isEqualTo(Arrays.copyOf(whole, ends.get(good).intValue()));
        }
        assertThat(house.files(".broken")).isEmpty();
      }
    }
  }

  @Test
  void noIdAndNoKeyIsUsedForTwoContentsEvenWhenACrashTookTheTail() throws Exception {
    try (OutboxHouse house = new OutboxHouse(data).start()) {
      house.open("mqtt");
      house.alarms(0, 3);
      house.stored.close();
      Path file = house.files(".log").get(0);
      byte[] before = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(before, before.length - 1));
      house.start();
      OutboxCursor cursor = house.open("mqtt");
      house.alarms(7, 8);
      List<OutboxEntry> read = OutboxHouse.read(cursor, 3);
      assertThat(OutboxHouse.numbers(read)).containsExactly(0, 1, 7);
      assertThat(house.files(".log")).hasSize(2);
      String torn = read.get(0).id().substring(0, 8);
      assertThat(read.get(2).id()).doesNotStartWith(torn);
    }
  }

  @Test
  void aSegmentThatIsDamagedInTheMiddleIsSetAsideAndTheRestGoesOn() throws Exception {
    Map<String, Object> small = Map.of("bytes", 1 << 20); // Segments of 32 KiB.
    try (OutboxHouse house = new OutboxHouse(data).start(small)) {
      house.open("mqtt");
      for (int i = 0; i < 10; i++) {
        house.alarms(50 * i, 50 * i + 50);
      }
      house.stored.close();
      List<Path> files = house.files(".log");
      assertThat(files).hasSizeGreaterThan(2);
      List<Long> ends = ends(files.get(1));
      byte[] bytes = Files.readAllBytes(files.get(1));
      bytes[ends.get(10).intValue() + 20] ^= 1;
      Files.write(files.get(1), bytes);
      int first = ends(files.get(0)).size() - 1;
      int lost = ends.size() - 1 - 10;
      house.start(small);
      OutboxCursor cursor = house.open("mqtt");
      List<Integer> read = OutboxHouse.numbers(OutboxHouse.read(cursor, 500 - lost));
      assertThat(read).startsWith(0).endsWith(499);
      assertThat(read.get(first + 9)).isEqualTo(first + 9);
      assertThat(read.get(first + 10)).isEqualTo(first + 10 + lost);
      assertThat(cursor.depth().lost()).isEqualTo(lost);
      assertThat(house.files(".broken")).hasSize(1);
      assertThat(house.stored.status().sentence()).contains("*.broken");
    }
  }

  @Test
  void aHeaderThatIsDamagedCostsItsSegmentOnly() throws Exception {
    Map<String, Object> small = Map.of("bytes", 1 << 20);
    try (OutboxHouse house = new OutboxHouse(data).start(small)) {
      house.open("mqtt");
      for (int i = 0; i < 10; i++) {
        house.alarms(50 * i, 50 * i + 50);
      }
      house.stored.close();
      Path second = house.files(".log").get(1);
      int lost = ends(second).size() - 1;
      byte[] bytes = Files.readAllBytes(second);
      bytes[6] ^= 1;
      Files.write(second, bytes);
      house.start(small);
      OutboxCursor cursor = house.open("mqtt");
      OutboxHouse.read(cursor, 500 - lost);
      assertThat(cursor.depth().lost()).isEqualTo(lost);
    }
  }

  @Test
  void aFileThatVanishesWhileItIsReadIsALossAndNoStandstill() throws Exception {
    Map<String, Object> small = Map.of("bytes", 1 << 20);
    try (OutboxHouse house = new OutboxHouse(data).start(small)) {
      house.open("mqtt").close();
      for (int i = 0; i < 10; i++) {
        house.alarms(50 * i, 50 * i + 50);
      }
      house.restart(small);
      house.alarms(500, 501);
      Path second = house.files(".log").get(1);
      int lost = ends(second).size() - 1;
      Files.delete(second);
      OutboxCursor cursor = house.open("mqtt");
      assertThat(OutboxHouse.numbers(OutboxHouse.read(cursor, 501 - lost))).endsWith(500);
      assertThat(cursor.depth().lost()).isEqualTo(lost);
    }
  }
}
