// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.audit.AuditTrail;

/** Reads the whole audit trail and checks each link of its chain. */
@Service
@Command(
    scope = "vestibule",
    name = "audit-verify",
    description = "Reads the whole audit trail and checks each link of its chain")
public final class AuditVerifyCommand extends ShellAction {
  @Reference(optional = true)
  AuditTrail trail;

  /** Karaf makes one for each call. */
  public AuditVerifyCommand() {
    super(Permission.SEE_AUDIT);
  }

  @Override
  protected Object deed() throws VestibuleException {
    long entries = Missing.require(trail, "the audit trail", "core").verify();
    System.out.println("The audit trail is whole: " + entries + " entries.");
    return null;
  }
}
