// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.List;

/** The denoisers that may stand before a recogniser. */
final class FrontEnds {
  private static final double WIENER_FLOOR_DB = -10;

  private FrontEnds() {}

  /** Returns a recogniser behind each of them. */
  static List<Listener> before(Listener listener) {
    return List.of(listener.behind("wiener", sound -> new Wiener(WIENER_FLOOR_DB).clean(sound)));
  }
}
