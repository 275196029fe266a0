// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number that ties a birth to its death, over restarts, full disks and broken files. */
class BirthCountTest {
  @TempDir Path folder;

  @Test
  void brokenFileStartsAnew() throws IOException {
    for (String broken : new String[] {"", "seven", "-1", "256", "9".repeat(10_000)}) {
      Files.writeString(folder.resolve("births"), broken);
      assertThat(new BirthCount(folder.resolve("births")).next()).isZero();
    }
  }

  @Test
  void placeWhereNothingCanBeWrittenStopsNobody() {
    BirthCount births = new BirthCount(folder.resolve("missing/births"));
    assertThat(births.next()).isZero();
    assertThat(births.next()).isEqualTo(1);
  }

  @Test
  void goesOnAfterARestart() {
    assertThat(new BirthCount(folder.resolve("births")).next()).isZero();
    assertThat(new BirthCount(folder.resolve("births")).next()).isEqualTo(1);
    assertThat(new BirthCount(folder.resolve("births")).next()).isEqualTo(2);
  }

  @Test
  void zeroComesAfterTheLast() throws IOException {
    Files.writeString(folder.resolve("births"), "254");
    BirthCount births = new BirthCount(folder.resolve("births"));
    assertThat(births.next()).isEqualTo(255);
    assertThat(births.next()).isZero();
  }
}
