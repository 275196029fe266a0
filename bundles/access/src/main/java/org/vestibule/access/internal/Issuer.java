// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.time.Clock;
import java.util.function.LongSupplier;

/** One configured issuer: its keys, its tokens, its log-in by device. */
record Issuer(IssuerKeys keys, AccessTokens tokens, DeviceFlow device) {
  static Issuer of(
      IssuerSettings settings, Surroundings surroundings, Clock clock, LongSupplier nanos) {
    IssuerLine line = new IssuerLine(surroundings);
    IssuerKeys keys = new IssuerKeys(settings, line, nanos);
    return new Issuer(
        keys, new AccessTokens(settings, keys, clock), new DeviceFlow(settings, keys, line, nanos));
  }
}
