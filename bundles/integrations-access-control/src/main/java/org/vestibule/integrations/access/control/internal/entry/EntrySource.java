// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

/** Has readers. Thread-safe. */
public interface EntrySource {
  /** Tells this one from now on what is read, and nobody else; {@code null} for nobody. */
  void entries(EntryListener listener);
}
