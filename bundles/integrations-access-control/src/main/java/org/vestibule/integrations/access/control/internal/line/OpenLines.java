// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import java.io.IOException;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/** Opens lines of every kind; those that connect to somewhere over the broker. Thread-safe. */
@Component(service = Lines.class)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + OpenLines.SINK,
      "classes:List<String>='credential'",
      "purpose='" + OpenLines.PURPOSE + "'"
    })
public final class OpenLines implements Lines {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "reader-line";

  static final String PURPOSE =
      "Readers, panels and relay modules behind a serial converter in the building";
  private static final String BUNDLE = "org.vestibule.integrations-access-control";
  private static final Sink WAY = new Sink(SINK, PURPOSE, Set.of(DataClass.CREDENTIAL));

  private volatile EgressBroker broker;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setBroker(EgressBroker service) {
    broker = service;
  }

  void unsetBroker(EgressBroker service) {
    if (broker == service) {
      broker = null;
    }
  }

  @Override
  public Line open(String text) throws VestibuleException, IOException {
    LineAddress address = LineAddress.of(text);
    if (address instanceof LineAddress.Serial serial) {
      return SerialLine.open(serial);
    } else if (address instanceof LineAddress.Listen listen) {
      return ListenLine.open(listen);
    }
    EgressBroker way = broker;
    if (way == null) {
      throw new IOException("the broker of what leaves (feature egress) is not there");
    }
    return BrokeredLine.open(way.open(BUNDLE, WAY), (LineAddress.Tcp) address);
  }
}
