// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.Outbox.SinkDepth;
import org.vestibule.api.status.Status;

/** What is read from the house when somebody asks; a room that is missing is left out. */
final class MetricsOfHouse {
  private final House house;
  private final Deltas deltas;
  private final Clock clock;

  MetricsOfHouse(House house, Deltas deltas, Clock clock) {
    this.house = house;
    this.deltas = deltas;
    this.clock = clock;
  }

  void register(PrometheusRegistry registry) {
    gauge(registry, "vestibule_sse_clients", "Pages that hear deltas", this::pages);
    gauge(
        registry,
        "vestibule_part_status",
        "1 for the state a part is in",
        this::parts,
        "part",
        "state");
    gauge(
        registry,
        "vestibule_model_leases",
        "Requests that hold a model",
        this::leases,
        "slot",
        "model");
    gauge(
        registry,
        "vestibule_outbox_waiting",
        "Entries that a sink has not confirmed",
        sinks(SinkDepth::waiting),
        "sink");
    gauge(
        registry,
        "vestibule_outbox_oldest_age_seconds",
        "Age of the oldest of them",
        sinks(this::age),
        "sink");
    gauge(
        registry,
        "vestibule_outbox_dead_letters",
        "Entries that a sink gave up",
        sinks(SinkDepth::dead),
        "sink");
    CounterWithCallback.builder()
        .name("vestibule_outbox_lost")
        .help("Entries that a sink never read because of the bounds")
        .labelNames("sink")
        .callback(each -> read(sinks(SinkDepth::lost), (value, labels) -> each.call(value, labels)))
        .register(registry);
  }

  /** Takes one value with its labels. */
  @FunctionalInterface
  private interface Take {
    void value(double value, String... labels);
  }

  /** Hands out the values that there are now. */
  @FunctionalInterface
  private interface Source {
    void read(Take take);
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, Source source, String... labels) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(each -> read(source, (value, of) -> each.call(value, of)))
        .register(registry);
  }

  /** A room that goes while it is asked costs its own lines, and not the scrape. */
  private static void read(Source source, Take take) {
    try {
      source.read(take);
    } catch (IllegalStateException e) {
      return;
    }
  }

  private void pages(Take take) {
    take.value(deltas.open());
  }

  private void parts(Take take) {
    house.statuses().entrySet().stream()
        .limit(HealthMinute.PARTS)
        .forEach(
            part -> {
              for (Status.State state : Status.State.values()) {
                take.value(part.getValue().state() == state ? 1 : 0, part.getKey(), state.name());
              }
            });
  }

  private void leases(Take take) {
    ModelLibrary library = house.models;
    if (library == null) {
      return;
    }
    Map<List<String>, Integer> leases = new LinkedHashMap<>();
    for (ModelInfo model : library.models()) {
      String id = model.manifest().name() + "@" + model.manifest().version();
      leases.merge(List.of(model.manifest().slot(), id), model.leases(), Integer::sum);
    }
    leases.forEach((labels, n) -> take.value(n, labels.get(0), labels.get(1)));
  }

  private Source sinks(ToDoubleFunction<SinkDepth> value) {
    return take -> {
      Outbox outbox = house.outbox;
      if (outbox != null) {
        outbox.depths().forEach(depth -> take.value(value.applyAsDouble(depth), depth.sink()));
      }
    };
  }

  private double age(SinkDepth depth) {
    return depth
        .oldest()
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
        .map(age -> Math.max(0, age))
        .orElse(0.0);
  }
}
