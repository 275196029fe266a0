// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.vestibule.api.VestibuleException;

/** Decides what comes in and what goes out, before JAIN-SIP sees it. Thread-safe. */
final class Gate {
  private static final int MOST_CONNECTIONS = 128;
  private static final int MOST_OF_ONE_ADDRESS = 32;

  private final FloodLimit limit;
  private final WayOut wayOut;
  private final int mostBytes;
  private final AtomicLong malformed = new AtomicLong();
  private final Map<Socket, InetAddress> connections = new ConcurrentHashMap<>();

  /** Is asked before something is sent to where nobody has registered or asked from. */
  @FunctionalInterface
  interface WayOut {
    /**
     * @throws VestibuleException {@code egress-denied}
     */
    void require(InetSocketAddress peer) throws VestibuleException;
  }

  Gate(FloodLimit limit, WayOut wayOut, int mostBytes) {
    this.limit = limit;
    this.wayOut = wayOut;
    this.mostBytes = mostBytes;
  }

  /** Counts a datagram; a keep-alive is let in, and answered, only for whom is known. */
  boolean admits(InetSocketAddress from, FirstLine first, int length) {
    if (!limit.admits(from)) {
      return false;
    }
    if (first == FirstLine.KEEP_ALIVE) {
      return limit.knows(from);
    }
    // A longer datagram was cut off at this length.
    if (first == FirstLine.MALFORMED || length >= mostBytes) {
      malformed.incrementAndGet();
      return false;
    }
    return true;
  }

  /** Counts a message of a connection. */
  boolean admits(InetSocketAddress from) {
    return limit.admits(from);
  }

  /** Notes somebody whom this house asked something, until {@link #forget}. */
  void know(InetSocketAddress peer) {
    limit.know(peer);
  }

  void forget(InetSocketAddress peer) {
    limit.forget(peer);
  }

  /** Counts something that JAIN-SIP or we could make nothing of. */
  void malformed() {
    malformed.incrementAndGet();
  }

  /** Returns how many messages were no SIP, or too long. */
  long malformedCount() {
    return malformed.get();
  }

  /** Returns how many messages came too fast. */
  long floodCount() {
    return limit.refused();
  }

  /** Takes a connection that came in, unless there are too many. */
  boolean takes(Socket socket) {
    for (Iterator<Socket> each = connections.keySet().iterator(); each.hasNext(); ) {
      if (each.next().isClosed()) {
        each.remove();
      }
    }
    InetAddress from = socket.getInetAddress();
    long same = connections.values().stream().filter(from::equals).count();
    boolean taken = connections.size() < MOST_CONNECTIONS && same < MOST_OF_ONE_ADDRESS;
    if (taken) {
      connections.put(socket, from);
    }
    return taken;
  }

  /** Closes what came in. */
  void closeConnections() throws IOException {
    for (Socket each : connections.keySet()) {
      each.close();
    }
  }

  void requireWayOut(InetSocketAddress peer) throws IOException {
    boolean asked = limit.knows(peer) || limit.heard(peer.getAddress());
    if (!asked && !peer.getAddress().isLoopbackAddress()) {
      try {
        wayOut.require(peer);
      } catch (VestibuleException e) {
        throw new ConnectException(e.getMessage());
      }
    }
  }
}
