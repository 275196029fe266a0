// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Topic and time of each entry of a segment, six bytes for each, so that what waits for whom is
 * counted without reading the disk. Thread-safe.
 */
final class Topics {
  private static final int START = 64;

  private final long begun;
  private short[] topics = new short[START];
  private int[] after = new int[START];
  private int[] ofTopic = new int[START];
  private int count;

  /**
   * @param begun milliseconds since 1970 from which times are counted
   */
  Topics(long begun) {
    this.begun = begun;
  }

  /** Returns so many entries of which nothing is known. */
  static Topics unknown(long begun, int count) {
    Topics topics = new Topics(begun);
    for (int i = 0; i < count; i++) {
      topics.add(TopicNames.UNKNOWN, begun);
    }
    return topics;
  }

  synchronized void add(short topic, long at) {
    if (count == topics.length) {
      topics = Arrays.copyOf(topics, 2 * count);
      after = Arrays.copyOf(after, 2 * count);
    }
    if (topic >= ofTopic.length) {
      ofTopic = Arrays.copyOf(ofTopic, 2 * topic);
    }
    ofTopic[topic]++;
    topics[count] = topic;
    after[count++] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, at - begun));
  }

  synchronized int count() {
    return count;
  }

  /** Counts what is wanted from the entry of this number on. */
  synchronized int wanted(int from, boolean[] wanted) {
    int found = 0;
    if (from == 0) {
      for (int topic = 0; topic < ofTopic.length; topic++) {
        found += wants(topic, wanted) ? ofTopic[topic] : 0;
      }
      return found;
    }
    for (int i = from; i < count; i++) {
      found += wants(topics[i], wanted) ? 1 : 0;
    }
    return found;
  }

  /** Returns when the first wanted one from this number on happened. */
  synchronized OptionalLong firstAt(int from, boolean[] wanted) {
    for (int i = from; i < count; i++) {
      if (wants(topics[i], wanted)) {
        return OptionalLong.of(begun + after[i]);
      }
    }
    return OptionalLong.empty();
  }

  /** A topic that came after the wish was looked at is counted as wanted. */
  private static boolean wants(int topic, boolean[] wanted) {
    return topic >= wanted.length || wanted[topic];
  }
}
