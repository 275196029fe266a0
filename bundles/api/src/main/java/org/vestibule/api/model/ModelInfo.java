// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

/**
 * A pack as shown to people.
 *
 * @param manifest what it says of itself
 * @param state where it stands in its life
 * @param signer name of the signer whose signature was checked, empty when there is none
 * @param leases how many requests hold it now
 * @param problem why it cannot serve, or what is wrong with it while it serves; empty when nothing
 */
public record ModelInfo(
    ModelManifest manifest, ModelState state, String signer, int leases, String problem) {
  /** Returns whether it serves its slot now. */
  public boolean serving() {
    return state.serving();
  }
}
