// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Vault;

/** Wipes every key from memory; doors go on without faces. */
@Service
@Command(
    scope = "vestibule",
    name = "vault-lock",
    description = "Wipes every key from memory; doors go on without faces")
public final class VaultLockCommand extends ShellAction {
  @Reference(optional = true)
  Vault vault;

  /** Karaf makes one for each call. */
  public VaultLockCommand() {
    super(Permission.KEEP_VAULT);
  }

  @Override
  protected Object deed() throws Exception {
    Missing.require(vault, "the vault", "store").lock();
    System.out.println("The vault is locked: nobody is recognised until it is opened.");
    return null;
  }
}
