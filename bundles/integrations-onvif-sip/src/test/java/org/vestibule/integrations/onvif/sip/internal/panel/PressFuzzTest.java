// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a panel sends when somebody presses: a press, or a refusal that it can read. */
class PressFuzzTest {
  @TempDir static Path data;
  private HttpStation station;

  @BeforeEach
  void aStation() throws Exception {
    if (station == null) {
      StationSettings settings =
          StationSettings.of(Map.of("id", "front", "door", "front-door"), data.toString());
      station = new HttpStation(settings, StationToken.readOrCreate(settings.tokenFile()));
    }
  }

  @FuzzTest
  void press(byte[] bytes) throws IOException {
    BuildingVisits visits = new BuildingVisits();
    try {
      new PanelRequests().press(visits, station, new ByteArrayInputStream(bytes));
      assertThat(bytes.length == 0 || new String(bytes, UTF_8).contains("{")).isTrue();
    } catch (Refusal refused) {
      assertThat(refused.status()).isIn(400, 413);
    }
  }
}
