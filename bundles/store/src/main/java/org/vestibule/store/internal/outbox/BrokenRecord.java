// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;

/** A file of the outbox is not as it was written. */
final class BrokenRecord extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenRecord(String found) {
    super(found);
  }
}
