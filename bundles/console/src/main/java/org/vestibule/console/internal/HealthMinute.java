// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.HashMap;
import java.util.Map;

/** What was counted within a minute. Used under the lock of its owner. */
final class HealthMinute {
  /** Bounds of names: whoever invents more is counted as {@value #OTHER}. */
  static final int STAGES = 40;

  static final int PARTS = 2500;
  static final String OTHER = "other";

  final long minute;
  final Map<String, LatencyCounts> stages = new HashMap<>();
  final Map<String, Integer> errors = new HashMap<>();
  int visits;
  int requests;
  int failed;
  int events;
  long heapBytes;
  long rssBytes;
  int threads;

  /**
   * @param minute the minute, counted from 1970
   */
  HealthMinute(long minute) {
    this.minute = minute;
  }

  void stage(String name, long micros) {
    String counted = stages.containsKey(name) || stages.size() < STAGES ? name : OTHER;
    stages.computeIfAbsent(counted, any -> new LatencyCounts()).add(micros);
  }

  void error(String part) {
    String counted = errors.containsKey(part) || errors.size() < PARTS ? part : OTHER;
    errors.merge(counted, 1, Integer::sum);
  }

  void memory(ProcessMemory taken) {
    heapBytes = taken.heapBytes();
    rssBytes = taken.rssBytes();
    threads = taken.threads();
  }

  boolean measured() {
    return heapBytes > 0;
  }
}
