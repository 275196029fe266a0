// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.access.Permission;
import org.vestibule.api.people.PersonId;

/** Accounts and machines: made, granted, renewed, removed. The accounts write the audit. */
final class AccountsResource {
  /** A new account. */
  record AccountForm(String name, char[] password, List<GrantForm> grants, String person) {
    @Override
    public String toString() {
      return "AccountForm[***]";
    }
  }

  /** A new machine. */
  record MachineForm(String name, List<GrantForm> grants) {}

  /** What an account shall hold. */
  record Grants(List<GrantForm> grants) {}

  /** Another password. */
  record Password(char[] password) {
    @Override
    public String toString() {
      return "Password[***]";
    }
  }

  private final Trust trust;

  AccountsResource(Trust trust) {
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_ACCOUNTS, "GET", "/accounts", request -> list())
        .on(Permission.CHANGE_ACCOUNTS, "POST", "/accounts", this::create)
        .on(Permission.CHANGE_ACCOUNTS, "POST", "/machines", this::createMachine)
        .on(Permission.CHANGE_ACCOUNTS, "PUT", "/accounts/{name}/grants", this::grant)
        .on(Permission.CHANGE_ACCOUNTS, "PUT", "/accounts/{name}/password", this::setPassword)
        .on(Permission.CHANGE_ACCOUNTS, "DELETE", "/accounts/{name}/second-factor", this::drop)
        .on(Permission.CHANGE_ACCOUNTS, "DELETE", "/accounts/{name}", this::remove);
  }

  private Accounts accounts() throws Problem {
    return House.need(trust.accounts, "accounts");
  }

  private Reply list() throws Problem {
    return Reply.ok(accounts().accounts().stream().map(AccountsResource::plain).toList());
  }

  private static Map<String, Object> plain(Accounts.Account account) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", account.name());
    plain.put("kind", account.kind().name());
    plain.put("grants", GrantForm.plain(account.grants()));
    account.person().ifPresent(person -> plain.put("person", person.value()));
    plain.put("secondFactor", account.secondFactor());
    plain.put("createdAt", account.createdAt().toString());
    account.lastLogin().ifPresent(at -> plain.put("lastLogin", at.toString()));
    account.lockedUntil().ifPresent(at -> plain.put("lockedUntil", at.toString()));
    return plain;
  }

  private Reply create(Request request) throws VestibuleException {
    AccountForm form = request.body(AccountForm.class, Json.SMALL);
    try {
      required("password", form.password());
      required("name", form.name());
      return Reply.created(
          plain(
              accounts()
                  .create(
                      form.name(),
                      form.password(),
                      GrantForm.checked(form.grants()),
                      person(form.person()))));
    } finally {
      wipe(form.password());
    }
  }

  private Reply createMachine(Request request) throws VestibuleException {
    MachineForm form = request.body(MachineForm.class, Json.SMALL);
    required("name", form.name());
    String token = accounts().createMachine(form.name(), GrantForm.checked(form.grants()));
    return Reply.created(Map.of("name", form.name(), "token", token));
  }

  private Reply grant(Request request) throws VestibuleException {
    Grants form = request.body(Grants.class, Json.SMALL);
    accounts().grant(request.part("name"), GrantForm.checked(form.grants()));
    return Reply.noContent();
  }

  private Reply setPassword(Request request) throws VestibuleException {
    Password form = request.body(Password.class, Json.SMALL);
    try {
      required("password", form.password());
      accounts().setPassword(request.part("name"), form.password());
      return Reply.noContent();
    } finally {
      wipe(form.password());
    }
  }

  private Reply drop(Request request) throws VestibuleException {
    accounts().dropSecondFactor(request.part("name"));
    return Reply.noContent();
  }

  private Reply remove(Request request) throws VestibuleException {
    accounts().remove(request.part("name"));
    return Reply.noContent();
  }

  private static Optional<PersonId> person(String id) throws Problem {
    try {
      return Optional.ofNullable(id).map(PersonId::new);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "person", "another form", "1 to 63 of a-z, 0-9 and '-'", "For example ada-brandt.");
    }
  }

  static void required(String key, Object value) throws Problem {
    if (value == null) {
      throw Problem.invalid(key, "none", "a value", "Send " + key + ".");
    }
  }

  static void wipe(char[] secret) {
    if (secret != null) {
      Arrays.fill(secret, '\0');
    }
  }
}
