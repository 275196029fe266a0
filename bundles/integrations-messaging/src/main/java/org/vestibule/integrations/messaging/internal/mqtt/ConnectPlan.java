// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Optional;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * What one connection is made with.
 *
 * @param sockets of the way out, encrypted or not
 * @param password overwritten by whoever made it, after the connection
 * @param will what the broker publishes when this connection breaks
 * @param heard is given each message, on a thread that must not wait
 */
record ConnectPlan(
    ServerSettings server,
    SocketFactory sockets,
    Optional<byte[]> password,
    Optional<Will> will,
    Consumer<Incoming> heard) {
  /** A last will whose classes the site allows. */
  record Will(String topic, byte[] payload, int qos, boolean retained) {}

  @Override
  public String toString() {
    return "ConnectPlan[" + server.address() + ", ***]";
  }
}
