// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Authentication.Attempt;
import org.vestibule.api.access.Caller;

/**
 * The bundle's parts on a bench: fakes around them, a clock that is moved by hand, cheap hashes.
 */
final class Bench {
  static final String HERE = "127.0.0.1";
  static final String AWAY = "192.0.2.7";
  static final String GOOD = "quiet lanterns over Utrecht";
  static final Passwords.Cost CHEAP = new Passwords.Cost(64, 1, 1);

  final FakeShelves shelves = new FakeShelves();
  final FakeAudit audit = new FakeAudit();
  final Surroundings surroundings = new Surroundings();
  final MovedClock clock = new MovedClock();
  final Path data;
  Office office;
  AuthenticationService authentication;
  AccountsService accounts;

  Bench(Path data) {
    this.data = data;
    surroundings.shelves = shelves;
    surroundings.audit = audit;
    restart(Map.of());
  }

  /** Everything in memory is gone; shelves, files and audit stay. */
  void restart(Map<String, Object> properties) {
    restart(properties, CHEAP);
  }

  void restart(Map<String, Object> properties, Passwords.Cost cost) {
    office = new Office(surroundings, properties, data, cost, clock, clock::nanos);
    authentication = new AuthenticationService(office);
    accounts = new AccountsService(office);
  }

  /** One round of the caretaker, without its thread. */
  Caretaker round() {
    Caretaker caretaker = new Caretaker(office);
    caretaker.round();
    return caretaker;
  }

  /** Makes {@code jo} the owner by the code. */
  Caller own() throws Exception {
    round();
    String code = new SecretFile(data, "setup.code").read().orElseThrow();
    return authentication.own(attempt("jo", GOOD, code, HERE));
  }

  Caller logIn(String name, String password, String address) throws VestibuleException {
    return authentication.logIn(attempt(name, password, null, address));
  }

  static Attempt attempt(String name, String password, String factor, String address) {
    return new Attempt(
        name, password.toCharArray(), Optional.ofNullable(factor), address, Caller.Through.REST);
  }

  static String code(ThrowingCallable call) {
    VestibuleException refused = catchThrowableOfType(VestibuleException.class, call);
    return refused == null ? "none" : refused.code();
  }

  /** Wall clock and nanos that move together, by hand. */
  static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

    void forward(Duration by) {
      now = now.plus(by);
    }

    long nanos() {
      return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
