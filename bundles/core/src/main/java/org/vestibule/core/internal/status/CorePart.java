// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.status;

import org.vestibule.api.status.Status;

/** A part of this bundle that can fail; the worst one is what {@code core} reports. */
public interface CorePart {
  /** Returns how it is now; cheap, never blocks. */
  Status status();
}
