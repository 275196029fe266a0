// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker.Host;
import org.vestibule.api.egress.Sink;

/** The way to one sink, with the sockets that are open on it. Thread-safe. */
final class Way implements Egress {
  private final Hub hub;
  private final String bundle;
  private final Sink sink;
  private final Meter meter;
  private final boolean publicOnly;
  private final Set<CountedSocket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Reach> known = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Way(Hub hub, String bundle, Sink sink, boolean publicOnly) {
    this.hub = hub;
    this.publicOnly = publicOnly;
    this.bundle = bundle;
    this.sink = sink;
    this.meter = hub.meters().of(sink.name(), bundle);
  }

  @Override
  public void declare(DataClass what, long bytes) throws VestibuleException {
    boolean here = !open.isEmpty() && open.stream().noneMatch(CountedSocket::outside);
    declare(what, bytes, !here && hub.settings().leaves(sink.name()));
  }

  private void declare(DataClass what, long bytes, boolean outside) throws VestibuleException {
    if (bytes < 0) {
      throw new IllegalArgumentException("a number of bytes is not negative");
    }
    if (!sink.classes().contains(what) || !hub.settings().allows(sink.name(), what, outside)) {
      throw refuse(
          new VestibuleException(
              "data-class-denied",
              "sink " + sink.name(),
              what.label(),
              "what it was opened for and the site allows" + (outside ? " outside" : ""),
              "Write "
                  + sink.name()
                  + ":"
                  + what.label()
                  + " into allow of "
                  + EgressConfig.PID
                  + " if it shall be sent."));
    }
    meter.sent(what, bytes, outside);
  }

  @Override
  public SocketFactory sockets() {
    return new CountedSockets(this);
  }

  @Override
  public SocketFactory sockets(SSLContext tls) {
    return new TlsSockets(this, tls.getSocketFactory());
  }

  @Override
  public HttpResponse<byte[]> exchange(HttpRequest request, DataClass what, int mostAnswer)
      throws VestibuleException, IOException, InterruptedException {
    try {
      return exchange(request, SSLContext.getDefault(), what, mostAnswer);
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this Java runtime has no TLS", e);
    }
  }

  @Override
  public HttpResponse<byte[]> exchange(
      HttpRequest request, SSLContext tls, DataClass what, int mostAnswer)
      throws VestibuleException, IOException, InterruptedException {
    byte[] body = HttpMessage.body(request);
    String host = request.uri().getHost();
    if (host == null) {
      throw new IllegalArgumentException("an absolute http or https address");
    }
    boolean outside = !Reach.namesThisMachine(host);
    if (outside && !hub.settings().names(sink.name(), host)) {
      throw refuse(denied(host, "no named host"));
    }
    declare(what, body.length, outside);
    try {
      return new HttpExchange(this, hub.timer(), request, body, tls, mostAnswer).send();
    } catch (EgressRefused e) {
      throw e.reason();
    }
  }

  @Override
  public void permit(String host, int port) throws VestibuleException {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + "; allowed: 1 to 65535");
    }
    if (!Reach.namesThisMachine(host) && !hub.settings().names(sink.name(), host)) {
      // Before a name is looked up: a refused name is not asked for in the network either.
      throw refuse(denied(host, "no named host"));
    }
    try {
      admit(InetSocketAddress.createUnresolved(host, port));
    } catch (EgressRefused e) {
      throw e.reason();
    } catch (IOException e) {
      throw refuse(denied(host, "a name that leads nowhere, or a way that is closed"));
    }
  }

  @Override
  public Egress publicOnly() {
    return hub.opened(new Way(hub, bundle, sink, true));
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(CountedSocket::closeQuietly);
    hub.forget(this);
  }

  /** Closes what the site no longer allows. */
  void look() {
    for (CountedSocket socket : open) {
      if (socket.outside() && !hub.settings().names(sink.name(), socket.host())) {
        socket.closeQuietly();
      }
    }
  }

  boolean outside() {
    return open.stream().anyMatch(CountedSocket::outside);
  }

  /**
   * Judges an address before a socket connects to it. A name is looked up once, here or by whoever
   * made the address; what is connected to is the address that was judged.
   */
  InetSocketAddress admit(InetSocketAddress wanted) throws IOException {
    String host = wanted.getHostString();
    InetAddress address = wanted.isUnresolved() ? hub.names().find(host) : wanted.getAddress();
    Reach reach = Reach.of(address);
    Reach before = known.get(host);
    if (closed) {
      throw new IOException("the way to " + sink.name() + " is closed");
    }
    if (publicOnly && reach != Reach.WORLD) {
      throw new EgressRefused(refuse(notPublic(host)));
    } else if (reach == Reach.MACHINE) {
      require(Reach.namesThisMachine(host), host, "a name that leads to this machine");
    } else {
      require(hub.settings().names(sink.name(), host), host, "no named host");
      require(reach != Reach.FORBIDDEN, host, "a name that leads to a link-local address");
      require(before == null || before == reach, host, "a name that lately led elsewhere");
    }
    // Only what was let through counts: a router that has lost its line answers every name with its
    // own address, and what it said must not bar the way once the line is back.
    known.put(host, reach);
    meter.reached(new Host(host, wanted.getPort(), reach != Reach.MACHINE));
    return new InetSocketAddress(address, wanted.getPort());
  }

  void opened(CountedSocket socket) {
    open.add(socket);
    if (closed) {
      socket.closeQuietly();
    }
  }

  void gone(CountedSocket socket) {
    open.remove(socket);
  }

  void wrote(long bytes) {
    meter.wrote(bytes);
  }

  private void require(boolean good, String host, String found) throws EgressRefused {
    if (!good) {
      throw new EgressRefused(refuse(denied(host, found)));
    }
  }

  private VestibuleException denied(String host, String found) {
    return new VestibuleException(
        "egress-denied",
        "sink " + sink.name(),
        host + ", " + found,
        "this machine, and the hosts that a person named",
        "Write " + sink.name() + ":" + host + " into hosts of " + EgressConfig.PID + ".");
  }

  private VestibuleException notPublic(String host) {
    return new VestibuleException(
        "egress-denied",
        "sink " + sink.name(),
        host + ", which leads to this machine, a private network or a reserved address",
        "addresses that everybody can reach",
        "Let the sink reach private addresses if that is meant.");
  }

  private VestibuleException refuse(VestibuleException refusal) {
    meter.refused();
    hub.refusals().note(bundle, sink.name(), refusal);
    return refusal;
  }
}
