// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/** Asks the broker of what leaves before somebody outside is called or sent sound. Thread-safe. */
public final class BrokeredWay implements Gate.WayOut {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "sip";

  static final String PURPOSE =
      "Phones that do not register here, and the registrar of a telephone system";

  private static final String BUNDLE = "org.vestibule.integrations-onvif-sip";
  private static final Sink WAY =
      new Sink(
          SINK, PURPOSE, Set.of(DataClass.CREDENTIAL, DataClass.PERSONAL, DataClass.RAW_AUDIO));

  private final Supplier<EgressBroker> broker;

  /**
   * @param broker the broker of each moment; gives null while there is none, and then nobody
   *     outside is called
   */
  public BrokeredWay(Supplier<EgressBroker> broker) {
    this.broker = broker;
  }

  @Override
  public void require(InetSocketAddress peer) throws VestibuleException {
    if (here(peer)) {
      return;
    }
    EgressBroker asked = broker.get();
    if (asked == null) {
      throw denied(peer, "the broker of what leaves (feature egress) is not there");
    }
    try (Egress way = asked.open(BUNDLE, WAY)) {
      way.permit(peer.getHostString(), peer.getPort());
    } catch (UnsupportedOperationException e) {
      throw denied(peer, "the broker of what leaves cannot permit it");
    }
  }

  private static boolean here(InetSocketAddress peer) {
    return peer.isUnresolved()
        ? peer.getHostString().equals("localhost")
            || peer.getHostString().matches("127\\.[0-9.]+|::1")
        : peer.getAddress().isLoopbackAddress();
  }

  private static VestibuleException denied(InetSocketAddress peer, String found) {
    return new VestibuleException(
        "egress-denied",
        "SIP to " + peer.getHostString(),
        found,
        "a host that the site's rules name for the sink " + SINK,
        "Install the feature egress and name the host there.");
  }
}
