// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.integrations.access.control.internal.akuvox.AkuvoxStation;
import org.vestibule.integrations.access.control.internal.dahua.DahuaStation;
import org.vestibule.integrations.access.control.internal.doorbird.DoorBirdStation;
import org.vestibule.integrations.access.control.internal.hikvision.HikvisionStation;
import org.vestibule.integrations.access.control.internal.twon.TwonStation;

/**
 * Whatever a device answers, each question ends with a value or a typed refusal, and a door counts
 * as released only on the word of its make.
 */
class AnswersFuzzTest {
  private static final List<StationKind> KINDS =
      List.of(
          TwonStation.KIND,
          DoorBirdStation.KIND,
          HikvisionStation.KIND,
          DahuaStation.KIND,
          AkuvoxStation.KIND);

  @FuzzTest
  void answer(byte[] bytes) throws Exception {
    if (bytes.length < 2) {
      return;
    }
    StationKind kind = KINDS.get((bytes[0] & 0xff) % KINDS.size());
    int status = List.of(200, 204, 400, 404, 500).get((bytes[1] & 0xff) % 5);
    // A 204 has no body (RFC 9110, section 15.3.5), and none is read.
    int end = status == 204 ? 2 : bytes.length;
    DeviceHttp device = device(status, Arrays.copyOfRange(bytes, 2, end));
    Map<String, Object> properties =
        Map.of("name", "front", "url", "http://127.0.0.1:1", "doors", "front-door=1");
    SettingsReader reader = StationSettings.reader(kind, properties);
    Station station = kind.maker().make(reader, StationSettings.of(kind, reader));
    attempt(() -> station.probe(device));
    attempt(() -> station.read(device));
    attempt(() -> station.listen(device, NOBODY));
    attempt(
        () -> {
          station.release(device, "1", Duration.ofSeconds(1));
          assertThat(status).as("released").isEqualTo(200);
        });
  }

  private interface Question {
    void ask() throws VestibuleException, InterruptedException;
  }

  private static void attempt(Question question) throws InterruptedException {
    try {
      question.ask();
    } catch (VestibuleException refused) {
      assertThat(Outcomes.of(refused).code())
          .isIn("device-refused", "device-timed-out", "device-unreachable", "hold-unsupported");
      assertThat(refused.getMessage()).doesNotContain("\n");
    }
  }

  private static final Ear NOBODY =
      new Ear() {
        @Override
        public void moved(String relay, DoorState state) {}

        @Override
        public void signal(DoorSignal signal, boolean active) {}

        @Override
        public void forget() {}
      };

  private static DeviceHttp device(int status, byte[] body) {
    return new DeviceHttp() {
      @Override
      public Answer send(String method, String path, Map<String, String> headers, byte[] question) {
        return new Answer(status, Map.of(), body, URI.create("http://127.0.0.1:1" + path));
      }

      @Override
      public void close() {}
    };
  }
}
