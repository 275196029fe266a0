// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.util.Locale;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/**
 * A box in ONVIF's coordinates (Analytics Service Specification, section 5.1.2.2): the picture's
 * middle is 0, its left edge -1, its right edge 1, its lower edge -1 and its upper edge 1. The
 * house counts in shares of the picture, from the top.
 */
record NormalisedBox(double left, double top, double right, double bottom) {
  static NormalisedBox of(SceneObserved.Thing thing) {
    return new NormalisedBox(
        across(thing.left()),
        -across(thing.top()),
        across(thing.left() + thing.width()),
        -across(thing.top() + thing.height()));
  }

  /** Returns it as a shape, with the middle that ONVIF calls the centre of gravity. */
  Xml shape() {
    return Xml.of(
        "tt:Shape",
        Xml.of("tt:BoundingBox")
            .with("left", number(left))
            .with("top", number(top))
            .with("right", number(right))
            .with("bottom", number(bottom)),
        Xml.of("tt:CenterOfGravity")
            .with("x", number((left + right) / 2))
            .with("y", number((top + bottom) / 2)));
  }

  private static double across(double share) {
    return 2 * Math.max(0, Math.min(1, share)) - 1;
  }

  private static String number(double value) {
    // Adding 0 makes of -0.0 what everybody writes.
    return String.format(Locale.ROOT, "%.4f", value + 0.0);
  }
}
