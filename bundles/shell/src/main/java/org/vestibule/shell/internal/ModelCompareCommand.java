// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelLibrary;

/** Shows what two models said of the same requests. */
@Service
@Command(
    scope = "vestibule",
    name = "model-compare",
    description = "Shows what two models said of the same requests, with n and bounds")
public final class ModelCompareCommand extends ShellAction {
  @Reference(optional = true)
  ModelLibrary library;

  /** Karaf makes one for each call. */
  public ModelCompareCommand() {
    super(Permission.SEE_HOUSE);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ShellTable table = new ShellTable().emptyTableText("No two models have been compared");
    table.column("Slot");
    table.column("Serving");
    table.column("Other");
    table.column("Phase");
    table.column("n").alignRight();
    table.column("Agreed").alignRight();
    table.column("Only serving").alignRight();
    table.column("Only other").alignRight();
    table.column("McNemar p").alignRight();
    table.column("Score shift, 95 %").alignRight();
    table.column("Dropped").alignRight();
    table.column("Errors").alignRight();
    table.column("Outcome");
    for (ModelComparison each :
        Missing.require(library, "the model library", "models").comparisons()) {
      table
          .addRow()
          .addContent(
              each.slot(),
              each.serving(),
              each.other(),
              each.phase(),
              each.compared(),
              each.agreed(),
              each.onlyServing(),
              each.onlyOther(),
              String.format(Locale.ROOT, "%.3f", each.mcnemarP()),
              shift(each),
              each.dropped(),
              each.errors(),
              each.outcome() + ": " + each.sentence());
    }
    table.print(System.out);
    return null;
  }

  private static String shift(ModelComparison comparison) {
    return Double.isNaN(comparison.scoreShift())
        ? "no scores"
        : String.format(
            Locale.ROOT,
            "%.3f (%.3f to %.3f)",
            comparison.scoreShift(),
            comparison.shiftLow(),
            comparison.shiftHigh());
  }
}
