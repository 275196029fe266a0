// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the load inside the gateway wrote of one run; see {@code testkit}.
 *
 * @param head what holds for the whole run: footprints before and after, and how often was asked
 * @param calls every call that was made
 */
record LoadResult(JsonNode head, List<Call> calls) {
  /**
   * One call.
   *
   * @param dueMicros when it was due, in microseconds after the first
   * @param micros from due to answered or failed, so that a stall counts for all that it held up
   * @param answers how many answers it got
   * @param failure why it was not answered, or not rightly; empty when it was
   */
  record Call(String kind, long dueMicros, long micros, int answers, String failure) {
    boolean good() {
      return failure.isEmpty() && answers > 0;
    }
  }

  /**
   * Reads a file of JSON lines.
   *
   * @throws IOException also when the run says that it could not be made
   */
  static LoadResult read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (Stream<String> lines = Files.lines(file)) {
      Iterator<String> line = lines.iterator();
      JsonNode head = json.readTree(line.next());
      if (head.has("problem")) {
        throw new IOException("the load could not be made: " + head.path("problem").asText());
      }
      List<Call> calls = new ArrayList<>();
      while (line.hasNext()) {
        JsonNode node = json.readTree(line.next());
        calls.add(
            new Call(
                node.path("kind").asText(),
                node.path("dueMicros").asLong(),
                node.path("micros").asLong(),
                node.path("answers").asInt(),
                node.path("failure").asText("")));
      }
      return new LoadResult(head, calls);
    }
  }

  /** Returns the calls of one kind. */
  LoadResult only(String kind) {
    return new LoadResult(head, calls.stream().filter(call -> call.kind.equals(kind)).toList());
  }

  /** Returns the latencies of the calls that were answered. */
  Sample sample() {
    return new Sample(
        calls.stream().filter(Call::good).mapToDouble(call -> call.micros / 1000.0).toArray());
  }

  /** Returns how many calls were not answered, or not rightly. */
  long failed() {
    return calls.stream().filter(call -> !call.good()).count();
  }

  /** Returns how many answers came that nobody waited for any more. */
  long duplicates() {
    return calls.stream().mapToLong(call -> Math.max(0, call.answers - 1)).sum();
  }

  /** Returns the longest time between two right answers that followed each other. */
  double maxGapMillis() {
    long[] answered =
        calls.stream().filter(Call::good).mapToLong(call -> call.dueMicros + call.micros).toArray();
    Arrays.sort(answered);
    long longest = 0;
    for (int i = 1; i < answered.length; i++) {
      longest = Math.max(longest, answered[i] - answered[i - 1]);
    }
    return longest / 1000.0;
  }

  /** Returns why calls failed, and how often each. */
  Map<String, Integer> failures() {
    Map<String, Integer> failures = new TreeMap<>();
    calls.stream()
        .filter(call -> !call.good())
        .forEach(call -> failures.merge(call.kind + ": " + call.failure, 1, Integer::sum));
    return failures;
  }
}
