// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.audit.ChainedAudit;

class MemoryPeopleTest {
  private static final List<FaceTemplate> FACE =
      List.of(FaceTemplate.of("m", new float[] {0.123456f, 1}));
  @TempDir Path data;
  private ChainedAudit audit;
  private MemoryPeople people;

  @BeforeEach
  void open() {
    audit = new ChainedAudit(data);
    people = new MemoryPeople(audit);
  }

  @AfterEach
  void close() {
    audit.close();
  }

  @Test
  void nobodyIsEnrolledWithoutConsentTemplateOrACodeOfTheirOwn() throws Exception {
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    assertCode("consent-missing", enrolment("bert", "1", " "), FACE);
    assertCode("no-template", enrolment("bert", "1", "form"), List.of());
    assertCode("code-taken", enrolment("bert", "4711", "form"), FACE);
    assertThat(people.people()).hasSize(1);
  }

  @Test
  void whoIsForgottenIsGoneAtOnceEvenWithADiskThatCannotSaySo() throws Exception {
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    audit.close();
    Files.delete(data.resolve("audit").resolve("audit.jsonl"));
    Files.delete(data.resolve("audit"));
    Files.writeString(data.resolve("audit"), "in the way");
    assertThat(people.forget(new PersonId("anna"))).isTrue();
    assertThat(people.templates(new PersonId("anna"))).isEmpty();
    assertThat(people.find(new Claim("4711"))).isEmpty();
    assertThat(people.forget(new PersonId("anna"))).isFalse();
  }

  @Test
  void enrollingAndForgettingAreAuditedWithoutCodeOrFace() throws Exception {
    people.enrol(enrolment("anna", "471142", "form"), FACE);
    assertThat(people.find(new Claim("471142"))).isPresent();
    people.enrol(enrolment("anna", "815", "form"), FACE);
    assertThat(people.find(new Claim("471142"))).isEmpty();
    people.forget(new PersonId("anna"));
    assertThat(audit.latest(9))
        .extracting(AuditEntry::action)
        .containsExactly("person-forgotten", "person-enrolled", "person-enrolled");
    assertThat(Files.readString(data.resolve("audit").resolve("audit.jsonl")))
        .doesNotContain("471142", "0.123");
  }

  private void assertCode(String code, Enrolment enrolment, List<FaceTemplate> templates) {
    assertThatThrownBy(() -> people.enrol(enrolment, templates))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Enrolment enrolment(String id, String code, String consent) {
    return new Enrolment(new PersonId(id), id, "1", new Claim(code), Set.of(), consent);
  }
}
