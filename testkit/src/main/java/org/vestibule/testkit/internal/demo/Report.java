// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints the demonstration, for people as a table, for programs one JSON line a visit. */
final class Report {
  private static final String ROW = "%-4s %-22s %-9s %-12s %-15s %9s  %s%n";

  private final PrintStream out;
  private final boolean json;

  Report(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void open() {
    if (!json) {
      out.println("The print and the replay are simulated from the resident's own pictures.");
      out.printf(ROW, "", "visitor", "door", "face", "intent", "relay ms", "why");
    }
  }

  void visit(VisitResult result) {
    if (json) {
      out.println(line(result));
      return;
    }
    double millis = result.captureToRelayMillis();
    String relay = Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.0f", millis);
    String mark = result.held() ? "ok" : "FAIL";
    out.printf(
        ROW,
        mark,
        result.scenario(),
        result.door(),
        result.face(),
        result.intent(),
        relay,
        result.reason());
    if (!result.held()) {
      out.println("     expected: " + result.expected() + "; story: " + result.story());
    }
  }

  /** Prints the sum and returns whether every expectation held. */
  boolean close(List<VisitResult> results) {
    long held = results.stream().filter(VisitResult::held).count();
    long swapped = results.stream().filter(r -> r.scenario().startsWith("swap")).count();
    if (!json) {
      out.printf(
          "%n%d of %d visits went as expected; %d of them while the vision bundle was replaced four"
              + " times and the speech model twice.%n",
          held, results.size(), swapped);
    }
    return held == results.size();
  }

  private static String line(VisitResult result) {
    try {
      return new ObjectMapper().writeValueAsString(result.fields());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plain map can always be written", e);
    }
  }
}
