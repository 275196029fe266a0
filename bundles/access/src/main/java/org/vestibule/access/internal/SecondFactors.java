// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.vestibule.access.internal.StoredAccount.SecondFactor;
import org.vestibule.api.VestibuleException;

/** What becomes of a second factor. Works on what is given to it and keeps nothing; thread-safe. */
final class SecondFactors {
  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_GROUPS = 4;
  private static final int DIGITS = 6;

  private final Clock clock;

  SecondFactors(Clock clock) {
    this.clock = clock;
  }

  /** With a secret that waits for its first code; what counted until then goes on counting. */
  static SecondFactor begun(SecondFactor before) {
    return new SecondFactor(
        before.secret(), Secrets.random(SECRET_BYTES), before.lastStep(), before.recovery());
  }

  /** Returns the address that an authenticator reads, from the secret that waits. */
  static String address(String name, SecondFactor factor) {
    return "otpauth://totp/Vestibule:"
        + name
        + "?secret="
        + Totp.base32(factor.pending())
        + "&issuer=Vestibule&algorithm=SHA1&digits=6&period=30";
  }

  static List<String> recoveryCodes() {
    return Stream.generate(() -> Secrets.code(RECOVERY_GROUPS)).limit(RECOVERY_CODES).toList();
  }

  /**
   * Lets the secret that waits count.
   *
   * @throws VestibuleException {@code second-factor-wrong}
   */
  SecondFactor confirmed(SecondFactor before, String code, List<String> recovery)
      throws VestibuleException {
    if (before.pending().length == 0) {
      throw Refusals.secondFactorWrong();
    }
    OptionalLong step = Totp.step(before.pending(), code, clock.instant(), 0);
    List<String> hashes = recovery.stream().map(SecondFactors::hash).toList();
    return new SecondFactor(
        before.pending(), new byte[0], step.orElseThrow(Refusals::secondFactorWrong), hashes);
  }

  /**
   * Takes a code, which is not good again.
   *
   * @throws VestibuleException {@code second-factor-wrong}
   */
  SecondFactor used(SecondFactor before, String code) throws VestibuleException {
    if (code.strip().length() == DIGITS) {
      OptionalLong step =
          Totp.step(before.secret(), code.strip(), clock.instant(), before.lastStep());
      return new SecondFactor(
          before.secret(),
          before.pending(),
          step.orElseThrow(Refusals::secondFactorWrong),
          before.recovery());
    }
    List<String> left = new ArrayList<>(before.recovery());
    if (!left.remove(hash(code))) {
      throw Refusals.secondFactorWrong();
    }
    return new SecondFactor(before.secret(), before.pending(), before.lastStep(), left);
  }

  private static String hash(String recoveryCode) {
    return Secrets.hash(Secrets.read(recoveryCode));
  }
}
