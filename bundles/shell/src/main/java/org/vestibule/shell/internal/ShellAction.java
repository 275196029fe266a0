// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Permission;
import org.vestibule.api.access.Role;

/**
 * A command, done in the name of whoever sits at the shell: the box itself, or whoever logged in
 * with {@link LoginCommand}. Each command names what it needs; there is none without.
 */
abstract class ShellAction implements Action {
  /** Where a session keeps who logged in. */
  static final String CALLER = "vestibule.caller";

  private static final Caller BOX =
      new Caller(
          "box",
          Caller.Kind.BOX,
          Caller.Through.SHELL,
          Set.of(Grant.of(Role.OWNER)),
          Optional.empty());

  private final Permission needed;

  @Reference(optional = true)
  Session session;

  ShellAction(Permission needed) {
    this.needed = needed;
  }

  /** Does what the command is for. */
  protected abstract Object deed() throws Exception;

  @Override
  public final Object execute() throws Exception {
    Caller caller = caller();
    if (!caller.mayEverywhere(needed)) {
      throw new VestibuleException(
          "permission-missing",
          "permission " + needed.label(),
          "not held by " + caller.subject(),
          needed.label() + " for the whole building",
          "Ask the owner of this gateway for a role that has it.");
    }
    return Acting.as(caller, this::deed);
  }

  private Caller caller() {
    return session != null && session.get(CALLER) instanceof Caller person ? person : BOX;
  }
}
