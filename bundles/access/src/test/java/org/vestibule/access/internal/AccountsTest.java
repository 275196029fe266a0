// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Permission;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;

class AccountsTest {
  private static final Set<Grant> MANAGER = Set.of(Grant.of(Role.MANAGER));
  private static final Set<Grant> OWNER = Set.of(Grant.of(Role.OWNER));

  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void anOwnedGateway() throws Exception {
    bench = new Bench(data);
    bench.own();
  }

  @Test
  void theLastOwnerCanNeitherGoNorBecomeLess() throws Exception {
    bench.accounts.create("max", Bench.GOOD.toCharArray(), MANAGER, Optional.empty());
    bench.accounts.createMachine("robot", OWNER);
    Set<Grant> oneDoor = Set.of(new Grant(Role.OWNER, Set.of(new DoorId("front")), Set.of()));

    assertThat(Bench.code(() -> bench.accounts.remove("jo"))).isEqualTo("last-owner");
    assertThat(Bench.code(() -> bench.accounts.grant("jo", MANAGER))).isEqualTo("last-owner");
    assertThat(Bench.code(() -> bench.accounts.grant("jo", oneDoor))).isEqualTo("last-owner");
    assertThat(bench.audit.actions()).doesNotContain("account-removed", "account-granted");

    bench.accounts.grant("max", OWNER);
    bench.accounts.remove("jo");
    assertThat(Bench.code(() -> bench.accounts.remove("max"))).isEqualTo("last-owner");
  }

  @Test
  void whatTheAuditCannotTakeDoesNotHappen() throws Exception {
    bench.audit.unwritable = true;
    assertThat(create("max")).isEqualTo("audit-unwritable");
    assertThat(Bench.code(() -> bench.accounts.dropSecondFactor("jo")))
        .isEqualTo("audit-unwritable");
    bench.surroundings.audit = null;
    assertThat(create("max")).isEqualTo("audit-unwritable");
    assertThat(bench.accounts.accounts()).hasSize(1);
  }

  @Test
  void namesAndPasswordsThatWillNotDoAreRefused() {
    assertThat(create("jo")).isEqualTo("account-taken");
    for (String name : List.of("", "Jo", "jo miller", "box", "gateway", "nobody", "x".repeat(64))) {
      assertThat(create(name)).as(name).isEqualTo("account-invalid");
    }
    assertThat(Bench.code(() -> bench.accounts.setPassword("jo", "password1234".toCharArray())))
        .isEqualTo("password-weak");
    for (String name : List.of("nobody-here", "No Form!")) {
      assertThat(Bench.code(() -> bench.accounts.grant(name, MANAGER)))
          .isEqualTo("unknown-account");
      assertThat(Bench.code(() -> bench.accounts.remove(name))).isEqualTo("unknown-account");
    }
    bench.shelves.locked = true;
    assertThat(create("max")).isEqualTo("vault-locked");
    assertThat(bench.accounts.accounts()).isEmpty();
  }

  @Test
  void anAccountIsWhatItWasMadeWith() throws Exception {
    Grant narrow =
        new Grant(Role.RESIDENT, Set.of(new DoorId("front")), Set.of(new StationId("yard")));
    bench.accounts.create(
        "max", Bench.GOOD.toCharArray(), Set.of(narrow), Optional.of(new PersonId("max-7")));

    Caller max = bench.logIn("max", Bench.GOOD, Bench.AWAY);
    assertThat(max.person()).hasValue(new PersonId("max-7"));
    assertThat(max.may(Permission.OWN_DATA, new DoorId("front"))).isTrue();
    assertThat(max.may(Permission.OWN_DATA, new DoorId("back"))).isFalse();
    assertThat(max.mayEverywhere(Permission.OWN_DATA)).isFalse();
    assertThat(bench.accounts.accounts())
        .extracting(account -> account.name() + " " + account.lastLogin().isPresent())
        .containsExactly("jo true", "max true");
    assertThat(bench.audit.lines.toString())
        .contains("resident:door:front:station:yard")
        .doesNotContain(Bench.GOOD);
  }

  @Test
  void aSecondFactorCountsOnceACodeWasSeenAndTakesEachCodeOnce() throws Exception {
    byte[] secret = begin("jo");
    assertThat(bench.logIn("jo", Bench.GOOD, Bench.AWAY)).as("not yet").isNotNull();
    assertThat(Bench.code(() -> bench.accounts.confirmSecondFactor("jo", "000000")))
        .isEqualTo("second-factor-wrong");
    bench.accounts.confirmSecondFactor("jo", now(secret));

    assertThat(Bench.code(() -> bench.logIn("jo", Bench.GOOD, Bench.AWAY)))
        .isEqualTo("second-factor-needed");
    assertThat(logIn(now(secret))).as("used to confirm").isEqualTo("second-factor-wrong");
    bench.clock.forward(Duration.ofSeconds(30));
    String code = now(secret);
    assertThat(logIn(code)).isEqualTo("none");
    assertThat(logIn(code)).as("used to log in").isEqualTo("second-factor-wrong");
  }

  @Test
  void guessedCodesLockTheNameOut() throws Exception {
    byte[] secret = begin("jo");
    bench.accounts.confirmSecondFactor("jo", now(secret));
    for (int i = 0; i < Lockout.FREE_FOR_NAME; i++) {
      assertThat(logIn("00000" + i)).isEqualTo("second-factor-wrong");
    }
    assertThat(logIn("000009")).isEqualTo("locked-out");
  }

  @Test
  void tenRecoveryCodesAreGoodOnceEach() throws Exception {
    byte[] secret = begin("jo");
    List<String> recovery = bench.accounts.confirmSecondFactor("jo", now(secret));
    assertThat(new HashSet<>(recovery)).hasSize(10);
    assertThat(new String(bench.shelves.values.get("accounts/jo"), StandardCharsets.UTF_8))
        .doesNotContain(recovery.get(0));

    assertThat(logIn(recovery.get(3))).isEqualTo("none");
    assertThat(logIn(recovery.get(3))).isEqualTo("second-factor-wrong");
    assertThat(logIn(recovery.get(4).replace("-", "").toLowerCase(Locale.ROOT))).isEqualTo("none");
    bench.accounts.dropSecondFactor("jo");
    assertThat(bench.logIn("jo", Bench.GOOD, Bench.AWAY)).isNotNull();
    assertThat(bench.audit.actions())
        .contains("second-factor-begun", "second-factor-on", "second-factor-off");
  }

  @Test
  void aMachineHasItsTokenAndNothingElse() throws Exception {
    String token = bench.accounts.createMachine("bms", Set.of(Grant.of(Role.SYSTEM)));
    assertThat(token).startsWith("vst_").hasSize(47);
    assertThat(bench.shelves.values.toString() + bench.audit.lines).doesNotContain(token);
    assertThat(Bench.code(() -> bench.logIn("bms", token, Bench.AWAY))).isEqualTo("login-refused");
    assertThat(Bench.code(() -> bench.accounts.beginSecondFactor("bms")))
        .isEqualTo("account-invalid");

    Caller bms = bench.authentication.bearer(token, Bench.AWAY, Caller.Through.MQTT);
    assertThat(bms.subject()).isEqualTo("bms");
    assertThat(bms.kind()).isEqualTo(Caller.Kind.MACHINE);
    assertThat(bms.may(Permission.SEE_VISITS)).isTrue();
    bench.restart(Map.of());
    assertThat(bench.authentication.bearer(token, Bench.AWAY, Caller.Through.REST)).isNotNull();
    bench.accounts.remove("bms");
    assertThat(Bench.code(() -> bench.authentication.bearer(token, "::1", Caller.Through.REST)))
        .isEqualTo("token-wrong");
  }

  private String create(String name) {
    return Bench.code(
        () -> bench.accounts.create(name, Bench.GOOD.toCharArray(), MANAGER, Optional.empty()));
  }

  private byte[] begin(String name) throws Exception {
    assertThat(bench.accounts.beginSecondFactor(name))
        .startsWith("otpauth://totp/Vestibule:" + name + "?secret=");
    return bench.office.shelf.find(name).orElseThrow().factor().pending();
  }

  private String now(byte[] secret) {
    return Totp.code(secret, bench.clock.instant().getEpochSecond() / 30);
  }

  private String logIn(String factor) {
    return Bench.code(
        () -> bench.authentication.logIn(Bench.attempt("jo", Bench.GOOD, factor, Bench.AWAY)));
  }
}
