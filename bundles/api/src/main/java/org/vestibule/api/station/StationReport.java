// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.util.List;
import java.util.Map;

/**
 * What a trial of a device found.
 *
 * @param steps in the order in which they were tried
 * @param proposal a configuration that would do, key by key, without a password; empty where the
 *     device could not be talked to
 */
public record StationReport(List<Step> steps, Map<String, String> proposal) {
  /** Copies. */
  public StationReport {
    steps = List.copyOf(steps);
    proposal = Map.copyOf(proposal);
  }

  /** Returns whether nothing failed. */
  public boolean works() {
    return steps.stream().noneMatch(step -> step.result() == Result.FAILED);
  }

  /** How a step ended. */
  public enum Result {
    /** Found, and it works. */
    OK,
    /** The device has none, or something that matters is not as it should be. */
    MISSING,
    /** It was tried and does not work. */
    FAILED,
    /** It was not tried, because an earlier step failed. */
    SKIPPED
  }

  /**
   * One step.
   *
   * @param name stable, kebab-case, for example {@code login}
   * @param sentence what was found, and what to do
   * @param found the facts, one line each, for example a profile with its size
   */
  public record Step(String name, Result result, String sentence, List<String> found) {
    /** Copies. */
    public Step {
      found = List.copyOf(found);
    }
  }
}
