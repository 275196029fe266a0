// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a script of {@code web/e2e} against the invented day, for example {@code ./vestibule
 * screenshots}: the arguments are the script and what it is given.
 */
final class SampleRun {
  private SampleRun() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("vestibule-sample");
    SampleClock clock = new SampleClock();
    SampleConsole console = new SampleConsole(data, 0, 1000, clock);
    SampleCalls calls = new SampleCalls(console.pages);
    int code = 1;
    try {
      clock.pass(console.watch);
      SampleDay.furnish(console, calls);
      calls.ring("c-courier", "maya");
      List<String> given = List.of(arguments);
      code =
          NodeScript.run(
              console, System.out::println, given.get(0), given.subList(1, given.size()));
    } finally {
      console.close();
    }
    System.exit(code);
  }
}
