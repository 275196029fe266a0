// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lies in the place of a segment is read up to its last good record, or set aside. */
class SegmentFuzzTest {
  /** With this key and id the seeds were written, so that a changed one breaks at its own place. */
  static final byte[] KEY = new byte[SegmentCipher.KEY];

  static final String ID = "00c0ffee";

  @TempDir static Path data;

  @FuzzTest
  void segment(byte[] bytes) throws IOException {
    SegmentFolder folder = new SegmentFolder(data, OutboxDisk.REAL);
    for (String ending : List.of(".log", ".broken")) {
      for (Path each : folder.files(ending)) {
        Files.delete(each);
      }
    }
    Path file = data.resolve("0000000000000000001-00c0ffee.log");
    Files.write(file, bytes);
    List<Segment> found = new Recovery(folder).segments();
    if (found.isEmpty()) {
      assertThat(file).doesNotExist();
      return;
    }
    Segment segment = found.get(0);
    assertThat(Files.size(file)).isEqualTo(segment.bytes()).isLessThanOrEqualTo(bytes.length);
    List<Kept> read = new ArrayList<>();
    try (SegmentReader reader =
        new SegmentReader(segment, new SegmentCipher(segment.id(), KEY.clone()))) {
      for (var kept = reader.next(); kept.isPresent(); kept = reader.next()) {
        read.add(kept.get());
      }
      assertThat(read).hasSize((int) (segment.end() - segment.first()));
    } catch (BrokenRecord e) {
      assertThat(e).hasMessageMatching(".{5,60}");
    }
  }
}
