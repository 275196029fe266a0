// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.access.Permission;
import org.vestibule.api.privacy.Retention;

/** Ends what has lasted long enough, now. */
@Service
@Command(
    scope = "vestibule",
    name = "retention-run",
    description = "Ends what has lasted long enough, now")
public final class RetentionRunCommand extends ShellAction {
  @Reference(optional = true)
  Retention retention;

  /** Karaf makes one for each call. */
  public RetentionRunCommand() {
    super(Permission.CHANGE_POLICY);
  }

  @Override
  protected Object deed() throws Exception {
    Retention.Run run = Missing.require(retention, "retention", "store").run();
    run.removed().forEach((what, count) -> System.out.println(what + ": " + count + " removed"));
    run.problems().forEach(System.out::println);
    System.out.println(run.problems().isEmpty() ? "It went well." : "It did not go well.");
    return null;
  }
}
