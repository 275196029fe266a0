// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.vestibule.broker.internal.BrokerSettings.Bounds;

/** The connections that are open, bounded in all and for each address. Thread-safe. */
final class Connections {
  /** The inner name of the client, once it is let in. */
  static final AttributeKey<String> CLIENT = AttributeKey.valueOf(Connections.class, "client");

  /** Who it is, once it is let in. */
  static final AttributeKey<String> USER = AttributeKey.valueOf(Connections.class, "user");

  private static final int SITE_BYTES = 8;

  private final Bounds bounds;
  private final Set<Channel> open = new HashSet<>();
  private final Map<String, Integer> byAddress = new HashMap<>();
  private long refused;

  Connections(Bounds bounds) {
    this.bounds = bounds;
  }

  /** Takes a connection in, or not; one that is taken leaves by itself when it closes. */
  boolean enter(Channel channel) {
    InetAddress address = address(channel);
    String counted = counted(address);
    synchronized (this) {
      boolean tooMany =
          open.size() >= bounds.connections()
              || (!address.isLoopbackAddress()
                  && byAddress.getOrDefault(counted, 0) >= bounds.half());
      if (tooMany) {
        refused++;
        return false;
      }
      open.add(channel);
      byAddress.merge(counted, 1, Integer::sum);
    }
    channel.closeFuture().addListener(closed -> leave(channel, counted));
    return true;
  }

  private synchronized void leave(Channel channel, String counted) {
    if (open.remove(channel)) {
      byAddress.computeIfPresent(counted, (key, count) -> count > 1 ? count - 1 : null);
    }
  }

  /** Ends those of a user; returns the inner names of their clients. */
  Set<String> end(String user) {
    Set<String> clients = new HashSet<>();
    for (Channel channel : all()) {
      if (user.equals(channel.attr(USER).get())) {
        clients.add(channel.attr(CLIENT).get());
        channel.close();
      }
    }
    return clients;
  }

  /** Ends the connection of one client. */
  void endClient(String client) {
    all().stream()
        .filter(channel -> client.equals(channel.attr(CLIENT).get()))
        .forEach(Channel::close);
  }

  void endAll() {
    all().forEach(Channel::close);
  }

  synchronized int count() {
    return open.size();
  }

  /** Returns how many were turned away because there were too many. */
  synchronized long refused() {
    return refused;
  }

  private synchronized Set<Channel> all() {
    return new HashSet<>(open);
  }

  static InetAddress address(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress where
        ? where.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /** Returns who is counted as one: an IPv4 address, or an IPv6 network of 64 bits (RFC 4291). */
  static String counted(InetAddress address) {
    try {
      return address instanceof Inet6Address six
          ? InetAddress.getByAddress(
                  Arrays.copyOf(Arrays.copyOf(six.getAddress(), SITE_BYTES), 2 * SITE_BYTES))
              .getHostAddress()
          : address.getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
