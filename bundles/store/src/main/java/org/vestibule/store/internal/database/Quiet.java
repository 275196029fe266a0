// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is tidied up after something failed, or after everything is safe: a failure changes nothing.
 */
final class Quiet {
  private static final Logger LOG = LoggerFactory.getLogger(Quiet.class);

  /** A step of tidying up. */
  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }

  private Quiet() {}

  static void run(Step step) {
    try {
      step.run();
    } catch (SQLException e) {
      LOG.debug("Not tidied up", e);
    }
  }

  static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.debug("Not closed", e);
    }
  }
}
