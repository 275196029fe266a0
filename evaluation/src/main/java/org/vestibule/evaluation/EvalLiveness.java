// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.util.Arrays;
import org.vestibule.evaluation.liveness.LivenessRun;

/** {@code ./vestibule eval liveness}: how well attacks are told from living people. */
public final class EvalLiveness {
  private EvalLiveness() {}

  /** See {@link org.vestibule.evaluation.liveness.LivenessOptions#USAGE}. */
  public static void main(String... arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.exit(LivenessRun.run(System.out, System.err, Arrays.asList(arguments)));
  }
}
