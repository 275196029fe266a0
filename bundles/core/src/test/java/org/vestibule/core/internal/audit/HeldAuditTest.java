// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.status.Status;

/** A folder that cannot be opened stands for a disk that takes nothing. */
class HeldAuditTest {
  @TempDir Path data;
  private AuditService audit;

  @BeforeEach
  void blockTheDisk() throws Exception {
    Files.writeString(data.resolve("audit"), "in the way");
    audit = new AuditService(new AuditNeighbours(), data);
  }

  @AfterEach
  void close() {
    audit.stop();
  }

  @Test
  void anOrderIsHeldAndAChangeIsRefused() throws Exception {
    AuditEntry held = audit.recordOrHold("visit:v-1", "door-ordered", Map.of("door", "front"));
    assertThat(held.sequence()).isEqualTo(1);
    assertThat(audit.latest(5)).containsExactly(held);
    assertThat(audit.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThatThrownBy(() -> audit.record("anna", "person-enrolled", Map.of()))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");
  }

  @Test
  void whatWasHeldIsWrittenFirstWhenTheDiskIsBack() throws Exception {
    audit.recordOrHold("visit:v-1", "door-ordered", Map.of("n", "1"));
    audit.recordOrHold("visit:v-1", "door-opened", Map.of("n", "2"));
    Files.delete(data.resolve("audit"));
    audit.seal();
    assertThat(audit.latest(3))
        .extracting(AuditEntry::action)
        .containsExactly("audit-resumed", "door-opened", "door-ordered");
    assertThat(audit.verify()).isEqualTo(3);
    assertThat(audit.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void howItEndedIsHeldToo() throws Exception {
    audit.recordOrHold("visit:v-1", "door-ordered", Map.of());
    audit.recordEnd("visit:v-1", "door-opened", Map.of());
    assertThat(audit.latest(1)).extracting(AuditEntry::action).containsExactly("door-opened");
    assertThat(audit.status().state()).isEqualTo(Status.State.DEGRADED);
    Files.delete(data.resolve("audit"));
    audit.seal();
    assertThat(audit.verify()).isEqualTo(3);
  }

  @Test
  void theEndOfWhatWasTakenIsTakenHoweverManyWait() throws Exception {
    for (int i = 0; i < ChainedAudit.MOST_HELD; i++) {
      audit.recordOrHold("visit", "door-ordered", Map.of());
    }
    // Its begin was taken: so is it.
    audit.recordEnd("visit", "door-opened", Map.of());
    assertThat(audit.latest(1)).extracting(AuditEntry::action).containsExactly("door-opened");
  }

  @Test
  void nothingIsHeldWithoutEnd() throws Exception {
    for (int i = 0; i < ChainedAudit.MOST_HELD; i++) {
      audit.recordOrHold("visit", "door-ordered", Map.of());
    }
    assertThatThrownBy(() -> audit.recordOrHold("visit", "door-ordered", Map.of()))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");
  }
}
