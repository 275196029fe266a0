// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.privacy;

import java.time.Instant;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;

/** Whatever keeps a kind of data that ends with time. Register it as a service. Thread-safe. */
@ConsumerType
public interface Expiring {
  /** Returns what it keeps, as a {@link Retention.Rule} names it. */
  String what();

  /**
   * Counts what is older, and removes nothing.
   *
   * @return how many; empty when that cannot be said beforehand
   * @throws VestibuleException when it could not
   */
  default OptionalInt countBefore(Instant oldest) throws VestibuleException {
    return OptionalInt.empty();
  }

  /**
   * Removes what is older.
   *
   * @return how many
   * @throws VestibuleException when it could not
   */
  int removeBefore(Instant oldest) throws VestibuleException;
}
