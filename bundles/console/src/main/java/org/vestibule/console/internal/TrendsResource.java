// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.vestibule.api.access.Permission;

/** How the house was in the last minutes: latency, throughput, errors, memory, and each part. */
final class TrendsResource {
  private static final int HOUR = 60;

  /** The most points of a line; a day is told in quarters of an hour. */
  private static final int POINTS = 96;

  private final HealthWatch watch;

  TrendsResource(HealthWatch watch) {
    this.watch = watch;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_HOUSE, "GET", "/metrics", request -> Reply.ok(watch.metrics().text()))
        .on(Permission.SEE_HOUSE, "GET", "/health/stages", this::stages)
        .on(Permission.SEE_HOUSE, "GET", "/health/memory", this::memory)
        .on(Permission.SEE_HOUSE, "GET", "/health/history", this::history);
  }

  private static int minutes(Request request) throws Problem {
    String given = request.http().getParameter("minutes");
    if (given == null) {
      return HOUR;
    }
    if (given.matches("[0-9]{1,4}")) {
      int minutes = Integer.parseInt(given);
      if (minutes >= 1 && minutes <= HealthRing.MINUTES) {
        return minutes;
      }
    }
    throw Problem.invalid(
        "query parameter minutes",
        Request.shortened(given),
        "1 to " + HealthRing.MINUTES,
        "Ask for ?minutes=" + HOUR);
  }

  private Reply stages(Request request) throws Problem {
    int minutes = minutes(request);
    Map<String, Object> body = head(minutes);
    watch
        .ring()
        .look(
            minutes,
            last -> {
              body.put("stages", latencies(last));
              body.put("errors", errors(last));
              body.put("traffic", points(last, minutes, TrendsResource::traffic));
              return body;
            });
    return Reply.ok(body);
  }

  private Reply memory(Request request) throws Problem {
    int minutes = minutes(request);
    Map<String, Object> body = head(minutes);
    body.put("heapMaxBytes", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax());
    watch
        .ring()
        .look(minutes, last -> body.put("points", points(last, minutes, TrendsResource::held)));
    return Reply.ok(body);
  }

  private Map<String, Object> head(int minutes) {
    HealthRing ring = watch.ring();
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("since", ring.since().toString());
    head.put("from", HealthRing.instant(ring.now() - minutes + 1).toString());
    head.put("minutes", minutes);
    head.put("pointMinutes", step(minutes));
    return head;
  }

  private static int step(int minutes) {
    return (minutes + POINTS - 1) / POINTS;
  }

  private static List<Map<String, Object>> latencies(List<HealthMinute> last) {
    Map<String, LatencyCounts> stages = new TreeMap<>();
    for (HealthMinute minute : last) {
      minute.stages.forEach(
          (stage, counts) ->
              stages.computeIfAbsent(stage, any -> new LatencyCounts()).addAll(counts));
    }
    List<Map<String, Object>> plain = new ArrayList<>();
    stages.forEach(
        (stage, counts) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("stage", stage);
          one.put("n", counts.n());
          one.put("p50", millis(counts.quantile(0.5)));
          one.put("p95", millis(counts.quantile(0.95)));
          one.put("p99", millis(counts.quantile(0.99)));
          one.put("max", millis(counts.max()));
          plain.add(one);
        });
    return plain;
  }

  private static double millis(long micros) {
    return micros / 1000.0;
  }

  private static List<Map<String, Object>> errors(List<HealthMinute> last) {
    Map<String, Integer> errors = new TreeMap<>();
    last.forEach(minute -> minute.errors.forEach((part, n) -> errors.merge(part, n, Integer::sum)));
    return errors.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(part -> Map.<String, Object>of("part", part.getKey(), "n", part.getValue()))
        .toList();
  }

  /** Puts neighbouring minutes together, so that a line has few points; silence is no point. */
  private static List<Map<String, Object>> points(
      List<HealthMinute> last,
      int minutes,
      BiFunction<Long, List<HealthMinute>, Map<String, Object>> point) {
    int step = step(minutes);
    Map<Long, List<HealthMinute>> groups = new TreeMap<>();
    for (HealthMinute minute : last) {
      long start = Math.floorDiv(minute.minute, (long) step) * step;
      groups.computeIfAbsent(start, any -> new ArrayList<>()).add(minute);
    }
    List<Map<String, Object>> points = new ArrayList<>();
    groups.forEach((start, group) -> points.add(point.apply(start, group)));
    points.removeIf(Map::isEmpty);
    return points;
  }

  private static Map<String, Object> traffic(long start, List<HealthMinute> group) {
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("at", HealthRing.instant(start).toString());
    point.put("visits", group.stream().mapToInt(minute -> minute.visits).sum());
    point.put("events", group.stream().mapToInt(minute -> minute.events).sum());
    point.put("requests", group.stream().mapToInt(minute -> minute.requests).sum());
    point.put("failed", group.stream().mapToInt(minute -> minute.failed).sum());
    return point;
  }

  private static Map<String, Object> held(long start, List<HealthMinute> group) {
    Map<String, Object> point = new LinkedHashMap<>();
    if (group.stream().anyMatch(HealthMinute::measured)) {
      point.put("at", HealthRing.instant(start).toString());
      point.put("heapBytes", group.stream().mapToLong(minute -> minute.heapBytes).max().orElse(0));
      point.put("rssBytes", group.stream().mapToLong(minute -> minute.rssBytes).max().orElse(0));
      point.put("threads", group.stream().mapToInt(minute -> minute.threads).max().orElse(0));
    }
    return point;
  }

  private Reply history(Request request) throws Problem {
    String part = request.http().getParameter("part");
    StatusHistory history = watch.history();
    if (part == null) {
      throw Problem.invalid(
          "query parameter part", "none", "the name of a part", "Ask for ?part=console");
    }
    List<Map<String, Object>> changes =
        history.of(part).stream().map(StatusHistory.Change::plain).toList();
    if (changes.isEmpty()) {
      throw new Problem(
          404,
          "unknown-part",
          "part",
          Request.shortened(part),
          "a part under statuses of /api/snapshot",
          "Check the spelling.");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("part", part);
    body.put("changes", changes);
    return Reply.ok(body);
  }
}
