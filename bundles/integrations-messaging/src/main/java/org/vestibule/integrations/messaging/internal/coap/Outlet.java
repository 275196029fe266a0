// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/**
 * What the site lets out by CoAP. Answers go to whoever asked, over the socket that the question
 * came by: the broker makes no connection for them, but it is asked and counts. Thread-safe.
 */
final class Outlet implements AutoCloseable {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "coap";

  /** What it is for. */
  static final String PURPOSE = "Building systems ask by CoAP what happens at the doors";

  private static final String BUNDLE = "org.vestibule.integrations-messaging";
  private static final Set<DataClass> WISH =
      EnumSet.of(DataClass.EVENT, DataClass.HEALTH, DataClass.PERSONAL, DataClass.TRANSCRIPT);

  /** What leaves this machine only where the site wrote so, as the broker has it for sockets. */
  private static final Set<DataClass> GUARDED =
      EnumSet.of(DataClass.PERSONAL, DataClass.TRANSCRIPT);

  private final Supplier<EgressBroker> brokers;
  private final Set<String> denied = new ConcurrentSkipListSet<>();
  private volatile Opened opened;

  private record Opened(EgressBroker by, Egress egress) {}

  Outlet(Supplier<EgressBroker> brokers) {
    this.brokers = brokers;
  }

  /** Returns whether there is a broker that can be asked. */
  boolean there() {
    return brokers.get() != null;
  }

  /**
   * Declares what is about to be answered.
   *
   * @param classes what is in it, at least one
   * @param bytes how many; 0 asks only
   * @param outside whether it goes to another machine
   * @return whether it may be sent
   */
  boolean declare(Set<DataClass> classes, int bytes, boolean outside) {
    try {
      EgressBroker broker = brokers.get();
      if (broker == null) {
        return false;
      }
      Egress egress = egress(broker);
      DataClass first = null;
      for (DataClass what : classes) {
        if (outside && GUARDED.contains(what) && !written(broker, what)) {
          denied.add(what.label());
          return false;
        }
        egress.declare(what, 0);
        first = first == null || what.compareTo(first) < 0 ? what : first;
      }
      if (bytes > 0) {
        egress.declare(first, bytes);
      }
      return true;
    } catch (VestibuleException e) {
      classes.forEach(what -> denied.add(what.label()));
      return false;
    }
  }

  /** Returns the labels of what was left out so far. */
  Set<String> denied() {
    return new TreeSet<>(denied);
  }

  /** Forgets the broker, for example because another one came. */
  @Override
  public void close() {
    Opened before = opened;
    opened = null;
    if (before != null) {
      before.egress().close();
    }
  }

  private static boolean written(EgressBroker broker, DataClass what) {
    return broker.permitted().stream()
        .anyMatch(rule -> rule.sink().equals(SINK) && rule.classes().contains(what));
  }

  private Egress egress(EgressBroker broker) throws VestibuleException {
    Opened now = opened;
    if (now == null || now.by() != broker) {
      close();
      now = new Opened(broker, broker.open(BUNDLE, new Sink(SINK, PURPOSE, WISH)));
      opened = now;
    }
    return now.egress();
  }
}
