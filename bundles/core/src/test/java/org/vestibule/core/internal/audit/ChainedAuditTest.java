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
import java.util.Optional;
import java.util.function.Consumer;
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
    try (Trail audit = new Trail(data)) {
      assertBroken(audit, "line 3");
    }
  }

  @Test
  void aPeriodIsReadWholeAndInOrder() throws Exception {
    write(1500);
    try (Trail audit = new Trail(data)) {
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
    try (Trail audit = new Trail(data)) {
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
    try (Trail audit = new Trail(data)) {
      assertBroken(audit, "line 2");
    }
  }

  @Test
  void linesCutOffWhileItRunsAreMissed() throws Exception {
    try (Trail audit = new Trail(data)) {
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
    try (Trail audit = new Trail(data)) {
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
    try (Trail audit = new Trail(data)) {
      assertThatThrownBy(() -> audit.record("a", "one", Map.of()))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("audit-unwritable"));
      Files.delete(data.resolve("audit"));
      assertThat(audit.record("a", "one", Map.of()).sequence()).isEqualTo(1);
    }
  }

  @Test
  void twoWritersOfOneFileAreRefused() throws Exception {
    try (Trail first = new Trail(data);
        Trail second = new Trail(data)) {
      first.record("a", "one", Map.of());
      assertThatThrownBy(() -> second.record("b", "two", Map.of()))
          .hasMessageContaining("writes it");
    }
  }

  @Test
  void anInterruptedWriterLosesNothing() throws Exception {
    try (Trail audit = new Trail(data)) {
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
    try (Trail audit = new Trail(data)) {
      assertThat(audit.verify()).isEqualTo(5);
      assertThat(audit.latest(2)).extracting(AuditEntry::sequence).containsExactly(5L, 4L);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void howItEndedIsReadAtOnceAndStandsBehindItsBegin() throws Exception {
    try (Trail audit = new Trail(data)) {
      audit.record("a", "begun", Map.of());
      audit.recordEnd("a", "ended", Map.of());
      assertThat(audit.latest(2)).extracting(AuditEntry::action).containsExactly("ended", "begun");
      audit.recordEnd("a", "ended", Map.of());
      assertThat(audit.verify()).isEqualTo(3);
      audit.recordEnd("a", "ended", Map.of());
      audit.record("a", "begun", Map.of());
      assertThat(audit.latest(2)).extracting(AuditEntry::action).containsExactly("begun", "ended");
      audit.recordEnd("a", "last", Map.of());
    }
    assertThat(Files.readAllLines(file())).hasSize(6).last().asString().contains("last");
  }

  private void write(int entries) throws VestibuleException {
    try (Trail audit = new Trail(data)) {
      for (int i = 1; i <= entries; i++) {
        audit.record("test", "counted", Map.of("n", Integer.toString(i)));
      }
    }
  }

  private Path file() {
    return data.resolve("audit").resolve("audit.jsonl");
  }

  private static void assertBroken(Trail audit, String where) {
    assertThatThrownBy(audit::verify)
        .hasMessageContaining(where)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("audit-broken"));
  }

  /** The chain with the words of the contract. */
  private static final class Trail implements AutoCloseable {
    private final ChainedAudit chain;

    Trail(Path data) {
      chain = new ChainedAudit(data);
    }

    AuditEntry record(String actor, String action, Map<String, String> details)
        throws VestibuleException {
      return chain.record(Fact.of(actor, action, details, Optional.empty()));
    }

    void recordEnd(String actor, String action, Map<String, String> details)
        throws VestibuleException {
      chain.recordEnd(Fact.of(actor, action, details, Optional.empty()));
    }

    List<AuditEntry> latest(int limit) {
      return chain.latest(limit);
    }

    long verify() throws VestibuleException {
      return chain.walk(noKeys(), List.of(), entry -> {});
    }

    Optional<Instant> read(Instant from, Instant to, Consumer<AuditEntry> reader)
        throws VestibuleException {
      List<Instant> begin = new ArrayList<>();
      chain.walk(
          noKeys(),
          List.of(),
          entry -> {
            begin.add(entry.at());
            if (!entry.at().isBefore(from) && entry.at().isBefore(to)) {
              reader.accept(entry);
            }
          });
      return begin.stream().findFirst();
    }

    private static HouseKeys noKeys() {
      try {
        return HouseKeys.of(List.of());
      } catch (java.io.IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      chain.close();
    }
  }
}
