// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitStory;

/**
 * What is counted for a monitoring system, in the text format of Prometheus. No label says who
 * came, and each has a bound: routes, topics, outcomes and states are finite, stages are counted up
 * to {@value HealthMinute#STAGES} names. Thread-safe.
 */
final class Metrics {
  private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();
  private static final double[] REQUESTS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
  private static final double[] STAGES = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };
  private static final double[] ORDERS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 5};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Set<String> stageNames = ConcurrentHashMap.newKeySet();
  private final Counter requests =
      counter(
          "vestibule_http_requests", "Requests of the REST interface", "method", "route", "status");
  private final Histogram requestSeconds =
      histogram("vestibule_http_request_duration", "How long they took", REQUESTS, "route");
  private final Counter events = counter("vestibule_events", "Events of the house", "topic");
  private final Counter visits = counter("vestibule_visits", "Visits that ended", "outcome");
  private final Histogram stages =
      histogram("vestibule_visit_stage_duration", "Stages of visits that ended", STAGES, "stage");
  private final Counter orders = counter("vestibule_door_orders", "Answers of doors", "outcome");
  private final Histogram orderSeconds =
      histogram("vestibule_door_order_duration", "From the order to the answer", ORDERS, "outcome");

  Metrics() {
    JvmMemoryMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  private Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .unit(Unit.SECONDS)
        .classicOnly()
        .classicUpperBounds(bounds)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  /** Returns where gauges are registered that are read when somebody asks. */
  PrometheusRegistry registry() {
    return registry;
  }

  /** Counts a request; {@code route} is the pattern of its path, never the path. */
  void request(String method, String route, int status, Duration took) {
    requests.labelValues(method, route, String.valueOf(status)).inc();
    requestSeconds.labelValues(route).observe(seconds(took));
  }

  void event(String topic) {
    events.labelValues(topic).inc();
  }

  void closed(VisitStory story) {
    visits.labelValues(VisitEnds.of(story)).inc();
    for (StageTiming stage : story.waterfall()) {
      stages.labelValues(known(stage.stage())).observe(stage.durationMicros() / 1e6);
    }
  }

  void answered(DoorOutcome outcome, Optional<Duration> took) {
    String end = VisitEnds.of(outcome);
    orders.labelValues(end).inc();
    took.ifPresent(lasted -> orderSeconds.labelValues(end).observe(seconds(lasted)));
  }

  private String known(String stage) {
    if (!stageNames.contains(stage) && stageNames.size() >= HealthMinute.STAGES) {
      return HealthMinute.OTHER;
    }
    stageNames.add(stage);
    return stage;
  }

  private static double seconds(Duration took) {
    return Math.max(0, took.toNanos()) / 1e9;
  }

  /** Returns all of it as a scrape reads it. */
  Reply.Text text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
    try {
      WRITER.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reply.Text(WRITER.getContentType(), out.toString(StandardCharsets.UTF_8));
  }
}
