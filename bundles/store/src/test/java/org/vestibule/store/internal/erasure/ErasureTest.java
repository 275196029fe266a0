// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.store.internal.People.ANNA;
import static org.vestibule.store.internal.People.BERT;
import static org.vestibule.store.internal.People.enrolment;
import static org.vestibule.store.internal.People.face;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.store.internal.Disk;
import org.vestibule.store.internal.Fuse;
import org.vestibule.store.internal.PaperSeal;
import org.vestibule.store.internal.People;

class ErasureTest {
  @TempDir Path data;
  private Disk disk;
  private People house;

  @BeforeEach
  void start() throws Exception {
    disk = new Disk(data);
    house = new People(disk);
    house.directory.enrol(enrolment(ANNA, "4711"), List.of(face("m", 1), face("m", 2)));
    house.directory.enrol(enrolment(BERT, "4712"), List.of(face("m", 3)));
    house.directory.reject(ANNA, face("m", 7), "ada");
    house.told.clear();
  }

  @Test
  void whoIsErasedLeavesATombstoneAReceiptAndNothingThatNamesThem() throws Exception {
    FakeHolder holder = new FakeHolder("visits in memory", 3);
    house.holders.add(holder);
    String pseudonym = house.directory.of(ANNA).orElseThrow();
    ErasureReceipt receipt = house.erasure.erase(ANNA, "requested");
    assertThat(house.directory.find(new Claim("4711"))).isEmpty();
    assertThat(house.directory.whose(pseudonym)).isEmpty();
    assertThat(house.told).containsExactly(ANNA);
    assertThat(house.ledger.settled()).endsWith(ANNA);
    assertThat(receipt.subject()).isEqualTo(pseudonym);
    assertThat(receipt.removed())
        .isEqualTo(
            new TreeMap<>(
                java.util.Map.of(
                    "people", 1, "templates", 2, "negatives", 1, "visits in memory", 3)));
    assertThat(receipt.keyDigest()).hasSize(64).isNotEqualTo(Finishing.LOST);
    assertThat(house.erasure.receipts()).containsExactly(receipt);
    String file = Files.readString(data.resolve("receipts").resolve(receipt.id() + ".json"));
    assertThat(file).contains(receipt.auditHash(), receipt.signature()).doesNotContain("anna");
    assertThat(disk.trail.text()).doesNotContain("anna");
    Erasure.Verification verification = house.erasure.verify(receipt);
    assertThat(verification.checks()).allMatch(Erasure.Check::good);
    assertThat(verification.holds()).isTrue();
  }

  @Test
  void whoNeverGaveAFaceIsErasedWithAReceiptThatNamesNothingBiometric() throws Exception {
    PersonId cleo = new PersonId("cleo");
    house.directory.enter(new Person(cleo, "Cleo Marsh", "3", Set.of()));
    ErasureReceipt receipt = house.erasure.erase(cleo, "requested");
    assertThat(receipt.removed()).containsEntry("people", 1);
    assertThat(receipt.removed().getOrDefault("templates", 0)).isZero();
    assertThat(house.erasure.verify(receipt).holds()).isTrue();
    assertThat(new People(disk).directory.person(cleo)).isEmpty();
    house.directory.enter(new Person(cleo, "Another Cleo", "4", Set.of()));
    assertThat(house.directory.person(cleo)).map(Person::unit).hasValue("4");
  }

  @Test
  void whoIsUnknownOrErasedAlreadyIsNotErased() throws Exception {
    house.directory.forget(ANNA);
    assertThat(house.directory.forget(ANNA)).isFalse();
    assertThatThrownBy(() -> house.erasure.erase(ANNA, "requested"))
        .satisfies(code("unknown-person"));
    house.directory.enrol(enrolment(ANNA, "4711"), List.of(face("m", 1)));
    assertThat(house.directory.find(new Claim("4711"))).as("another of that id").isPresent();
  }

  @Test
  void wheneverThePowerGoesTheErasureIsGoneOnWithAndToldOnce() throws Exception {
    int cut = 1;
    boolean whole = false;
    while (!whole) {
      Path folder = Files.createDirectory(data.resolve("cut-" + cut));
      whole = survives(new Disk(folder), cut);
      cut++;
    }
    assertThat(cut).as("moments at which it was cut").isGreaterThan(10);
  }

  private static boolean survives(Disk disk, int cut) throws VestibuleException {
    People before = new People(disk);
    before.directory.enrol(enrolment(ANNA, "4711"), List.of(face("m", 1)));
    boolean whole = false;
    disk.fuse.blowAt(cut);
    try {
      before.erasure.erase(ANNA, "requested");
      whole = true;
    } catch (Fuse.PowerCut e) {
      assertThat(e).isNotNull();
    }
    disk.fuse.mend();
    People after = new People(disk);
    FakeHolder holder = new FakeHolder("cache", 1);
    after.holders.add(holder);
    after.erasure.goOn();
    if (after.directory.person(ANNA).isPresent()) {
      assertThat(cut).as("only before anything was written").isEqualTo(1);
      return false;
    }
    List<ErasureReceipt> receipts = after.erasure.receipts();
    assertThat(receipts).as("cut at %d", cut).hasSize(1);
    assertThat(after.erasure.verify(receipts.get(0)).holds()).as("cut at %d", cut).isTrue();
    assertThat(after.erasure.unfinished()).isZero();
    assertThat(disk.trail.actions()).containsOnlyOnce("person-erased");
    return whole;
  }

  @Test
  void aLockedVaultEndsEveryUseNowAndTheRestWhenItOpensEvenAfterARestart() throws Exception {
    FakeHolder holder = new FakeHolder("cache", 1);
    house.holders.add(holder);
    house.lock();
    assertThatThrownBy(() -> house.erasure.erase(ANNA, "requested"))
        .satisfies(code("erasure-incomplete"));
    assertThat(holder.asked).as("whoever holds something is asked at once").isPositive();
    assertThat(files()).as("no id on the disk").doesNotContain("anna");
    People next = new People(disk);
    next.unlock();
    assertThat(next.directory.people()).extracting(each -> each.id()).containsExactly(BERT);
    assertThat(next.erasure.receipts()).hasSize(1);
    assertThat(Files.size(data.resolve("store").resolve("erasures-waiting"))).isZero();
  }

  @Test
  void whoWaitsForTheirErasureIsNotFoundForAMomentWhenTheVaultOpens() throws Exception {
    house.lock();
    house.directory.forget(ANNA);
    People next = new People(disk);
    disk.vault.open(true);
    next.roster.vaultOpened();
    assertThat(next.directory.find(new Claim("4711"))).isEmpty();
    assertThat(next.directory.find(new Claim("4712"))).isPresent();
  }

  @Test
  void aFullDiskOrABrokenAuditHoldsNoErasureUp() throws Exception {
    disk.database.full(true);
    assertThat(house.directory.forget(ANNA)).isTrue();
    assertThat(house.directory.find(new Claim("4711"))).isEmpty();
    assertThat(house.directory.templates(ANNA)).isEmpty();
    disk.database.full(false);
    disk.trail.broken(true);
    house.erasure.goOn();
    assertThat(house.erasure.receipts()).isEmpty();
    assertThat(house.erasure.unfinished()).isPositive();
    assertThat(new People(disk).directory.person(ANNA)).as("on the disk").isEmpty();
    disk.trail.broken(false);
    house.erasure.goOn();
    assertThat(house.erasure.receipts()).hasSize(1);
    assertThat(house.erasure.unfinished()).isZero();
  }

  @Test
  void aHolderThatCannotLetGoIsNamedAndAskedAgainBeforeTheKeyGoes() throws Exception {
    FakeHolder stubborn = new FakeHolder("triage examples", 4);
    stubborn.stuck = true;
    house.holders.add(stubborn);
    UUID subject = subject();
    assertThatThrownBy(() -> house.erasure.erase(ANNA, "requested"))
        .satisfies(code("erasure-incomplete"))
        .hasMessageContaining("triage examples");
    assertThat(house.directory.find(new Claim("4711"))).isEmpty();
    assertThat(disk.vault.holdsKey(subject)).isTrue();
    stubborn.stuck = false;
    house.erasure.goOn();
    assertThat(disk.vault.holdsKey(subject)).isFalse();
    assertThat(house.erasure.receipts().get(0).removed()).containsEntry("triage examples", 4);
  }

  @Test
  void aReceiptThatWasChangedOrComesFromElsewhereIsRefused() throws Exception {
    ErasureReceipt receipt = house.erasure.erase(ANNA, "requested");
    assertThatThrownBy(() -> house.erasure.verify(with(receipt, receipt.id(), "other")))
        .satisfies(code("receipt-broken"));
    assertThatThrownBy(
            () -> house.erasure.verify(with(receipt, UUID.randomUUID().toString(), "requested")))
        .satisfies(code("receipt-not-ours"));
    ErasureReceipt nobody =
        new ErasureReceipt(
            receipt.id(), "anna", receipt.at(), "", receipt.removed(), "", 1, 1, "", "!");
    assertThatThrownBy(() -> house.erasure.verify(nobody)).satisfies(code("receipt-broken"));
    assertThat(new PaperSeal().publicKey()).isNotEqualTo(disk.seal.publicKey());
  }

  @Test
  void aReceiptDoesNotHoldWhenTheLineIsCutOrAKeyComesBack() throws Exception {
    UUID subject = subject();
    ErasureReceipt receipt = house.erasure.erase(ANNA, "requested");
    disk.vault.bringBack(subject);
    assertThat(bad(receipt)).containsExactly("key");
    new People(disk).erasure.goOn();
    assertThat(bad(receipt)).as("destroyed again at the next start").isEmpty();
    disk.trail.cut();
    assertThat(bad(receipt)).containsExactly("audit");
    house.lock();
    assertThat(bad(receipt)).containsExactly("audit", "key");
  }

  private List<String> bad(ErasureReceipt receipt) throws VestibuleException {
    return house.erasure.verify(receipt).checks().stream()
        .filter(check -> !check.good())
        .map(Erasure.Check::name)
        .toList();
  }

  private UUID subject() {
    return UUID.fromString(house.directory.of(ANNA).orElseThrow().substring("subject-".length()));
  }

  private static ErasureReceipt with(ErasureReceipt of, String id, String reason) {
    return new ErasureReceipt(
        id,
        of.subject(),
        of.at(),
        reason,
        of.removed(),
        of.keyDigest(),
        of.epoch(),
        of.auditSequence(),
        of.auditHash(),
        of.signature());
  }

  private String files() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(data)) {
      files.filter(Files::isRegularFile).forEach(file -> all.append(text(file)));
    }
    return all.toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Consumer<Throwable> code(String code) {
    return e -> assertThat(((VestibuleException) e).code()).isEqualTo(code);
  }
}
