// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What became of each call of one kind. Calls are numbered from 0 in the order in which they are
 * due; number and rate give the time at which a call is due, in microseconds after the first.
 * Writing allocates nothing. Each call is written by one thread; read after all have ended.
 */
final class CallLog {
  private static final int NOT_CALLED = -1;

  private final double perSecond;
  private final int[] micros;
  private final AtomicIntegerArray answers;
  private final AtomicReferenceArray<String> failures;

  /**
   * @param perSecond calls due in a second
   * @param capacity the most calls that can be kept
   */
  CallLog(double perSecond, int capacity) {
    this.perSecond = perSecond;
    this.micros = new int[capacity];
    Arrays.fill(micros, NOT_CALLED);
    this.answers = new AtomicIntegerArray(capacity);
    this.failures = new AtomicReferenceArray<>(capacity);
  }

  int capacity() {
    return micros.length;
  }

  /** Returns when a call is due, in microseconds after the first one. */
  long dueMicros(int call) {
    return Math.round(call * 1e6 / perSecond);
  }

  /**
   * A call was answered.
   *
   * @param nanos since it was due, not since it could be begun: waiting for its turn counts
   */
  void answered(int call, long nanos) {
    answers.incrementAndGet(call);
    micros[call] = inMicros(nanos);
  }

  /** A call was not answered, or not rightly. */
  void failed(int call, long nanos, String why) {
    failures.set(call, why);
    micros[call] = inMicros(nanos);
  }

  /** Returns whether a call was made. */
  boolean made(int call) {
    return micros[call] != NOT_CALLED;
  }

  /** Returns microseconds from due to answered or failed. */
  int micros(int call) {
    return micros[call];
  }

  /** Returns how many answers a call got. */
  int answers(int call) {
    return answers.get(call);
  }

  /** Returns why a call failed, or null. */
  String failure(int call) {
    return failures.get(call);
  }

  private static int inMicros(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, nanos / 1000));
  }
}
