// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.StageTiming;

/** A day that has passed before a page is opened, so that there are trends to look at. */
final class SampleClock extends Clock {
  private static final int MINUTES = 20 * 60;

  private Duration ago = Duration.ofMinutes(MINUTES);

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.now().minus(ago);
  }

  /** Lets the day pass: more visits in the morning and the evening, and a broker that fails. */
  void pass(HealthWatch watch) {
    Random random = new Random(1);
    for (int minute = 0; minute < MINUTES; minute++) {
      ago = Duration.ofMinutes(MINUTES - minute);
      watch.beat();
      double busy = 0.6 + 0.4 * Math.pow(Math.sin(minute * Math.PI / 600), 2);
      for (int visit = 0; visit < 3; visit++) {
        if (random.nextDouble() < busy) {
          watch.on(closed(random));
        }
      }
      if (minute % 290 == 40) {
        watch.on(status(Status.degraded(Status.Cause.NETWORK, "The broker does not answer")));
      }
      if (minute % 290 == 52) {
        watch.on(status(Status.ready("Connected to the broker")));
      }
    }
    ago = Duration.ZERO;
    watch.beat();
  }

  private StatusChanged status(Status status) {
    return new StatusChanged(
        instant(),
        "mqtt",
        new Status(status.state(), status.cause(), status.sentence(), instant()));
  }

  private VisitClosed closed(Random random) {
    List<StageTiming> stages =
        random.nextInt(30) == 0
            ? List.of(timing("speech", 3150, random), timing("triage", 18, random))
            : List.of(
                timing("first-frame", 320, random),
                timing("decode", 8, random),
                timing("detect", 21, random),
                timing("liveness", 38, random),
                timing("embed", 61, random),
                timing("relay", 7, random),
                timing("capture-to-relay", 184, random));
    return new VisitClosed(
        instant(),
        SampleDay.story(
            "v-sample",
            10,
            5,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            stages));
  }

  private static StageTiming timing(String stage, double millis, Random random) {
    return new StageTiming(
        stage, 0, (long) (millis * 1000 * Math.exp(random.nextGaussian() * 0.25)));
  }
}
