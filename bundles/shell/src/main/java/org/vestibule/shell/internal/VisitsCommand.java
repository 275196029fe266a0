// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** Shows the open and the last visits, newest first. */
@Service
@Command(
    scope = "vestibule",
    name = "visits",
    description = "Shows the open and the last visits, newest first")
public final class VisitsCommand extends ShellAction {
  @Reference(optional = true)
  Visits visits;

  @Option(
      name = "--limit",
      aliases = "-n",
      description = "How many visits to show, 1 to 200",
      valueToShowInHelp = "20")
  int limit = 20;

  /** Karaf makes one for each call. */
  public VisitsCommand() {
    super(Permission.SEE_VISITS);
  }

  @Override
  protected Object deed() throws VestibuleException {
    if (limit < 1 || limit > 200) {
      throw new VestibuleException(
          "limit-invalid", "--limit", Integer.toString(limit), "1 to 200", "Use --limit 20.");
    }
    ShellTable table = new ShellTable().emptyTableText("No visit yet");
    table.column("Visit");
    table.column("Station");
    table.column("Opened");
    table.column("Open");
    table.column("Face");
    table.column("Intent");
    table.column("Decision");
    table.column("Outcome");
    for (VisitStory visit : Missing.require(visits, "the visits", "core").recent(limit)) {
      table
          .addRow()
          .addContent(
              visit.id(),
              visit.station(),
              visit.openedAt(),
              visit.closedAt().isEmpty() ? "yes" : "no",
              visit.face().orElse(""),
              visit.triage().map(triage -> triage.intent().name()).orElse(""),
              visit.decision().map(VisitsCommand::word).orElse(""),
              visit.outcome().map(VisitsCommand::word).orElse(""));
    }
    table.print(System.out);
    return null;
  }

  private static String word(Object alternative) {
    return alternative.getClass().getSimpleName();
  }
}
