// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.Arrays;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Vault;

/** Opens the vault by its key file, or asks for the passphrase. */
@Service
@Command(
    scope = "vestibule",
    name = "vault-open",
    description = "Opens the vault by its key file, or asks for the passphrase")
public final class VaultOpenCommand extends ShellAction {
  @Reference(optional = true)
  Vault vault;

  @Option(name = "--passphrase", description = "Asks for the passphrase; it is not shown")
  boolean asked;

  /** Karaf makes one for each call. */
  public VaultOpenCommand() {
    super(Permission.KEEP_VAULT);
  }

  @Override
  protected Object deed() throws Exception {
    Vault here = Missing.require(vault, "the vault", "store");
    char[] phrase = asked ? session.readLine("Passphrase: ", '*').toCharArray() : new char[0];
    try {
      here.open(Optional.of(phrase).filter(given -> given.length > 0));
    } finally {
      Arrays.fill(phrase, '\0');
    }
    System.out.println("The vault is open.");
    return null;
  }
}
