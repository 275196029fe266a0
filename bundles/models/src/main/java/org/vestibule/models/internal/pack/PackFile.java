// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

/**
 * A file of a pack as its manifest declares it.
 *
 * @param path relative to the pack's folder, never outside it
 * @param role another name for it that does not change with the model, for example {@code
 *     vocabulary}; empty when it has none
 * @param bytes its size
 * @param sha256 its hash, 64 lower-case hexadecimal digits
 */
public record PackFile(String path, String role, long bytes, String sha256) {}
