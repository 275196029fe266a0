// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.access.Permission;
import org.vestibule.api.papers.Papers;

/** Shows what has changed since the papers were signed off. */
@Service
@Command(
    scope = "vestibule",
    name = "papers-drift",
    description = "Shows what has changed since the papers were signed off")
public final class PapersDriftCommand extends ShellAction {
  @Reference(optional = true)
  Papers papers;

  /** Karaf makes one for each call. */
  public PapersDriftCommand() {
    super(Permission.SEE_COMPLIANCE);
  }

  @Override
  protected Object deed() throws Exception {
    List<Papers.Drift> drift = Missing.require(papers, "the papers", "papers").drift();
    drift.forEach(each -> System.out.println(each.since() + "  " + each.sentence()));
    System.out.println(
        drift.isEmpty() ? "Nothing has changed since the sign-off." : "Sign the papers off anew.");
    return null;
  }
}
