// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.store.Vault;

/** The vault: how it is, locking, opening, a new epoch, a copy of its keys. */
final class VaultResource {
  /** What seals the device key, where a passphrase does. */
  record Opening(char[] passphrase) {
    @Override
    public String toString() {
      return "Opening[***]";
    }
  }

  /** Where a copy of the wrapped keys goes. */
  record Copy(String file) {}

  private static final int MOST_PATH = 1000;

  private final Trust trust;

  VaultResource(Trust trust) {
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_HOUSE, "GET", "/vault", request -> state())
        .on(Permission.KEEP_VAULT, "POST", "/vault/lock", request -> lock())
        .on(Permission.KEEP_VAULT, "POST", "/vault/open", this::open)
        .on(Permission.KEEP_VAULT, "POST", "/vault/rotate", request -> rotate())
        .on(Permission.KEEP_VAULT, "POST", "/vault/copy", this::copy);
  }

  private Vault vault() throws Problem {
    return House.need(trust.vault, "vault");
  }

  private Reply state() throws Problem {
    return Reply.ok(EventFields.plain(vault().state()));
  }

  private Reply lock() throws Problem {
    vault().lock();
    return state();
  }

  private Reply open(Request request) throws VestibuleException {
    Opening form = request.body(Opening.class, Json.SMALL);
    try {
      vault().open(Optional.ofNullable(form.passphrase()).filter(phrase -> phrase.length > 0));
      return state();
    } finally {
      AccountsResource.wipe(form.passphrase());
    }
  }

  private Reply rotate() throws VestibuleException {
    vault().rotate();
    return state();
  }

  /** Only for whoever is on the box: the file is one of the box's own disks. */
  private Reply copy(Request request) throws VestibuleException {
    if (request.caller().kind() != Caller.Kind.BOX) {
      throw new Problem(
          403,
          "not-on-the-box",
          "copy of the keyring",
          "a caller from elsewhere",
          "whoever holds the box's own token",
          "Run ./vestibule keyring-copy FILE on the box.");
    }
    String file = request.body(Copy.class, Json.SMALL).file();
    if (file == null || file.isBlank() || file.length() > MOST_PATH) {
      throw Problem.invalid(
          "file", "none, or a very long one", "a path on the box", "Send {\"file\": \"...\"}");
    }
    try {
      vault().copyKeyring(Path.of(file));
    } catch (InvalidPathException e) {
      throw Problem.invalid("file", Request.shortened(file), "a path on the box", "Correct it");
    }
    return Reply.noContent();
  }
}
