// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;

/** The process that {@link BenchStore} kills: writes rows, and says of each that it is written. */
public final class StoreVictim {
  private StoreVictim() {}

  /** Goes on until it is killed: engine, folder. */
  public static void main(String[] args) throws Exception {
    StoreEngine engine = StoreEngine.valueOf(args[0]);
    try (Connection connection = engine.open(Path.of(args[1]))) {
      for (int id = engine.count(connection) + 1; ; id++) {
        engine.put(connection, id);
        System.out.println(id);
      }
    }
  }
}
