// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/** The way out for one session, with what the site turned out not to allow. Used by one thread. */
final class Way implements AutoCloseable {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "mqtt";

  /** What it is for. */
  static final String PURPOSE =
      "Building automation and whoever keeps it learn what happens at the doors";

  private static final DataClass[] ALL = DataClass.values();
  private static final String BUNDLE = "org.vestibule.integrations-messaging";
  private static final Set<DataClass> WISH =
      EnumSet.of(
          DataClass.EVENT,
          DataClass.HEALTH,
          DataClass.PERSONAL,
          DataClass.TRANSCRIPT,
          DataClass.CREDENTIAL);

  private final Egress egress;
  private final Set<String> denied = new TreeSet<>();

  private Way(Egress egress) {
    this.egress = egress;
  }

  static Way open(EgressBroker broker) throws VestibuleException {
    return new Way(broker.open(BUNDLE, new Sink(SINK, PURPOSE, WISH)));
  }

  SocketFactory sockets() {
    return egress.sockets();
  }

  SocketFactory sockets(SSLContext tls) {
    return egress.sockets(tls);
  }

  /** Returns the first form that may be sent, declared; empty when none may. */
  Optional<byte[]> fit(Iterable<Outgoing.Choice> choices) {
    for (Outgoing.Choice choice : choices) {
      Optional<DataClass> first = allowed(choice.classes());
      if (first.isPresent()) {
        byte[] payload = choice.payload().get();
        return declared(first.get(), payload.length) ? Optional.of(payload) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the first of these classes when all may be sent. What is in a form is asked for before
   * it is counted, so that nothing is counted that is not sent.
   */
  private Optional<DataClass> allowed(Set<DataClass> classes) {
    Optional<DataClass> first = Optional.empty();
    for (DataClass what : ALL) {
      if (classes.contains(what)) {
        if (!declared(what, 0)) {
          return Optional.empty();
        }
        first = first.isPresent() ? first : Optional.of(what);
      }
    }
    return first;
  }

  /** Declares what is not made of forms; returns whether it may be sent. */
  boolean declared(DataClass what, int bytes) {
    try {
      egress.declare(what, bytes);
      return true;
    } catch (VestibuleException e) {
      denied.add(what.label());
      return false;
    }
  }

  /** Returns the labels of what was left out so far. */
  Set<String> denied() {
    return denied;
  }

  @Override
  public void close() {
    egress.close();
  }
}
