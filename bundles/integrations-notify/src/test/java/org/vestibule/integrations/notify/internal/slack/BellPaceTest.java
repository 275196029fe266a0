// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.notify.internal.House;
import org.vestibule.integrations.notify.internal.Receiver;
import org.vestibule.integrations.notify.internal.Residents;
import org.vestibule.integrations.notify.internal.Until;

/** How soon a bell is in the channel, on a machine of its own. */
@Timeout(180)
class BellPaceTest {
  private static final Logger LOG = LoggerFactory.getLogger(BellPaceTest.class);
  private static final int BELLS = 1000;

  @Test
  void aThousandBellsAreThereWithinASecondEach() throws Exception {
    Residents residents = new Residents();
    House house = residents.in(new House(Map.of()));
    try (Receiver slack = Receiver.plain()) {
      house.secrets.with("team-hook", slack.url("/services/T/B/x"));
      Map<String, Object> settings = new TreeMap<>();
      settings.put("id", "team");
      settings.put("url", "secret:team-hook");
      settings.put("allowPrivate", true);
      SlackSink sink = new SlackSink(house.services, settings, House.FAST, Clock.systemUTC());
      try {
        Until.holds(() -> sink.status().state() == State.READY, () -> sink.status());
        long[] nanos = new long[BELLS];
        for (int i = 0; i < BELLS; i++) {
          long began = System.nanoTime();
          sink.deliver(new Notice(Residents.VISIT, new StationId("front"), false, "Front " + i));
          nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        LOG.info("alert_p50_ms={}", nanos[BELLS / 2] / 1e6);
        LOG.info("alert_p95_ms={}", nanos[BELLS * 95 / 100] / 1e6);
        assertThat(slack.got).hasSize(BELLS);
        assertThat(nanos[BELLS * 95 / 100]).isLessThan(TimeUnit.SECONDS.toNanos(1));
      } finally {
        sink.stop();
      }
    }
  }
}
