// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.intent.VisitSummarizer;
import org.vestibule.api.intent.VisitSummary;

/** Says what happened at the doors, and shows the counts. */
@Service
@Command(
    scope = "vestibule",
    name = "summary",
    description = "Says what happened at the doors, and shows the counts")
public final class SummaryCommand extends ShellAction {
  private static final int MOST_HOURS = 366 * 24;

  @Reference(optional = true)
  VisitSummarizer summaries;

  @Option(
      name = "--hours",
      description = "The last so many hours, 1 to 8784",
      valueToShowInHelp = "24")
  int hours = 24;

  @Option(
      name = "--language",
      description = "The language of the text; English where there is none",
      valueToShowInHelp = "en")
  String language = "en";

  /** Karaf makes one for each call. */
  public SummaryCommand() {
    super(Permission.SEE_VISITS);
  }

  @Override
  protected Object deed() throws VestibuleException {
    if (hours < 1 || hours > MOST_HOURS) {
      throw new VestibuleException(
          "hours-invalid", "--hours", Integer.toString(hours), "1 to 8784", "Use --hours 24.");
    }
    Instant to = Instant.now();
    VisitSummary summary =
        Missing.require(summaries, "the summaries", "intent")
            .summarize(to.minus(Duration.ofHours(hours)), to, Locale.forLanguageTag(language));
    System.out.println(summary.text());
    if (!summary.complete()) {
      System.out.println("The audit does not reach back that far.");
    }
    ShellTable table = new ShellTable();
    table.column("What");
    table.column("How many").alignRight();
    for (VisitSummary.Count count : summary.counts()) {
      table.addRow().addContent(count.name(), count.value());
    }
    table.print(System.out);
    return null;
  }
}
