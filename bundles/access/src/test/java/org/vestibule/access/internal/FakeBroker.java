// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/** A broker that lets everything through on loopback and remembers what was asked. */
final class FakeBroker implements EgressBroker {
  /** How a request is answered. */
  @FunctionalInterface
  interface Wire {
    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException;
  }

  final List<String> requests = new ArrayList<>();
  private final Wire wire;

  FakeBroker(Wire wire) {
    this.wire = wire;
  }

  static FakeBroker real() {
    HttpClient client = HttpClient.newHttpClient();
    return new FakeBroker(request -> client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
  }

  @Override
  public Egress open(String bundle, Sink sink) throws VestibuleException {
    if (!bundle.equals("org.vestibule.access") || !sink.name().equals("issuer")) {
      throw new VestibuleException("egress-undeclared", bundle, sink.name(), "issuer", "-");
    }
    return new Way();
  }

  @Override
  public List<Report> reports() {
    return List.of();
  }

  @Override
  public Instant since() {
    return Instant.EPOCH;
  }

  private final class Way implements Egress {
    @Override
    public void declare(DataClass what, long bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SocketFactory sockets() {
      throw new UnsupportedOperationException();
    }

    @Override
    public SocketFactory sockets(SSLContext tls) {
      throw new UnsupportedOperationException();
    }

    @Override
    public HttpResponse<byte[]> exchange(HttpRequest request, DataClass what, int mostAnswer)
        throws IOException, InterruptedException, VestibuleException {
      if (what != DataClass.CREDENTIAL) {
        throw new VestibuleException("data-class-denied", "sink", what.label(), "credential", "-");
      }
      requests.add(request.uri().getPath());
      return wire.send(request);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
