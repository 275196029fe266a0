// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;

/** A bundle of the house was installed, updated, started, stopped or removed. */
public record BundleChanged(Instant at, String bundle, String version, String change)
    implements VestibuleEvent {
  @Override
  public String topic() {
    return "bundle/changed";
  }
}
