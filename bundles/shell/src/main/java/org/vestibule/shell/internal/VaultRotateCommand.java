// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Vault;

/** Begins a new epoch and wraps every key anew. */
@Service
@Command(
    scope = "vestibule",
    name = "vault-rotate",
    description = "Begins a new epoch and wraps every key anew")
public final class VaultRotateCommand extends ShellAction {
  @Reference(optional = true)
  Vault vault;

  /** Karaf makes one for each call. */
  public VaultRotateCommand() {
    super(Permission.KEEP_VAULT);
  }

  @Override
  protected Object deed() throws Exception {
    Vault here = Missing.require(vault, "the vault", "store");
    here.rotate();
    System.out.println("Epoch " + here.state().epoch() + " has begun.");
    return null;
  }
}
