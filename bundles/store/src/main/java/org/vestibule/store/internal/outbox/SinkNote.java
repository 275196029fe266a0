// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.List;
import org.vestibule.api.outbox.OutboxWish;

/**
 * What the disk knows of a sink.
 *
 * @param low the first position that it needs
 * @param high the first position that it has not looked at
 * @param open the positions between that it needs
 * @param lost how many it lost
 */
record SinkNote(String name, OutboxWish wish, long low, long high, List<Long> open, long lost) {
  SinkNote {
    open = List.copyOf(open);
  }
}
