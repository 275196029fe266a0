// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail.Sealed;

class SealedAuditTest {
  private static final Caller ANNA =
      new Caller(
          "anna",
          Caller.Kind.PERSON,
          Caller.Through.REST,
          Set.of(Grant.of(Role.MANAGER)),
          Optional.empty());

  @TempDir Path data;
  private House house;
  private AuditService audit;

  @BeforeEach
  void open() throws Exception {
    house = new House(data);
    audit = new AuditService(house, data);
  }

  @AfterEach
  void close() {
    audit.stop();
  }

  @Test
  void aChainThatWasHashedAnewIsNotTheOneThatWasSigned() throws Exception {
    write(3);
    audit.seal();
    rewrite("\"n\":\"2\"", "\"n\":\"9\"");
    assertCode("audit-broken");
  }

  @Test
  void linesThatWereSignedAndCutOffAreMissed() throws Exception {
    write(3);
    audit.seal();
    audit.stop();
    List<String> lines = lines();
    Files.write(TrailCheck.file(data), lines.subList(0, 2));
    audit = new AuditService(house, data);
    assertCode("audit-cut");
  }

  @Test
  void cuttingOffTheSealBesideTheTrailDoesNotHelp() throws Exception {
    write(3);
    audit.seal();
    audit.stop();
    Files.write(TrailCheck.file(data), lines().subList(0, 2));
    Files.delete(data.resolve("audit").resolve("sealed.json"));
    audit = new AuditService(house, data);
    assertCode("audit-cut");
  }

  @Test
  void aSealByAnotherKeyIsNone() throws Exception {
    write(1);
    audit.seal();
    audit.stop();
    Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
    new House(elsewhere);
    Files.copy(
        elsewhere.resolve("trust").resolve("house.pub"),
        data.resolve("trust").resolve("house.pub"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> TrailCheck.check(data, HouseKeys.in(data), List.of(), entry -> {}))
        .hasMessageContaining("not in trust/house*.pub");
  }

  @Test
  void whatSomebodyWroteDownShowsThatTheWholeFolderWasReplaced() throws Exception {
    write(2);
    audit.seal();
    Sealed noted = audit.sealed().orElseThrow();
    assertThat(noted.sequence()).isEqualTo(3);
    Sealed later = new Sealed(noted.sequence() + 5, "f".repeat(64));
    HouseKeys keys = HouseKeys.in(data);
    assertThat(TrailCheck.check(data, keys, List.of(noted), entry -> {}).sealed()).contains(noted);
    assertThatThrownBy(() -> TrailCheck.check(data, keys, List.of(later), entry -> {}))
        .hasFieldOrPropertyWithValue("code", "audit-cut");
  }

  @Test
  void aLockedVaultSignsNothingAndTheNextSealCoversIt() throws Exception {
    house.locked = true;
    write(2);
    audit.seal();
    assertThat(audit.sealed()).isEmpty();
    assertThat(audit.verify()).isEqualTo(3);
    house.locked = false;
    audit.seal();
    assertThat(audit.sealed().orElseThrow().sequence()).isEqualTo(3);
    audit.seal();
    assertThat(audit.verify()).as("a seal alone is not sealed again").isEqualTo(4);
  }

  @Test
  void whoActedAndThroughWhichDoorIsInTheLine() throws Exception {
    AuditEntry entry = Acting.as(ANNA, () -> audit.record("visit:v-1", "visit-listened", Map.of()));
    assertThat(entry.through()).isEqualTo("rest");
    assertThat(entry.details()).containsEntry("by", "anna");
    assertThat(audit.record("gateway", "x", Map.of()).through()).isEqualTo("inside");
    assertThat(audit.verify()).isEqualTo(3);
  }

  @Test
  void peopleStandUnderTheirPseudonymOnly() throws Exception {
    audit.record("visit:v-1", "door-ordered", Map.of("person", "ada"));
    audit.record("visit:v-2", "door-ordered", Map.of("person", "somebody-erased"));
    assertThat(Files.readString(TrailCheck.file(data)))
        .contains(House.ADA, "subject-unknown")
        .doesNotContain("\"ada\"", "somebody-erased");
  }

  @Test
  void aLineOfTheFirstVersionIsStillGood() throws Exception {
    String content =
        "{\"sequence\":1,\"at\":\"2026-01-02T03:04:05Z\",\"actor\":\"a\",\"action\":\"b\","
            + "\"details\":{},\"previousHash\":\""
            + AuditLine.ORIGIN
            + "\"";
    String hash = Digests.sha256((content + "}").getBytes());
    AuditEntry entry = AuditLine.decode((content + ",\"hash\":\"" + hash + "\"}").getBytes());
    assertThat(entry.through()).isEmpty();
  }

  private void write(int lines) throws VestibuleException {
    for (int i = 1; i <= lines; i++) {
      audit.record("test", "counted", Map.of("n", Integer.toString(i)));
    }
  }

  /** As somebody would who can write the file and knows how hashes are made. */
  private void rewrite(String from, String to) throws Exception {
    audit.stop();
    List<String> forged = new ArrayList<>();
    String previous = AuditLine.ORIGIN;
    for (String line : lines()) {
      AuditEntry entry = AuditLine.decode(line.getBytes());
      Map<String, String> details =
          line.contains(from) ? Map.of("n", to.replaceAll("[^0-9]", "")) : entry.details();
      Fact fact = new Fact(entry.actor(), entry.through(), entry.action(), details);
      AuditEntry again = AuditLine.next(entry.sequence(), entry.at(), fact, previous).entry();
      previous = again.hash();
      forged.add(new String(AuditLine.encode(again)).strip());
    }
    Files.write(TrailCheck.file(data), forged);
    audit = new AuditService(house, data);
  }

  private List<String> lines() throws Exception {
    return Collections.unmodifiableList(Files.readAllLines(TrailCheck.file(data)));
  }

  private void assertCode(String code) {
    assertThatThrownBy(audit::verify).hasFieldOrPropertyWithValue("code", code);
  }
}
