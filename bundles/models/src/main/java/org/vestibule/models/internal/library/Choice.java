// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.library;

import java.util.List;

/**
 * What is kept of a slot. Packs are named by {@code name@version}; files of earlier versions name
 * them by {@code name} alone.
 *
 * @param active the pack that was chosen last, empty when the configured list serves
 * @param previous the pack that served before it, empty when none did
 * @param companions packs that go on serving the templates of their space
 * @param watchedStarts 0 when the active pack is not under watch, else how often the store was
 *     opened since that watch began, the activation itself included
 * @param candidate the pack in shadow or canary, empty when none is
 */
public record Choice(
    String active, String previous, List<String> companions, int watchedStarts, String candidate) {
  /** Nothing was chosen. */
  public static final Choice NONE = new Choice("", "", List.of(), 0);

  /** Copies the list; going back to what serves is going nowhere, so that is no pack before. */
  public Choice {
    previous = previous.equals(active) ? "" : previous;
    companions = List.copyOf(companions);
  }

  /** No roll-out is under way. */
  public Choice(String active, String previous, List<String> companions, int watchedStarts) {
    this(active, previous, companions, watchedStarts, "");
  }

  /** The same with other companions. */
  public Choice with(List<String> others) {
    return new Choice(active, previous, others, watchedStarts, candidate);
  }

  /** The same with another count of starts under watch. */
  public Choice watched(int starts) {
    return new Choice(active, previous, companions, starts, candidate);
  }

  /** The same with another pack in shadow or canary, empty for none. */
  public Choice rollingOut(String id) {
    return new Choice(active, previous, companions, watchedStarts, id);
  }
}
