// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker.Host;

/** The counters over a restart. */
class JournalTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private final Shelf shelf = new Shelf();

  @Test
  void nothingIsWrittenOverWhatCouldNotBeReadYet() {
    Meters before = counted(FIRST, 10);
    new Journal(before).write(shelf);
    shelf.locked = true;
    Meters after = counted(FIRST.plusSeconds(60), 5);
    Journal journal = new Journal(after);
    journal.write(shelf);
    assertThat(after.rawOutside()).isEqualTo(5);
    shelf.locked = false;
    journal.write(shelf);
    journal.write(shelf);
    assertThat(after.rawOutside()).isEqualTo(15);
    assertThat(after.since()).isEqualTo(FIRST);
    Meters third = new Meters(at(FIRST.plusSeconds(120)));
    assertThat(new Journal(third).read(shelf)).isTrue();
    assertThat(third.reports()).isEqualTo(after.reports());
    assertThat(third.reports().get(0).payload()).isEqualTo(Map.of(DataClass.RAW_VIDEO, 15L));
    assertThat(third.reports().get(0).wire()).isEqualTo(200);
  }

  @Test
  void whatIsUnreadableDoesNotStopTheCounting() throws Exception {
    shelf.put("egress", "counters", new byte[] {'{'});
    Meters meters = counted(FIRST, 1);
    assertThat(new Journal(meters).read(shelf)).isTrue();
    assertThat(meters.rawOutside()).isEqualTo(1);
  }

  @Test
  void withoutAStoreTheCountersLiveInMemory() {
    Meters meters = counted(FIRST, 1);
    new Journal(meters).write(null);
    assertThat(meters.rawOutside()).isEqualTo(1);
  }

  private static Meters counted(Instant since, long bytes) {
    Meters meters = new Meters(at(since));
    Meter meter = meters.of("cloud", "org.example.cloud");
    meter.sent(DataClass.RAW_VIDEO, bytes, true);
    meter.wrote(100);
    meter.refused();
    meter.reached(new Host("cloud.example.org", 443, true));
    return meters;
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}
