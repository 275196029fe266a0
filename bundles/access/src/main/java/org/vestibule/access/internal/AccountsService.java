// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.people.PersonId;

/**
 * The accounts of this gateway. Each change is checked, then recorded, then made: what the audit
 * cannot take does not happen. Thread-safe.
 */
@Component(service = Accounts.class)
public final class AccountsService implements Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(AccountsService.class);

  /** Tells a machine's token from one of an issuer, and a leaked one to whoever scans for them. */
  static final String MACHINE_PREFIX = "vst_";

  private final Office office;

  /** Works with the parts of the office. */
  @Activate
  public AccountsService(@Reference Office office) {
    this.office = office;
  }

  @Override
  public List<Account> accounts() {
    try {
      return office.shelf.all().stream()
          .map(account -> account.shown(office.lockout.lockedUntil(account.name())))
          .sorted(Comparator.comparing(Account::name))
          .toList();
    } catch (VestibuleException e) {
      LOG.warn("Accounts cannot be listed: {}", e.getMessage());
      return List.of();
    }
  }

  @Override
  public Account create(String name, char[] password, Set<Grant> grants, Optional<PersonId> person)
      throws VestibuleException {
    office.form.check(name, password);
    requireFree(name);
    StoredAccount account = office.form.person(name, password, grants, person);
    record("account-made", account.name(), "after", GrantText.line(grants));
    office.shelf.add(account);
    return account.shown(Optional.empty());
  }

  @Override
  public String createMachine(String name, Set<Grant> grants) throws VestibuleException {
    String token = MACHINE_PREFIX + Secrets.token();
    StoredAccount account = office.form.machine(name, grants, Secrets.hash(token));
    requireFree(name);
    record("machine-made", name, "after", GrantText.line(grants));
    office.shelf.add(account);
    return token;
  }

  @Override
  public void grant(String name, Set<Grant> grants) throws VestibuleException {
    office.shelf.change(
        name,
        before -> {
          StoredAccount after = before.withGrants(grants);
          if (before.owner() && !after.owner()) {
            office.shelf.requireAnotherOwner(name);
          }
          record(
              "account-granted",
              name,
              "before",
              GrantText.line(before.held()),
              "after",
              GrantText.line(grants));
          return after;
        });
  }

  @Override
  public void setPassword(String name, char[] password) throws VestibuleException {
    StoredAccount now = office.shelf.find(name).orElseThrow(Refusals::unknownAccount);
    requirePerson(now);
    office.form.check(name, password);
    String hash = office.passwords.hash(password);
    office.shelf.change(
        name,
        before -> {
          record("password-set", name);
          return before.withPassword(hash);
        });
  }

  @Override
  public String beginSecondFactor(String name) throws VestibuleException {
    StoredAccount after =
        office.shelf.change(
            name,
            before -> {
              requirePerson(before);
              record("second-factor-begun", name);
              return before.withFactor(SecondFactors.begun(before.factor()));
            });
    return SecondFactors.address(name, after.factor());
  }

  @Override
  public List<String> confirmSecondFactor(String name, String code) throws VestibuleException {
    List<String> recovery = SecondFactors.recoveryCodes();
    office.shelf.change(
        name,
        before -> {
          var confirmed = office.factors.confirmed(before.factor(), code, recovery);
          record("second-factor-on", name);
          return before.withFactor(confirmed);
        });
    return recovery;
  }

  @Override
  public void dropSecondFactor(String name) throws VestibuleException {
    office.shelf.change(
        name,
        before -> {
          record("second-factor-off", name);
          return before.withFactor(StoredAccount.SecondFactor.NONE);
        });
  }

  @Override
  public void remove(String name) throws VestibuleException {
    StoredAccount now = office.shelf.find(name).orElseThrow(Refusals::unknownAccount);
    if (now.owner()) {
      office.shelf.requireAnotherOwner(name);
    }
    record("account-removed", name, "before", GrantText.line(now.held()));
    office.shelf.remove(name);
  }

  /** Before the hash is computed and the audit written; {@link AccountShelf#add} decides. */
  private void requireFree(String name) throws VestibuleException {
    if (office.shelf.find(name).isPresent()) {
      throw Refusals.accountTaken(name);
    }
  }

  private static void requirePerson(StoredAccount account) throws VestibuleException {
    if (account.kind() != Caller.Kind.PERSON) {
      throw Refusals.accountInvalid(
          "a machine, which has a token",
          "people",
          "Remove the machine and make it anew for another token.");
    }
  }

  private void record(String action, String account, String... facts) throws VestibuleException {
    Map<String, String> details = new HashMap<>();
    details.put("account", account);
    for (int i = 0; i < facts.length; i += 2) {
      details.put(facts[i], facts[i + 1]);
    }
    office.trail.change(action, details);
  }
}
