// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;

/**
 * What one reader's inputs say of its door, told when it changes. What found no room in the queue
 * is told again with the next state that is heard, within a second or so. Thread-safe.
 */
final class InputReport {
  private final String source;
  private final DoorId door;
  private final Executor house;
  private final List<Told> told = new ArrayList<>();
  private DoorSignals signals;

  private static final class Told {
    final DoorSignal signal;
    final int input;
    Boolean last;

    Told(DoorSignal signal, int input) {
      this.signal = signal;
      this.input = input;
    }
  }

  /**
   * @param house runs what tells, off the line's thread; refuses when too much waits
   */
  InputReport(String source, DoorId door, Executor house) {
    this.source = source;
    this.door = door;
    this.house = house;
  }

  /** Tells this one from now on, and all anew. */
  synchronized void to(DoorSignals next) {
    signals = next;
    told.forEach(each -> each.last = null);
  }

  /** Tells one signal; two inputs that say the same are kept apart by their number. */
  synchronized void report(DoorSignal signal, int input, boolean active) {
    Told state = find(signal, input);
    if (signals == null || state.last != null && state.last == active) {
      return;
    }
    DoorSignals now = signals;
    String from = input < 0 ? source : source + " input " + input;
    if (soon(() -> now.report(from, door, signal, active))) {
      state.last = active;
    }
  }

  /** The reader is gone: nothing is known of its inputs. */
  synchronized void gone() {
    DoorSignals now = signals;
    for (Told state : told) {
      String from = state.input < 0 ? source : source + " input " + state.input;
      if (now != null && soon(() -> now.gone(from))) {
        state.last = null;
      }
    }
  }

  private Told find(DoorSignal signal, int input) {
    for (Told state : told) {
      if (state.signal == signal && state.input == input) {
        return state;
      }
    }
    Told state = new Told(signal, input);
    told.add(state);
    return state;
  }

  private boolean soon(Runnable work) {
    try {
      house.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }
}
