// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.outbox.OutboxWish;

/** A small number for each topic that was seen; 0 is one that is not known. Thread-safe. */
final class TopicNames {
  /** For a topic that is not known, or is one too many. */
  static final short UNKNOWN = 0;

  private static final int MOST = 1000;

  private final Map<String, Short> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>(List.of(""));

  synchronized short number(String topic) {
    Short number = numbers.get(topic);
    if (number == null) {
      if (names.size() > MOST) {
        return UNKNOWN;
      }
      number = (short) names.size();
      names.add(topic);
      numbers.put(topic, number);
    }
    return number;
  }

  /** Returns by number what is wanted; what is not known counts as wanted. */
  synchronized boolean[] wanted(OutboxWish wish) {
    boolean[] wanted = new boolean[names.size()];
    wanted[UNKNOWN] = true;
    for (int i = 1; i < wanted.length; i++) {
      wanted[i] = wish.wants(names.get(i));
    }
    return wanted;
  }
}
