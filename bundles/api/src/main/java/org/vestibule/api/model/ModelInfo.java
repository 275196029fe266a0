// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

/**
 * A pack as shown to people.
 *
 * @param manifest what it says of itself
 * @param serving whether it serves its slot now
 * @param leases how many requests hold it now
 * @param problem why it cannot serve, empty when it can
 */
public record ModelInfo(ModelManifest manifest, boolean serving, int leases, String problem) {}
