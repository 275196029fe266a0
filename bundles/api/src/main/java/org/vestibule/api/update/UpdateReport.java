// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.update;

import java.util.List;

/**
 * What an order did.
 *
 * @param feature the feature's short name
 * @param before the version before; empty if it was not installed
 * @param after the version after; empty if it is not installed any more
 * @param gapMillis how long its services were gone (monotonic), from the stop of the old bundle to
 *     the return of the last service; 0 if none was gone
 * @param millis how long the whole order took (monotonic), health gate included
 * @param restarted other bundles that were stopped meanwhile, by symbolic name; none, when all is
 *     well
 */
public record UpdateReport(
    String feature,
    String before,
    String after,
    long gapMillis,
    long millis,
    List<String> restarted) {
  /** Copies the list. */
  public UpdateReport {
    restarted = List.copyOf(restarted);
  }
}
