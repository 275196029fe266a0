// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;

/**
 * What one address may hold open, and for how long without a request: a connection whose handshake
 * and next whole request head take longer than their time is closed, however steadily its bytes
 * drip. The server's own idle time-out sees only silence. Thread-safe.
 */
final class ConnectionBounds implements Connection.Listener, HttpConfiguration.Customizer {
  private final int perAddress;
  private final Duration head;
  private final Connector connector;
  private final Map<EndPoint, Watched> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  /** A connection: how many of its requests are under way, and since when that is so. */
  private static final class Watched {
    private final String address;
    private final EndPoint endPoint;
    private int underWay;
    private boolean upgraded;
    private long since = System.nanoTime();

    private Watched(String address, EndPoint endPoint) {
      this.address = address;
      this.endPoint = endPoint;
    }

    private synchronized void count(int change) {
      underWay += change;
      since = System.nanoTime();
    }

    /** From now on it carries no requests, but a WebSocket, which has a time-out of its own. */
    private synchronized void upgraded() {
      upgraded = true;
    }

    private synchronized boolean late(long bound) {
      return underWay == 0 && !upgraded && System.nanoTime() - since >= bound;
    }
  }

  ConnectionBounds(int perAddress, Duration head, Connector connector) {
    this.perAddress = perAddress;
    this.head = head;
    this.connector = connector;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof SslConnection)) {
      return;
    }
    EndPoint endPoint = connection.getEndPoint();
    String address =
        endPoint.getRemoteSocketAddress() instanceof InetSocketAddress remote
            ? Addresses.counted(remote.getAddress().getHostAddress())
            : "unknown";
    Watched watched = new Watched(address, endPoint);
    open.put(endPoint, watched);
    if (counts.merge(address, 1, Integer::sum) > perAddress) {
      endPoint.close(new IOException("too many connections of one address"));
    } else {
      look(watched);
    }
  }

  /** Sees each request when its head is whole. */
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    EndPoint inner = request.getConnectionMetaData().getConnection().getEndPoint();
    Watched watched =
        inner instanceof SslConnection.SslEndPoint tls
            ? open.get(tls.getSslConnection().getEndPoint())
            : null;
    if (watched != null) {
      watched.count(1);
      Request.addCompletionListener(
          request,
          failure -> {
            if (request.getAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE) != null) {
              watched.upgraded();
            }
            watched.count(-1);
          });
    }
    return request;
  }

  private void look(Watched watched) {
    // A quarter of the time: what is found late is late by no more.
    long pause = Math.max(1, head.toMillis() / 4);
    connector.getScheduler().schedule(() -> check(watched), pause, TimeUnit.MILLISECONDS);
  }

  private void check(Watched watched) {
    if (!open.containsKey(watched.endPoint)) {
      return;
    }
    if (watched.late(head.toNanos())) {
      watched.endPoint.close(new IOException("no whole request head in time"));
    } else {
      look(watched);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    Watched watched =
        connection instanceof SslConnection ? open.remove(connection.getEndPoint()) : null;
    if (watched != null) {
      counts.computeIfPresent(watched.address, (address, n) -> n > 1 ? n - 1 : null);
    }
  }
}
