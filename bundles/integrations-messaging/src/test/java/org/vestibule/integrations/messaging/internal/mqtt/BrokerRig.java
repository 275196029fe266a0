// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status;

/** A broker of the gateway's with a small house around it. */
final class BrokerRig implements AutoCloseable {
  final MemoryOutbox outbox = new MemoryOutbox();
  final Surroundings house = new Surroundings();
  final WayOut out = new WayOut();
  final OneDoor door = new OneDoor();
  final Broker broker;

  BrokerRig(Path folder) {
    house.setDoors(door);
    house.setEgress(out);
    house.setOutbox(outbox);
    broker = new Broker(MqttConfig.PID, "mqtt", house, folder::resolve);
    broker.start();
  }

  /** Configures it for a broker on this machine. */
  void configure(int port, Map<String, ?> more) {
    Map<String, Object> properties = new TreeMap<>(more);
    properties.putIfAbsent("server", "tcp://127.0.0.1:" + port);
    broker.configure(properties);
  }

  /** Something happens; it comes both ways, as it does in the gateway. */
  String happens(VestibuleEvent event) {
    String id = outbox.add(event, Optional.empty());
    broker.on(event);
    return id;
  }

  void until(Status.State state) {
    Awaited.until(() -> broker.status().state() == state, broker::status);
  }

  void until(Status.Cause cause) {
    Awaited.until(() -> broker.status().cause() == cause, broker::status);
  }

  @Override
  public void close() throws InterruptedException {
    broker.stop();
  }
}
