// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vestibule.api.door.Decision;
import org.vestibule.api.notice.Audience;

/** Where a visitor is put through to, or what they are told instead. */
public enum RouteTarget {
  RESIDENT(Audience.RESIDENTS),
  MANAGER(Audience.MANAGER),
  PARCEL_ROOM(Decision.Direction.PARCEL_ROOM),
  DECLINED(Decision.Direction.DECLINED),
  EVERYBODY(Audience.EVERYBODY);

  private final Optional<Audience> audience;
  private final Optional<Decision.Direction> direction;

  RouteTarget(Audience audience) {
    this.audience = Optional.of(audience);
    this.direction = Optional.empty();
  }

  RouteTarget(Decision.Direction direction) {
    this.audience = Optional.empty();
    this.direction = Optional.of(direction);
  }

  /** Returns who is called; empty when nobody is. */
  public Optional<Audience> audience() {
    return audience;
  }

  /** Returns what the visitor is told when nobody is called. */
  public Optional<Decision.Direction> direction() {
    return direction;
  }

  /** Returns how it is written in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns where a decision leads; empty for one about a door. */
  public static Optional<RouteTarget> of(Decision decision) {
    return Arrays.stream(values())
        .filter(
            target ->
                decision instanceof Decision.Ring ring
                    ? target.audience.equals(Optional.of(ring.audience()))
                    : decision instanceof Decision.Direct direct
                        && target.direction.equals(Optional.of(direct.direction())))
        .findFirst();
  }

  static Optional<RouteTarget> named(String word) {
    return Arrays.stream(values()).filter(target -> target.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(RouteTarget::word).collect(Collectors.joining(", "));
  }
}
