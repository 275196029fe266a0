// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
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

  /** Returns the first form that may be sent, and declares it. */
  Optional<String> fit(List<Form> forms) {
    return forms.stream().filter(this::declared).findFirst().map(Form::payload);
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

  private boolean declared(Form form) {
    // What is in it is asked for first, so that nothing is counted that is not sent.
    int bytes = form.payload().getBytes(StandardCharsets.UTF_8).length;
    List<DataClass> classes = form.classes().stream().sorted().toList();
    return classes.stream().allMatch(what -> declared(what, 0)) && declared(classes.get(0), bytes);
  }

  @Override
  public void close() {
    egress.close();
  }
}
