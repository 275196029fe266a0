// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;

class ChainedAuditTest {
  @TempDir Path data;

  @Test
  void aChangedLineIsNamed() throws Exception {
    write(5);
    Files.writeString(file(), Files.readString(file()).replace("\"n\":\"3\"", "\"n\":\"9\""));
    try (ChainedAudit audit = new ChainedAudit(data)) {
      assertBroken(audit, "line 3");
    }
  }

  @Test
  void aPeriodIsReadWholeAndInOrder() throws Exception {
    write(1500);
    try (ChainedAudit audit = new ChainedAudit(data)) {
      Instant begin = audit.read(Instant.MIN, Instant.MAX, entry -> {}).orElseThrow();
      List<String> read = new ArrayList<>();
      audit.read(begin, Instant.MAX, entry -> read.add(entry.details().get("n")));
      assertThat(read).hasSize(1500).startsWith("1", "2").endsWith("1500");
      assertThat(audit.read(Instant.MIN, begin, entry -> read.add("too early"))).isPresent();
      assertThat(read).doesNotContain("too early");
    }
  }

  @Test
  void aPeriodBehindAChangedLineIsNotCounted() throws Exception {
    write(5);
    Files.writeString(file(), Files.readString(file()).replace("\"n\":\"2\"", "\"n\":\"9\""));
    try (ChainedAudit audit = new ChainedAudit(data)) {
      assertThatThrownBy(() -> audit.read(Instant.MIN, Instant.MAX, entry -> {}))
          .hasMessageContaining("line 2");
    }
  }

  @Test
  void aLineThatWasTakenOutIsNamed() throws Exception {
    write(300);
    var lines = Files.readAllLines(file());
    lines.remove(1);
    Files.writeString(file(), String.join("\n", lines) + "\n");
    try (ChainedAudit audit = new ChainedAudit(data)) {
      assertBroken(audit, "line 2");
    }
  }

  @Test
  void linesCutOffWhileItRunsAreMissed() throws Exception {
    try (ChainedAudit audit = new ChainedAudit(data)) {
      audit.record("a", "one", Map.of());
      long one = Files.size(file());
      audit.record("a", "two", Map.of());
      try (var channel = Files.newByteChannel(file(), StandardOpenOption.WRITE)) {
        channel.truncate(one);
      }
      assertBroken(audit, "line 2");
    }
  }

  @Test
  void aLineTornByACrashIsKeptAsideAndTold() throws Exception {
    write(2);
    Files.writeString(file(), "{\"sequence\":3,\"at\":\"20", StandardOpenOption.APPEND);
    try (ChainedAudit audit = new ChainedAudit(data)) {
      AuditEntry after = audit.record("a", "next", Map.of());
      assertThat(after.sequence()).isEqualTo(4);
      AuditEntry torn = audit.latest(2).get(1);
      assertThat(torn.action()).isEqualTo("audit-torn");
      Path kept = file().resolveSibling(torn.details().get("kept"));
      assertThat(kept).hasContent("{\"sequence\":3,\"at\":\"20");
      assertThat(audit.verify()).isEqualTo(4);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsAnErrorAndLaterNot() throws Exception {
    Files.writeString(data.resolve("audit"), "in the way");
    try (ChainedAudit audit = new ChainedAudit(data)) {
      assertThatThrownBy(() -> audit.record("a", "one", Map.of()))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("audit-unwritable"));
      Files.delete(data.resolve("audit"));
      assertThat(audit.record("a", "one", Map.of()).sequence()).isEqualTo(1);
    }
  }

  @Test
  void twoWritersOfOneFileAreRefused() throws Exception {
    try (ChainedAudit first = new ChainedAudit(data);
        ChainedAudit second = new ChainedAudit(data)) {
      first.record("a", "one", Map.of());
      assertThatThrownBy(() -> second.record("b", "two", Map.of()))
          .hasMessageContaining("writes it");
    }
  }

  @Test
  void anInterruptedWriterLosesNothing() throws Exception {
    try (ChainedAudit audit = new ChainedAudit(data)) {
      Thread.currentThread().interrupt();
      audit.record("a", "one", Map.of());
      assertThat(Thread.interrupted()).isTrue();
      audit.record("a", "two", Map.of("quote", "\" \\ \n \u00e4 \ud83d", "long", "x".repeat(9999)));
      assertThat(audit.verify()).isEqualTo(2);
    }
  }

  @Test
  void theChainGoesOnAfterARestartForItsOwnerOnly() throws Exception {
    write(3);
    write(2);
    try (ChainedAudit audit = new ChainedAudit(data)) {
      assertThat(audit.verify()).isEqualTo(5);
      assertThat(audit.latest(2)).extracting(AuditEntry::sequence).containsExactly(5L, 4L);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  private void write(int entries) throws VestibuleException {
    try (ChainedAudit audit = new ChainedAudit(data)) {
      for (int i = 1; i <= entries; i++) {
        audit.record("test", "counted", Map.of("n", Integer.toString(i)));
      }
    }
  }

  private Path file() {
    return data.resolve("audit").resolve("audit.jsonl");
  }

  private static void assertBroken(ChainedAudit audit, String where) {
    assertThatThrownBy(audit::verify)
        .hasMessageContaining(where)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("audit-broken"));
  }
}
