// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.OperatingPoint;

/** Shows the thresholds that faces are held against now, and how well each is founded. */
@Service
@Command(
    scope = "vestibule",
    name = "faces",
    description = "Shows the face thresholds in force: bound, estimate, what the data can prove")
public final class FacesCommand extends ShellAction {
  @Reference(optional = true)
  FaceThresholds thresholds;

  /** Karaf makes one for each call. */
  public FacesCommand() {
    super(Permission.SEE_HOUSE);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ShellTable table = new ShellTable().emptyTableText("No face has been compared yet");
    table.column("Space");
    table.column("Templates").alignRight();
    table.column("Threshold").alignRight();
    table.column("Target FAR").alignRight();
    table.column("Estimate").alignRight();
    table.column("95 % upper").alignRight();
    table.column("Provable").alignRight();
    table.column("Proof");
    table.column("People").alignRight();
    table.column("Pairs").alignRight();
    table.column("Worth").alignRight();
    table.column("In words");
    for (OperatingPoint point :
        Missing.require(thresholds, "the face thresholds", "vision").inForce()) {
      table
          .addRow()
          .addContent(
              point.space(),
              point.comparisons(),
              String.format(Locale.ROOT, "%.4f", point.threshold()),
              rate(point.targetFar()),
              rate(point.estimatedFar()),
              rate(point.upperFar()),
              rate(point.provableFar()),
              point.proof(),
              point.cohort().people(),
              point.cohort().pairs(),
              Math.round(point.cohort().effectivePairs()),
              point.sentence());
    }
    table.print(System.out);
    return null;
  }

  private static String rate(double far) {
    return Double.isNaN(far) ? "unknown" : String.format(Locale.ROOT, "%.2e", far);
  }
}
