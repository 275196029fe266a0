// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/** A broker of what leaves that allows everything but what a test says, and counts. */
final class AllowedOut implements EgressBroker, Egress {
  final Set<DataClass> denied =
      java.util.Collections.synchronizedSet(EnumSet.noneOf(DataClass.class));
  final Set<DataClass> written =
      java.util.Collections.synchronizedSet(EnumSet.noneOf(DataClass.class));
  final AtomicLong bytes = new AtomicLong();

  @Override
  public Egress open(String bundle, Sink sink) {
    return this;
  }

  @Override
  public void declare(DataClass what, long count) throws VestibuleException {
    if (denied.contains(what)) {
      throw new VestibuleException("data-class-denied", "sink", what.label(), "others", "Allow it");
    }
    bytes.addAndGet(count);
  }

  @Override
  public List<Permitted> permitted() {
    return List.of(new Permitted(Outlet.SINK, written, Set.of()));
  }

  @Override
  public SocketFactory sockets() {
    throw new UnsupportedOperationException("CoAP asks for no socket");
  }

  @Override
  public SocketFactory sockets(SSLContext tls) {
    throw new UnsupportedOperationException("CoAP asks for no socket");
  }

  @Override
  public HttpResponse<byte[]> exchange(HttpRequest request, DataClass what, int mostAnswer) {
    throw new UnsupportedOperationException("CoAP is no HTTP");
  }

  @Override
  public List<Report> reports() {
    return List.of();
  }

  @Override
  public Instant since() {
    return Instant.EPOCH;
  }

  @Override
  public void close() {}
}
