// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/** What of the present content must hold in the one that takes its place. */
@FunctionalInterface
public interface Succession<T> {
  /**
   * Carries it over, in a transaction of {@code next}.
   *
   * @param present empty when the present content cannot be read
   */
  T reconcile(Optional<Connection> present, Connection next)
      throws SQLException, VestibuleException;
}
