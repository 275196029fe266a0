// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Permission;
import org.vestibule.api.access.Role;

class AuthenticationTest {
  private static final Set<Grant> MANAGER = Set.of(Grant.of(Role.MANAGER));

  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void anOwnedGateway() throws Exception {
    bench = new Bench(data);
    bench.own();
  }

  @Test
  void anUnknownNameIsRefusedWithTheWordsForAWrongPassword() {
    VestibuleException unknown = refusal("nobody-here", Bench.GOOD);
    VestibuleException wrong = refusal("jo", "another password here");
    VestibuleException noName = refusal("No Such Form!", Bench.GOOD);

    assertThat(unknown.code()).isEqualTo("login-refused");
    assertThat(unknown).hasMessage(wrong.getMessage());
    assertThat(noName).hasMessage(wrong.getMessage());
    assertThat(unknown).hasMessageNotContaining("nobody-here");
  }

  @Test
  void anUnknownNameIsLookedUpByTheWorkForAKnownOne() throws Exception {
    bench.shelves.reads.clear();
    bench.logIn("jo", Bench.GOOD, Bench.AWAY);
    List<String> known = List.copyOf(bench.shelves.reads).subList(0, 3);
    bench.shelves.reads.clear();
    refusal("nobody-here", Bench.GOOD);
    assertThat(bench.shelves.reads).isEqualTo(known).endsWith("accounts/jo");
  }

  @Test
  void namesThatDoNotExistAreLockedOutLikeThoseThatDo() {
    for (String name : List.of("jo", "nobody-here")) {
      for (int i = 0; i < Lockout.FREE_FOR_NAME; i++) {
        assertThat(refusal(name, "wrong wrong wrong").code()).isEqualTo("login-refused");
      }
      assertThat(refusal(name, Bench.GOOD).code()).isEqualTo("locked-out");
    }
    assertThat(bench.accounts.accounts().get(0).lockedUntil()).isPresent();
  }

  @Test
  void anAttackFromFarAwayDoesNotKeepTheOwnerFromTheBox() throws Exception {
    for (int i = 0; i < 200; i++) {
      refusal("jo", "wrong wrong wrong");
      bench.clock.forward(Duration.ofSeconds(20));
    }
    assertThat(refusal("jo", Bench.GOOD).code()).isEqualTo("locked-out");
    assertThat(bench.logIn("jo", Bench.GOOD, Bench.HERE).subject()).isEqualTo("jo");
  }

  @Test
  void oneAddressThatTriesManyNamesWaits() {
    for (int i = 0; i < Lockout.FREE_FOR_ADDRESS; i++) {
      refusal("name-" + i, "wrong wrong wrong");
    }
    assertThat(refusal("name-x", "wrong wrong wrong").code()).isEqualTo("locked-out");
    assertThat(Bench.code(() -> bench.logIn("jo", Bench.GOOD, "198.51.100.9"))).isEqualTo("none");
  }

  @Test
  void aRestartDoesNotEndALockOut() {
    for (int i = 0; i < 12; i++) {
      refusal("jo", "wrong wrong wrong");
      bench.clock.forward(Duration.ofSeconds(i < 11 ? 900 : 0));
    }
    bench.round().stop();
    bench.restart(Map.of());
    bench.round().stop();
    assertThat(refusal("jo", Bench.GOOD).code()).isEqualTo("locked-out");
  }

  @Test
  void aLockedVaultSaysSoWhateverTheNameAndTheBoxStillGetsIn() throws Exception {
    Caller session = bench.logIn("jo", Bench.GOOD, Bench.AWAY);
    bench.shelves.locked = true;

    assertThat(refusal("jo", Bench.GOOD).code()).isEqualTo("vault-locked");
    assertThat(refusal("nobody-here", Bench.GOOD).code()).isEqualTo("vault-locked");
    assertThat(bench.authentication.owned()).isTrue();
    assertThat(bench.authentication.still(session)).as("who locked it can open it").isPresent();
    Caller box = bench.authentication.bearer(boxToken(), Bench.HERE, Caller.Through.REST);
    assertThat(box.mayEverywhere(Permission.KEEP_VAULT)).isTrue();
  }

  @Test
  void whileTheStoreIsReplacedNobodyCanTakeTheGateway() {
    bench.surroundings.shelves = null;
    assertThat(refusal("jo", Bench.GOOD).code()).isEqualTo("store-unavailable");
    assertThat(bench.authentication.owned()).isTrue();
    assertThat(bench.round().status().sentence()).contains("operator token");
  }

  @Test
  void aLogInIsAuditedAndARefusedOneWithoutWhatWasTyped() throws Exception {
    bench.logIn("jo", Bench.GOOD, Bench.AWAY);
    assertThat(bench.audit.last().action()).isEqualTo("logged-in");
    assertThat(bench.audit.last().actor()).isEqualTo("jo");
    assertThat(bench.audit.last().through()).isEqualTo("REST");

    refusal("hunter2-typed-here", Bench.GOOD);
    assertThat(bench.audit.last().actor()).isEqualTo("nobody");
    assertThat(bench.audit.last().toString()).doesNotContain("hunter2").doesNotContain(Bench.GOOD);
  }

  @Test
  void aFloodOfRefusalsIsCountedInTheAuditAndNotWrittenOut() {
    int before = bench.audit.lines.size();
    for (int i = 0; i < 50; i++) {
      int address = i;
      Bench.code(() -> bench.logIn("n" + address, "wrong wrong wrong", "192.0.2." + address));
    }
    assertThat(bench.audit.lines).hasSize(before + 10);
    bench.clock.forward(Duration.ofMinutes(2));
    refusal("jo", "wrong wrong wrong");
    assertThat(bench.audit.last().details()).containsEntry("unreported", "40");
  }

  @Test
  void aFullDiskDoesNotKeepTheOwnerOut() throws Exception {
    bench.audit.unwritable = true;
    bench.shelves.full = true;
    assertThat(bench.logIn("jo", Bench.GOOD, Bench.AWAY).subject()).isEqualTo("jo");
  }

  @Test
  void aSessionEndsWithThePasswordItRestsOnEvenWhenAnotherLooksTheSame() throws Exception {
    Caller before = bench.logIn("jo", Bench.GOOD, Bench.AWAY);
    assertThat(bench.authentication.still(before)).containsSame(before);

    bench.accounts.setPassword("jo", "eleven geese in a row boat".toCharArray());
    Caller after = bench.logIn("jo", "eleven geese in a row boat", Bench.AWAY);
    assertThat(after).isEqualTo(before);
    assertThat(bench.authentication.still(before)).isEmpty();
    assertThat(bench.authentication.still(after)).isPresent();
    assertThat(
            bench.authentication.still(
                new Caller(
                    "jo",
                    Caller.Kind.PERSON,
                    Caller.Through.REST,
                    before.grants(),
                    Optional.empty())))
        .as("nobody let this one in")
        .isEmpty();
  }

  @Test
  void aSessionHasWhatTheAccountHoldsNowAndEndsWithIt() throws Exception {
    bench.accounts.create("max", Bench.GOOD.toCharArray(), MANAGER, Optional.empty());
    Caller before = bench.logIn("max", Bench.GOOD, Bench.AWAY);
    bench.accounts.grant("max", Set.of(Grant.of(Role.AUDITOR)));

    Caller now = bench.authentication.still(before).orElseThrow();
    assertThat(now.may(Permission.ENROL)).isFalse();
    assertThat(now.may(Permission.SEE_AUDIT)).isTrue();
    assertThat(bench.authentication.still(now)).isPresent();
    bench.accounts.remove("max");
    assertThat(bench.authentication.still(now)).isEmpty();
  }

  @Test
  void aHashOfAnotherCostIsRenewedAtTheNextLogIn() throws Exception {
    Caller before = bench.logIn("jo", Bench.GOOD, Bench.AWAY);
    Passwords.Cost raised = new Passwords.Cost(128, 2, 1);
    bench.restart(Map.of(), raised);
    bench.logIn("jo", Bench.GOOD, Bench.AWAY);
    assertThat(bench.office.shelf.find("jo").orElseThrow().proof()).contains("m=128,t=2");
    assertThat(bench.logIn("jo", Bench.GOOD, Bench.AWAY)).isEqualTo(before);
  }

  private VestibuleException refusal(String name, String password) {
    return catchThrowableOfType(
        VestibuleException.class, () -> bench.logIn(name, password, Bench.AWAY));
  }

  private String boxToken() throws Exception {
    return new SecretFile(data, "operator.token").read().orElseThrow();
  }
}
