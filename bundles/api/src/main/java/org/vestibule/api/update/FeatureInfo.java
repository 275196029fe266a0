// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.update;

import java.util.List;

/**
 * One feature of the house.
 *
 * @param name its short name, for example {@code vision}
 * @param title what it is, for a person
 * @param installed the version that is installed; empty if it is not
 * @param available the versions that need no new jar, the distribution's first
 * @param former the version that a roll-back goes to; empty if there is none
 * @param state how its bundle is: {@code ABSENT}, {@code ACTIVE}, or another state of OSGi
 * @param live whether it can be replaced while the gateway runs
 * @param restart why it needs a planned restart; empty when it is live
 */
public record FeatureInfo(
    String name,
    String title,
    String installed,
    List<String> available,
    String former,
    String state,
    boolean live,
    String restart) {
  /** Copies the list. */
  public FeatureInfo {
    available = List.copyOf(available);
  }
}
