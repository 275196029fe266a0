// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status;

/** How parts became what they are, over restarts and with bounds. */
class StatusHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path data;

  @Test
  void brokenFileIsNoReasonNotToStart() throws Exception {
    for (String broken : new String[] {"{", "[]", "{\"mqtt\":[{\"state\":\"READY\"}]}", "\0"}) {
      Files.writeString(file(), broken);
      StatusHistory history = new StatusHistory(file());
      assertThat(history.all()).as(broken).isEmpty();
      history.note("mqtt", Status.ready("Works"), NOW);
      history.save();
      assertThat(new StatusHistory(file()).of("mqtt")).hasSize(1);
    }
  }

  @Test
  void newSentenceIsNoChangeAndIsKept() {
    StatusHistory history = new StatusHistory(file());
    assertThat(history.note("mqtt", waiting(14), NOW)).isTrue();
    assertThat(history.note("mqtt", waiting(15), NOW)).isFalse();
    assertThat(history.of("mqtt")).hasSize(1);
    assertThat(history.of("mqtt").get(0).sentence()).isEqualTo("15 messages wait");
  }

  @Test
  void restartKeepsWhatWasBeforeAndAPartThatWentIsSaidToBeGone() {
    StatusHistory history = new StatusHistory(file());
    history.note("mqtt", Status.ready("Works"), NOW);
    history.note("mqtt", waiting(1), NOW);
    history.save();
    StatusHistory after = new StatusHistory(file());
    after.note("mqtt", null, NOW);
    assertThat(after.of("mqtt"))
        .extracting(StatusHistory.Change::state)
        .containsExactly(StatusHistory.GONE, "DEGRADED", "READY");
    assertThat(after.of("never-heard-of")).isEmpty();
  }

  @Test
  void whoeverFlapsAndWhoeverInventsPartsFillsNothing() {
    StatusHistory history = new StatusHistory(file());
    for (int i = 0; i < 200; i++) {
      history.note("mqtt", i % 2 == 0 ? Status.ready("Works") : waiting(i), NOW);
    }
    assertThat(history.of("mqtt")).hasSize(StatusHistory.CHANGES);
    for (int i = 0; i < HealthMinute.PARTS + 100; i++) {
      history.note("part-" + i, Status.ready("Works"), NOW);
    }
    assertThat(history.all()).hasSize(HealthMinute.PARTS);
  }

  private Path file() {
    return data.resolve("history.json");
  }

  private static Status waiting(int messages) {
    return Status.degraded(Status.Cause.NETWORK, messages + " messages wait");
  }
}
