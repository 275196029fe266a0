// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.access.Authentication;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.people.PersonId;

/** Accounts, machines and tokens in memory; passwords are compared and nothing else. */
final class SampleAccess implements Authentication, Accounts {
  static final String TOKEN = "sample-token-of-the-box";
  static final String SETUP = "one-time-code";
  static final String SECOND = "123456";

  final Map<String, Caller> tokens = new ConcurrentHashMap<>();
  final Map<String, Account> kept = new TreeMap<>();
  final Map<String, String> passwords = new ConcurrentHashMap<>();
  final List<String> from = new ArrayList<>();
  boolean owned = true;

  SampleAccess() {
    tokens.put(TOKEN, caller("box", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.OWNER)));
  }

  /** Adds a token that holds these grants, and returns it. */
  String token(String subject, Grant... grants) {
    String token = "token-of-" + subject;
    tokens.put(token, caller(subject, Caller.Kind.MACHINE, Optional.empty(), grants));
    return token;
  }

  /** Adds somebody with a password. */
  void account(String name, String password, Optional<PersonId> person, Grant... grants) {
    kept.put(
        name,
        new Account(
            name,
            Caller.Kind.PERSON,
            Set.of(grants),
            person,
            false,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty()));
    passwords.put(name, password);
  }

  static Caller caller(
      String subject, Caller.Kind kind, Optional<PersonId> person, Grant... grants) {
    return new Caller(subject, kind, Caller.Through.REST, Set.of(grants), person);
  }

  @Override
  public boolean owned() {
    return owned;
  }

  @Override
  public Caller own(Attempt attempt) throws VestibuleException {
    if (owned) {
      throw refused("already-owned");
    }
    if (attempt.secondFactor().filter(SETUP::equals).isEmpty()) {
      throw refused("setup-code-wrong");
    }
    owned = true;
    account(
        attempt.name(), String.valueOf(attempt.password()), Optional.empty(), Grant.of(Role.OWNER));
    return still(attempt.name()).orElseThrow();
  }

  @Override
  public Caller logIn(Attempt attempt) throws VestibuleException {
    from.add(attempt.address());
    String password = passwords.get(attempt.name());
    if (password == null || !Arrays.equals(password.toCharArray(), attempt.password())) {
      throw refused("login-refused");
    }
    if (kept.get(attempt.name()).secondFactor()) {
      if (attempt.secondFactor().isEmpty()) {
        throw refused("second-factor-needed");
      }
      if (!attempt.secondFactor().get().equals(SECOND)) {
        throw refused("second-factor-wrong");
      }
    }
    return still(attempt.name()).orElseThrow();
  }

  @Override
  public Caller bearer(String token, String address, Caller.Through through)
      throws VestibuleException {
    Caller caller = tokens.get(token);
    if (caller == null) {
      throw refused("token-wrong");
    }
    return caller;
  }

  @Override
  public Optional<Caller> still(Caller loggedIn) {
    return tokens.containsValue(loggedIn) ? Optional.of(loggedIn) : still(loggedIn.subject());
  }

  private Optional<Caller> still(String name) {
    return Optional.ofNullable(kept.get(name))
        .map(
            account ->
                caller(
                    name,
                    Caller.Kind.PERSON,
                    account.person(),
                    account.grants().toArray(Grant[]::new)));
  }

  @Override
  public List<Account> accounts() {
    return List.copyOf(kept.values());
  }

  @Override
  public Account create(String name, char[] password, Set<Grant> grants, Optional<PersonId> person)
      throws VestibuleException {
    if (password.length < 12) {
      throw refused("password-weak");
    }
    if (kept.containsKey(name)) {
      throw refused("account-taken");
    }
    account(name, String.valueOf(password), person, grants.toArray(Grant[]::new));
    return kept.get(name);
  }

  @Override
  public String createMachine(String name, Set<Grant> grants) throws VestibuleException {
    if (name.isEmpty()) {
      throw refused("account-invalid");
    }
    return token(name, grants.toArray(Grant[]::new));
  }

  @Override
  public void grant(String name, Set<Grant> grants) throws VestibuleException {
    Account before = known(name);
    account(name, passwords.get(name), before.person(), grants.toArray(Grant[]::new));
  }

  @Override
  public void setPassword(String name, char[] password) throws VestibuleException {
    known(name);
    if (password.length < 12) {
      throw refused("password-weak");
    }
    passwords.put(name, String.valueOf(password));
  }

  @Override
  public String beginSecondFactor(String name) throws VestibuleException {
    return "otpauth://totp/Vestibule:" + known(name).name() + "?secret=JBSWY3DPEHPK3PXP";
  }

  @Override
  public List<String> confirmSecondFactor(String name, String code) throws VestibuleException {
    if (!code.equals(SECOND)) {
      throw refused("second-factor-wrong");
    }
    factor(known(name), true);
    return List.of("recovery-1", "recovery-2");
  }

  @Override
  public void dropSecondFactor(String name) throws VestibuleException {
    factor(known(name), false);
  }

  private void factor(Account before, boolean second) {
    kept.put(
        before.name(),
        new Account(
            before.name(),
            before.kind(),
            before.grants(),
            before.person(),
            second,
            before.createdAt(),
            before.lastLogin(),
            before.lockedUntil()));
  }

  @Override
  public void remove(String name) throws VestibuleException {
    known(name);
    kept.remove(name);
  }

  private Account known(String name) throws VestibuleException {
    Account account = kept.get(name);
    if (account == null) {
      throw refused("unknown-account");
    }
    return account;
  }

  static VestibuleException refused(String code) {
    return new VestibuleException(code, "sample", "this", "that", "Do otherwise.");
  }
}
