// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Vault;

/** Shows whether the vault is open, and what holds its key. */
@Service
@Command(
    scope = "vestibule",
    name = "vault-status",
    description = "Shows whether the vault is open, and what holds its key")
public final class VaultStatusCommand extends ShellAction {
  @Reference(optional = true)
  Vault vault;

  /** Karaf makes one for each call. */
  public VaultStatusCommand() {
    super(Permission.SEE_HOUSE);
  }

  @Override
  protected Object deed() throws Exception {
    Vault.State state = Missing.require(vault, "the vault", "store").state();
    System.out.println(
        state.open()
            ? "Open, epoch " + state.epoch() + ", " + state.people() + " people have a key"
            : "Locked");
    System.out.println("Device key: " + state.keyGuard());
    return null;
  }
}
