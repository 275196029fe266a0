// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.DeviceLogin;
import org.vestibule.api.access.Permission;

/** Logs you in at the configured issuer, for this session of the shell. */
@Service
@Command(
    scope = "vestibule",
    name = "login",
    description = "Logs you in at the configured issuer, for this session of the shell")
public final class LoginCommand extends ShellAction {
  @Reference(optional = true)
  DeviceLogin login;

  /** Karaf makes one for each call. */
  public LoginCommand() {
    super(Permission.SEE_HOUSE);
  }

  @Override
  protected Object deed() throws Exception {
    DeviceLogin here = Missing.require(login, "log-in at an issuer", "access");
    DeviceLogin.Pending pending = here.begin();
    System.out.println("Open " + pending.verification() + " and enter " + pending.userCode());
    session.put(CALLER, poll(here, pending));
    System.out.println("You are logged in until this session ends.");
    return null;
  }

  /** Asks at the issuer's pace (RFC 8628, section 3.5) until the code expires. */
  private static Caller poll(DeviceLogin login, DeviceLogin.Pending pending)
      throws VestibuleException, InterruptedException {
    long end = System.nanoTime() + pending.expiresIn().toNanos();
    Optional<Caller> who = Optional.empty();
    while (who.isEmpty() && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.sleep(pending.interval().toNanos());
      who = login.poll(pending);
    }
    return who.orElseThrow(
        () ->
            new VestibuleException(
                "login-expired",
                "log-in",
                "nobody agreed in time",
                pending.expiresIn().toSeconds() + " s",
                "Run vestibule:login again."));
  }
}
