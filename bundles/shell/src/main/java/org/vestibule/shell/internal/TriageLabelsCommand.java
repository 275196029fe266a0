// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.intent.TriageLabel;
import org.vestibule.api.intent.TriageTraining;

/** Shows what triage can answer, and what was taught here. */
@Service
@Command(
    scope = "vestibule",
    name = "triage-labels",
    description = "Shows the labels of triage, and with --taught every utterance that was taught")
public final class TriageLabelsCommand extends ShellAction {
  @Reference(optional = true)
  TriageTraining training;

  @Option(name = "--taught", description = "Shows the utterances that were taught here")
  boolean taught;

  /** Karaf makes one for each call. */
  public TriageLabelsCommand() {
    super(Permission.TEACH);
  }

  @Override
  protected Object deed() throws VestibuleException {
    TriageTraining present = Missing.require(training, "the teaching of triage", "intent");
    ShellTable table = new ShellTable().emptyTableText("Nothing was taught yet");
    if (taught) {
      table.column("Id");
      table.column("Label");
      table.column("When");
      table.column("Words");
      for (TaughtUtterance one : present.taught()) {
        table.addRow().addContent(one.id(), one.label(), one.at(), one.text());
      }
    } else {
      table.column("Label");
      table.column("Title");
      table.column("Counts as");
      table.column("Whose");
      table.column("Taught").alignRight();
      for (TriageLabel label : present.labels()) {
        table
            .addRow()
            .addContent(
                label.name(),
                label.title(),
                label.intent(),
                label.own() ? "the site's" : "came along",
                label.examples());
      }
    }
    table.print(System.out);
    return null;
  }
}
