// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.util.Optional;

/** Remembers the highest release that was ever taken in of each pack, so that none goes back. */
public interface Releases {
  /**
   * The highest release of a name.
   *
   * @param release its counter
   * @param version its version
   * @param digest see {@link Pack#digest}
   */
  record Seen(long release, String version, String digest) {}

  /** Returns the highest release of that name, empty when none was ever taken in. */
  Optional<Seen> seen(String name);
}
