// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.speech.VoiceCommand;
import org.vestibule.api.visit.VisitId;

/**
 * A month of 1,000 visitors of a stated mix through the real rules and the real dialogue. What the
 * audit counts is what happened, and the calls are compared with a house that always rings. The mix
 * is an assumption, not a measurement.
 */
class VisitorMonthTest extends DialogueFixture {
  private static final Logger LOG = LoggerFactory.getLogger(VisitorMonthTest.class);
  private static final int VISITORS = 1000;
  private static final long SEED = 20;

  /** Who comes, how often in a hundred, and what the house should do. */
  private enum Visitor {
    COURIER(35, 0, "parcel-room"),
    COURIER_WITH_ONE_WORD(5, 0, "parcel-room"),
    GUEST_BY_NAME(20, 1, "resident"),
    GUEST_BY_KEYPAD(5, 1, "resident"),
    PLUMBER(6, 1, "manager"),
    VENDOR(8, 0, "declined"),
    VENDOR_WHO_INSISTS(4, 1, "resident"),
    SILENT(6, 1, "resident"),
    UNCLEAR_TWICE(5, 1, "resident"),
    WANTS_A_PERSON(5, 1, "resident"),
    EMERGENCY(1, 1, "everybody");

    private final int share;
    private final int calls;
    private final String route;

    Visitor(int share, int calls, String route) {
      this.share = share;
      this.calls = calls;
      this.route = route;
    }
  }

  @Test
  void theAuditCountsWhatHappenedAndCallsAreAvoided() throws Exception {
    Random random = new Random(SEED);
    Map<String, Integer> routes = new TreeMap<>();
    int calls = 0;
    for (int i = 0; i < VISITORS; i++) {
      Visitor visitor = visitor(random.nextInt(100));
      play(visitor);
      calls += visitor.calls;
      routes.merge(visitor.route, 1, Integer::sum);
    }
    house.reception.stop();
    List<AuditEntry> closed =
        house.ledger.entries.stream().filter(e -> e.action().equals("visit-closed")).toList();
    assertThat(closed).hasSize(VISITORS);
    Map<String, Integer> counted = new TreeMap<>();
    closed.forEach(entry -> counted.merge(entry.details().get("route"), 1, Integer::sum));
    assertThat(counted).isEqualTo(routes);
    assertThat(closed.stream().mapToInt(e -> Integer.parseInt(e.details().get("calls"))).sum())
        .isEqualTo(calls)
        .isEqualTo((int) house.notices.stream().filter(notice -> !notice.quiet()).count());
    long avoided =
        closed.stream()
            .filter(e -> e.details().get("decision").equals("direct"))
            .filter(e -> e.details().get("calls").equals("0"))
            .count();
    assertThat(avoided).isEqualTo(VISITORS - calls).isGreaterThan(VISITORS / 3);
    assertThat(house.notices.stream().filter(Notice::urgent).count())
        .isEqualTo(routes.get("everybody").longValue());
    assertThat(house.orders).isEmpty();
    LOG.info("{} visitors, {} calls, {} avoided; routes {}", VISITORS, calls, avoided, routes);
  }

  private static Visitor visitor(int percentile) {
    int sum = 0;
    for (Visitor visitor : Visitor.values()) {
      sum += visitor.share;
      if (percentile < sum) {
        return visitor;
      }
    }
    throw new AssertionError("the shares are " + sum + " of 100");
  }

  private void play(Visitor visitor) throws Exception {
    ScriptedEar script = new ScriptedEar();
    house.rooms.speech.enter(script);
    set(Map.of("insistMillis", visitor == Visitor.VENDOR_WHO_INSISTS ? "60000" : "0"));
    switch (visitor) {
      case COURIER -> script.says("parcel for somebody");
      case COURIER_WITH_ONE_WORD -> script.says(VoiceCommand.DELIVERY);
      case GUEST_BY_NAME -> script.says("visiting").says("to anna");
      case GUEST_BY_KEYPAD -> script.says("visiting").waits();
      case PLUMBER -> script.says("plumber");
      case VENDOR, VENDOR_WHO_INSISTS -> script.says("selling brushes");
      case SILENT -> script.isSilent();
      case UNCLEAR_TWICE -> script.says("hm").mumbles();
      case WANTS_A_PERSON -> script.says("a person please");
      case EMERGENCY -> script.says("fire fire");
    }
    VisitId id = house.press();
    if (visitor == Visitor.GUEST_BY_KEYPAD) {
      Building.until(() -> script.wishes.size() == 2);
      house.reception.keyed(id, "12#");
    }
    if (visitor == Visitor.VENDOR_WHO_INSISTS) {
      Building.until(() -> prompts(id).contains("declined"));
      house.press();
    }
    house.closed(id);
    // The next visitor is another one: nobody is put through because of who was here before.
    house.aheadNanos.addAndGet(TimeUnit.MINUTES.toNanos(40));
    // What rings to the end of the visit may still be heard from another thread.
    synchronized (house) {
      house.events.clear();
    }
  }
}
