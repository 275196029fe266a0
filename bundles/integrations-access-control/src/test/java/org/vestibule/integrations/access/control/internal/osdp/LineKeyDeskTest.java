// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.ReaderKeys.Reader;

/** What a person may do with a reader line's key, and what the trail says of it. */
class LineKeyDeskTest {
  private static final byte[] KEY = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");

  private final MemoryShelves shelves = new MemoryShelves();
  private final AuditList audit = new AuditList();
  private final LineKeys keys = shelves.lineKeys();
  private final LineKeyDesk desk = new LineKeyDesk(keys);
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void aLineIsThere() {
    desk.setAudit(audit);
    desk.addLine(
        new ReaderLine() {
          @Override
          public Reader reader() {
            return new Reader(
                "front", "pd", new DoorId("front"), true, true, true, Optional.empty(), "well");
          }

          @Override
          public void openCommissioning(Duration window) {
            told.add("open " + window);
          }

          @Override
          public void closeCommissioning() {
            told.add("close");
          }

          @Override
          public void keyChanged() {
            told.add("key");
          }
        });
  }

  @Test
  void aKeyGoesToTheVaultAndNeverToTheTrail() throws VestibuleException {
    desk.setKey("front", KEY);
    assertThat(keys.get("front")).hasValueSatisfying(key -> assertThat(key).isEqualTo(KEY));
    assertThat(told).containsExactly("key");
    assertThat(audit.lines()).containsExactly("reader-key-set {reader=front}");
    desk.clearKey("front");
    assertThat(keys.get("front")).isEmpty();
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutBeingShown() {
    byte[] same = new byte[16];
    Arrays.fill(same, (byte) 0x77);
    for (byte[] key : List.of(same, SecureChannel.defaultKey(), new byte[15])) {
      assertThatThrownBy(() -> desk.setKey("front", key))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("key-invalid"))
          .hasMessageNotContaining("7777")
          .hasMessageNotContaining("3031");
    }
    assertThat(told).isEmpty();
    assertThat(audit.lines()).isEmpty();
  }

  @Test
  void whatCannotBeAuditedIsNotDoneExceptClosing() throws VestibuleException {
    audit.full(true);
    refused("audit-unwritable", () -> desk.setKey("front", KEY));
    refused("audit-unwritable", () -> desk.openCommissioning("front", 10));
    assertThat(told).isEmpty();
    assertThat(keys.get("front")).isEmpty();
    refused("audit-unwritable", () -> desk.closeCommissioning("front"));
    assertThat(told).containsExactly("close");
  }

  @Test
  void withTheVaultShutNoWindowOpens() {
    shelves.shut(true);
    refused("vault-locked", () -> desk.openCommissioning("front", 10));
    assertThat(told).isEmpty();
  }

  @Test
  void aWindowHasItsTime() throws VestibuleException {
    refused("minutes-invalid", () -> desk.openCommissioning("front", 0));
    refused("minutes-invalid", () -> desk.openCommissioning("front", 31));
    refused("unknown-reader", () -> desk.openCommissioning("back", 10));
    desk.openCommissioning("front", 10);
    assertThat(told).containsExactly("open PT10M");
    assertThat(audit.lines())
        .containsExactly("reader-commissioning-opened {minutes=10, reader=front}");
  }

  private static void refused(String code, ThrowingCallable deed) {
    assertThatThrownBy(deed)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
