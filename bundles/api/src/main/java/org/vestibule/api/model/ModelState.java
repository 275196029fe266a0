// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

/** Where a pack stands in its life. */
public enum ModelState {
  /** On this machine, its signature and hashes checked; serves nothing. */
  STAGED,
  /** Sees live inputs on spare capacity; what it says is compared and never acted on. */
  SHADOW,
  /** Serves its share of requests; the model before serves the others. */
  CANARY,
  /** Serves, and is watched: out of bounds it is rolled back by itself. */
  WATCHED,
  /** Serves. */
  ACTIVE,
  /** Serves the templates of its space until they have been renewed. */
  COMPANION,
  /** Cannot serve; its problem says why. */
  REFUSED;

  /** Returns whether it answers requests of its slot. */
  public boolean serving() {
    return this == ACTIVE || this == WATCHED;
  }
}
