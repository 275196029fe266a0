// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/** A broker of what leaves that allows everything but what a test says, and counts. */
final class WayOut implements EgressBroker, Egress {
  final Set<DataClass> denied = EnumSet.noneOf(DataClass.class);
  final Map<DataClass, Long> sent = new EnumMap<>(DataClass.class);

  @Override
  public Egress open(String bundle, Sink sink) {
    return this;
  }

  @Override
  public synchronized void declare(DataClass what, long bytes) throws VestibuleException {
    if (denied.contains(what)) {
      throw new VestibuleException("data-class-denied", "sink", what.label(), "others", "Allow it");
    }
    if (bytes > 0) {
      sent.merge(what, bytes, Long::sum);
    }
  }

  @Override
  public SocketFactory sockets() {
    return SocketFactory.getDefault();
  }

  @Override
  public SocketFactory sockets(SSLContext tls) {
    return tls.getSocketFactory();
  }

  @Override
  public HttpResponse<byte[]> exchange(HttpRequest request, DataClass what, int mostAnswer) {
    throw new UnsupportedOperationException("MQTT is no HTTP");
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
