// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.intent.TriageTraining;

/** Withdraws an utterance, or a label of the site with all that was taught for it. */
@Service
@Command(
    scope = "vestibule",
    name = "triage-withdraw",
    description = "Withdraws a taught utterance, so that the head that serves never saw it")
public final class TriageWithdrawCommand extends ShellAction {
  @Reference(optional = true)
  TriageTraining training;

  @Option(name = "--label", description = "ID is a label of the site; it goes with its utterances")
  boolean label;

  @Argument(
      name = "ID",
      description = "An id, as vestibule:triage-labels --taught shows it",
      required = true)
  String id;

  /** Karaf makes one for each call. */
  public TriageWithdrawCommand() {
    super(Permission.TEACH);
  }

  @Override
  protected Object deed() throws VestibuleException {
    TriageTraining present = Missing.require(training, "the teaching of triage", "intent");
    if (label) {
      present.remove(id, "shell");
    } else {
      present.withdraw(id, "shell");
    }
    System.out.println(id + " is withdrawn.");
    return null;
  }
}
