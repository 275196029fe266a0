// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.messages.HouseEvents;

/**
 * {@code ./vestibule bench messages}: how many events one core puts into envelopes, in all forms in
 * which they may leave, with the one that leaves written; the same in one pass without a tree, as
 * sinks do; beside it what reading and writing the same bytes costs alone. All in turn, the median
 * of several rounds.
 */
public final class BenchMessages {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ROUNDS = 9;
  private static final Instant AT = Instant.parse("2026-01-01T08:00:00Z");
  private static final DoorId DOOR = new DoorId("front-door");
  private static final VisitId VISIT = new VisitId("v-20260101-0007-k3f9");

  private BenchMessages() {}

  /**
   * Measures.
   *
   * @param args {@code [--events N]}: how many in a round
   */
  public static void main(String[] args) throws Exception {
    int events = new Options(args).number("--events", 50_000);
    OutboxEntry visit = entry(new VisitEvent.VisitClosed(AT, story()));
    OutboxEntry door =
        entry(new DoorEvent.DoorStateChanged(AT, DOOR, DoorState.LOCKED, DoorState.UNLOCKED));
    double visits = report("visit", visit, events);
    double doors = report("door", door, events);
    System.out.printf(
        Locale.ROOT, "visit_forms_per_s=%.0f%ndoor_forms_per_s=%.0f%n", visits, doors);
  }

  private static double report(String name, OutboxEntry entry, int events) throws IOException {
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    List<Double> passes = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double one = rate(events, () -> HouseEvents.forms(entry, "house-1").get(0).event().json());
      double pass =
          rate(events, () -> HouseEvents.messages(entry, "house-1").iterator().next().json());
      double other = rate(events, () -> MAPPER.writeValueAsBytes(MAPPER.readTree(entry.data())));
      // The first round is for the compiler.
      if (round > 0) {
        ours.add(one);
        passes.add(pass);
        bare.add(other);
      }
    }
    double rate = median(ours);
    System.out.printf(
        Locale.ROOT,
        "%s of %d bytes: %.0f a second in all forms, one of them written; read and written alone"
            + " %.0f a second%n",
        name,
        entry.data().length,
        rate,
        median(bare));
    System.out.printf(Locale.ROOT, "%s_forms_to_jackson_ratio=%.2f%n", name, rate / median(bare));
    System.out.printf(Locale.ROOT, "%s_written_per_s=%.0f%n", name, median(passes));
    System.out.printf(
        Locale.ROOT, "%s_written_to_jackson_ratio=%.2f%n", name, median(passes) / median(bare));
    return rate;
  }

  private interface Work {
    byte[] once() throws IOException;
  }

  private static double rate(int times, Work work) throws IOException {
    long bytes = 0;
    long from = System.nanoTime();
    for (int i = 0; i < times; i++) {
      bytes += work.once().length;
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    if (bytes == 0) {
      throw new IllegalStateException("nothing was written");
    }
    return times / seconds;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static OutboxEntry entry(VestibuleEvent event) throws JsonProcessingException {
    byte[] data = MAPPER.writeValueAsBytes(EventFields.of(event));
    return new OutboxEntry(
        1, "0d9c-1", AT, event.topic(), "door/front-door", Optional.of(VISIT.value()), data);
  }

  private static VisitStory story() {
    return new VisitStory(
        VISIT,
        new StationId("front"),
        DOOR,
        AT,
        Optional.of(AT.plusSeconds(40)),
        1,
        Optional.of("Ada Example"),
        Optional.of("known"),
        Optional.of("0.71 of 0.45"),
        Optional.empty(),
        Optional.of("A parcel for Ada Example"),
        Optional.of(new Triage(Intent.DELIVERY, 0.98f, "0.98 of 0.75", "triage-1")),
        Optional.of(new Decision.Admit(new PersonId("ada"), "Recognised")),
        Optional.of(new DoorOutcome.Opened("Opened", 1)),
        List.of(),
        List.of(
            new StageTiming("decode", 100, 2000),
            new StageTiming("detect", 2100, 4000),
            new StageTiming("embed", 6100, 9000)));
  }
}
