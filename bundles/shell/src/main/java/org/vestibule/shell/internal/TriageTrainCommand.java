// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.intent.TriageTraining;

/** Trains triage from what came along and what was taught. */
@Service
@Command(
    scope = "vestibule",
    name = "triage-train",
    description = "Trains triage from what came along and what was taught, and lets it serve")
public final class TriageTrainCommand extends ShellAction {
  @Reference(optional = true)
  TriageTraining training;

  /** Karaf makes one for each call. */
  public TriageTrainCommand() {
    super(Permission.TEACH);
  }

  @Override
  protected Object deed() throws VestibuleException {
    String pack = Missing.require(training, "the teaching of triage", "intent").train("shell");
    System.out.println(pack + " serves.");
    return null;
  }
}
