// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Authentication.Attempt;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.status.Status;

class OwnershipTest {
  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void aFreshGateway() {
    bench = new Bench(data);
    bench.round();
  }

  @Test
  void nobodyFarAwayCanTakeAFreshGatewayEvenWithTheCode() throws Exception {
    for (String address : new String[] {Bench.AWAY, "2001:db8::1", "localhost.example.org", ""}) {
      Attempt attempt = Bench.attempt("eve", Bench.GOOD, code(), address);
      assertThat(Bench.code(() -> bench.authentication.own(attempt))).isEqualTo("not-on-loopback");
    }
    assertThat(bench.authentication.owned()).isFalse();
  }

  @Test
  void wrongCodesAreSlowedDownAndTenOfThemMakeAnotherOne() throws Exception {
    String first = code();
    for (int i = 0; i < Lockout.FREE_FOR_NAME; i++) {
      assertThat(own("AAAA-AAAA-AAA" + i)).isEqualTo("setup-code-wrong");
    }
    assertThat(own(first)).isEqualTo("locked-out");
    for (int i = 0; i < 5; i++) {
      bench.clock.forward(Lockout.LONGEST_HERE);
      assertThat(own("")).isEqualTo("setup-code-wrong");
    }
    bench.clock.forward(Lockout.LONGEST_HERE);
    assertThat(own(first)).isEqualTo("setup-code-wrong");
    bench.clock.forward(Lockout.LONGEST_HERE);
    assertThat(own(code())).isEqualTo("none");
  }

  @Test
  void aWeakPasswordDoesNotUseTheCodeUp() throws Exception {
    String code = code();
    Attempt weak = Bench.attempt("jo", "password1234", code, Bench.HERE);
    assertThat(Bench.code(() -> bench.authentication.own(weak))).isEqualTo("password-weak");
    Attempt odd = Bench.attempt("Jo!", Bench.GOOD, code, Bench.HERE);
    assertThat(Bench.code(() -> bench.authentication.own(odd))).isEqualTo("account-invalid");
    assertThat(own(code)).isEqualTo("none");
  }

  @Test
  void theCodeIsInAFileForItsOwnerAloneAndGoneAfterUse() throws Exception {
    Path file = data.resolve("secrets/setup.code");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(code()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
    assertThat(bench.round().status().state()).isEqualTo(Status.State.READY);
    assertThat(bench.round().status().sentence()).contains("setup.code").doesNotContain(code());

    String typed = code().toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o');
    Caller owner = bench.authentication.own(Bench.attempt("jo", Bench.GOOD, typed, Bench.HERE));
    assertThat(owner.grants()).containsExactly(Grant.of(Role.OWNER));
    bench.round();
    assertThat(file).doesNotExist();
    assertThat(own(typed)).isEqualTo("already-owned");
    assertThat(bench.audit.actions()).contains("owner-made", "logged-in");
    assertThat(bench.audit.lines.toString()).doesNotContain(Bench.GOOD).doesNotContain(typed);
  }

  @Test
  void aFullDiskLeavesTheGatewayFreeAndANewCode() throws Exception {
    bench.shelves.full = true;
    assertThat(own(code())).isEqualTo("storage-full");
    bench.shelves.full = false;
    bench.round();
    assertThat(own(code())).isEqualTo("none");
  }

  @Test
  void whoeverOwnsTheBoxGetsANewCodeForALostPassword() throws Exception {
    own(code());
    bench.accounts.beginSecondFactor("jo");
    Files.createFile(data.resolve("secrets/recover"));
    bench.round();
    assertThat(data.resolve("secrets/recover")).doesNotExist();
    assertThat(bench.audit.last().action()).isEqualTo("owner-recovery-begun");

    String code = code();
    Attempt again = Bench.attempt("jo", "eleven geese in a row boat", code, Bench.HERE);
    assertThat(bench.authentication.own(again).subject()).isEqualTo("jo");
    assertThat(bench.audit.actions()).contains("owner-recovered");
    assertThat(Bench.code(() -> bench.logIn("jo", Bench.GOOD, Bench.AWAY)))
        .isEqualTo("login-refused");
    assertThat(bench.logIn("jo", "eleven geese in a row boat", Bench.AWAY).subject())
        .isEqualTo("jo");
    assertThat(own(code)).isEqualTo("already-owned");
  }

  @Test
  void anAccountThatOwnsNothingLeavesTheGatewayFree() throws Exception {
    bench.accounts.createMachine("bms", Set.of(Grant.of(Role.SYSTEM)));
    assertThat(bench.authentication.owned()).isFalse();
    bench.clock.forward(Duration.ofDays(1));
    assertThat(own(code())).isEqualTo("none");
    assertThat(bench.authentication.owned()).isTrue();
  }

  private String own(String code) {
    return Bench.code(
        () -> bench.authentication.own(Bench.attempt("jo", Bench.GOOD, code, Bench.HERE)));
  }

  private String code() throws Exception {
    return new SecretFile(data, "setup.code").read().orElseThrow();
  }
}
