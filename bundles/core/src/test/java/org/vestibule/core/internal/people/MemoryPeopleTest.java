// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.audit.ChainedAudit;

class MemoryPeopleTest {
  private static final List<FaceTemplate> FACE =
      List.of(FaceTemplate.of("m", new float[] {0.123456f, 1}));
  @TempDir Path data;
  private ChainedAudit audit;
  private MemoryPeople people;
  private final List<PersonId> told = new ArrayList<>();

  @BeforeEach
  void open() {
    audit = new ChainedAudit(data);
    people = new MemoryPeople(audit, told::add);
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

  @Test
  void aTemplateIsRenewedOnceInASpaceAndNeverOverOneThatIsThere() throws Exception {
    PersonId anna = new PersonId("anna");
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    people.enrol(enrolment("bert", "4712", "form"), FACE);
    assertThat(people.renew(anna, template("m", 7))).isFalse();
    assertThat(people.renew(anna, template("n", 1))).isTrue();
    assertThat(people.renew(anna, template("n", 2))).isFalse();
    assertThat(people.templates(anna)).extracting(FaceTemplate::space).containsExactly("m", "n");
    assertThat(people.templates(anna).get(1).similarity(template("n", 1))).isGreaterThan(0.999f);
    assertThat(people.spaces()).containsExactly(Map.entry("m", 2), Map.entry("n", 1));
    assertThat(people.enrolled()).isEqualTo(2);
  }

  @Test
  void whoIsForgottenIsNotRenewedAndWhoIsUnknownNeither() throws Exception {
    PersonId anna = new PersonId("anna");
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    people.forget(anna);
    assertThat(people.renew(anna, template("n", 1))).isFalse();
    assertThat(people.renew(new PersonId("nobody"), template("n", 1))).isFalse();
    assertThat(people.templates(anna)).isEmpty();
    assertThat(people.spaces()).isEmpty();
    assertThat(people.enrolled()).isZero();
  }

  @Test
  void aRenewalIsAuditedByPersonAndSpaceAndTakenBackWhenItCannotBe() throws Exception {
    PersonId anna = new PersonId("anna");
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    people.renew(anna, template("n", 0.654321f));
    AuditEntry entry = audit.latest(1).get(0);
    assertThat(entry.action()).isEqualTo("template-renewed");
    assertThat(entry.details()).containsOnly(Map.entry("person", "anna"), Map.entry("space", "n"));
    audit.close();
    Files.delete(data.resolve("audit").resolve("audit.jsonl"));
    Files.delete(data.resolve("audit"));
    Files.writeString(data.resolve("audit"), "in the way");
    assertThat(people.renew(anna, template("o", 1))).isFalse();
    assertThat(people.templates(anna)).extracting(FaceTemplate::space).containsExactly("m", "n");
  }

  @Test
  void aFaceThatWasTakenForSomebodyIsKeptWithThemAndGoesWithThem() throws Exception {
    PersonId anna = new PersonId("anna");
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    assertThat(people.reject(anna, template("m", 3), "ada")).isTrue();
    assertThat(people.reject(anna, template("m", 3), "ada")).isTrue();
    assertThat(people.negatives(anna)).hasSize(1);
    AuditEntry entry = audit.latest(1).get(0);
    assertThat(entry.actor() + " " + entry.action()).isEqualTo("ada face-corrected");
    assertThat(entry.details()).containsOnly(Map.entry("person", "anna"), Map.entry("space", "m"));
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    assertThat(people.negatives(anna)).as("after new pictures").hasSize(1);
    people.forget(anna);
    assertThat(people.negatives(anna)).isEmpty();
    assertThat(people.reject(anna, template("m", 4), "ada")).isFalse();
    assertThat(people.person(anna)).isEmpty();
  }

  @Test
  void theLatestNegativesAreKeptAndNoMoreThanSaid() throws Exception {
    PersonId anna = new PersonId("anna");
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    for (int i = 0; i <= PeopleDirectory.MOST_NEGATIVES; i++) {
      people.reject(anna, towards(i), "ada");
    }
    List<FaceTemplate> negatives = people.negatives(anna);
    assertThat(negatives).hasSize(PeopleDirectory.MOST_NEGATIVES);
    assertThat(negatives.get(0).similarity(towards(1))).isGreaterThan(0.9999f);
  }

  @Test
  void aCorrectionThatCannotBeAuditedHasNoEffect() throws Exception {
    PersonId anna = new PersonId("anna");
    people.enrol(enrolment("anna", "4711", "form"), FACE);
    told.clear();
    audit.close();
    Files.delete(data.resolve("audit").resolve("audit.jsonl"));
    Files.delete(data.resolve("audit"));
    Files.writeString(data.resolve("audit"), "in the way");
    assertThatThrownBy(() -> people.reject(anna, template("m", 3), "ada"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).startsWith("audit-"));
    assertThat(people.negatives(anna)).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void whoeverListensIsToldOfEachChangeAfterItAndWithoutALock() throws Exception {
    PersonId anna = new PersonId("anna");
    List<String> seen = new ArrayList<>();
    MemoryPeople[] directory = new MemoryPeople[1];
    directory[0] =
        new MemoryPeople(
            audit,
            person -> {
              assertThat(Thread.holdsLock(directory[0])).isFalse();
              seen.add(
                  directory[0].templates(person).size()
                      + "+"
                      + directory[0].negatives(person).size());
            });
    directory[0].enrol(enrolment("anna", "4711", "form"), FACE);
    directory[0].renew(anna, template("n", 1));
    directory[0].renew(anna, template("n", 1));
    directory[0].reject(anna, template("n", 5), "ada");
    directory[0].forget(anna);
    directory[0].forget(anna);
    assertThat(seen).containsExactly("1+0", "2+0", "2+1", "0+0");
  }

  private static FaceTemplate towards(int hour) {
    return FaceTemplate.of(
        "m", new float[] {(float) Math.cos(hour / 4.0), (float) Math.sin(hour / 4.0)});
  }

  private static FaceTemplate template(String space, float y) {
    return FaceTemplate.of(space, new float[] {1, y});
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
