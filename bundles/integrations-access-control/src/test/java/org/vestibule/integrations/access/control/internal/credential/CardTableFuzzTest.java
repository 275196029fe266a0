// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials.ImportReport;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/** Whatever a table is: it is refused as a whole, or each of its rows is taken or named. */
class CardTableFuzzTest {
  @FuzzTest
  void table(byte[] bytes) throws Exception {
    PaperHouse house = new PaperHouse();
    house.move("ada", "Ada", "1A");
    CardDesk desk =
        new CardDesk(house.surroundings(), new CardFormats(), Clock.systemUTC(), System::nanoTime);
    desk.follow(false);
    try {
      ImportReport report = desk.importTable(new ByteArrayInputStream(bytes), false);
      assertThat(report.taken() + Math.min(1000, report.rows() - report.taken()))
          .isEqualTo(report.taken() + report.refused().size());
    } catch (VestibuleException e) {
      assertThat(e.code()).isEqualTo("table-invalid");
      assertThat(house.disk).isEmpty();
    }
  }
}
