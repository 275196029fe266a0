// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.io.PrintStream;
import java.util.List;

/** Shows what the licences of the packs permit, and what is unclear. */
final class LicenceTable {
  private static final int WIDTH = 72;

  private LicenceTable() {}

  static void print(List<PackPlan> plans, PrintStream out) {
    out.printf("%-16s %-20s %-10s %s%n", "pack", "licence", "commercial", "what is unclear");
    for (PackPlan plan : plans) {
      String rest = plan.notice().isEmpty() ? "nothing known" : plan.notice();
      String lead =
          String.format("%-16s %-20s %-10s ", plan.name(), plan.licence(), plan.commercialUse());
      while (!rest.isEmpty()) {
        int end = rest.length() <= WIDTH ? rest.length() : rest.lastIndexOf(' ', WIDTH);
        end = end <= 0 ? rest.length() : end;
        out.println(lead + rest.substring(0, end));
        rest = rest.substring(end).strip();
        lead = " ".repeat(49);
      }
    }
  }
}
