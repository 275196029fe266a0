// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which way media flow, as whoever says it sees it (RFC 8866, section 6.7). */
enum Direction {
  SENDRECV(true, true),
  SENDONLY(true, false),
  RECVONLY(false, true),
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  boolean sends() {
    return sends;
  }

  boolean receives() {
    return receives;
  }

  /** Returns the same way as the other end sees it. */
  Direction turned() {
    return of(receives, sends);
  }

  /** Returns it for somebody who is told of an address at which nothing can be received. */
  Direction withoutReceiving() {
    return of(sends, false);
  }

  private static Direction of(boolean sends, boolean receives) {
    return Arrays.stream(values())
        .filter(each -> each.sends == sends && each.receives == receives)
        .findFirst()
        .orElseThrow();
  }

  Attribute attribute() {
    return Attribute.flag(name().toLowerCase(Locale.ROOT));
  }

  /** Returns the last one of these attributes, if there is one. */
  static Optional<Direction> in(Iterable<Attribute> attributes) {
    Optional<Direction> found = Optional.empty();
    for (Attribute attribute : attributes) {
      for (Direction direction : values()) {
        if (direction.attribute().name().equals(attribute.name())) {
          found = Optional.of(direction);
        }
      }
    }
    return found;
  }
}
