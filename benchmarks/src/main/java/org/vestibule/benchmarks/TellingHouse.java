// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.Outbox.SinkDepth;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.messaging.internal.mqtt.MqttMessaging;
import org.vestibule.integrations.messaging.internal.mqtt.Surroundings;
import org.vestibule.store.internal.database.Reserve;
import org.vestibule.store.internal.outbox.StoredOutbox;

/** The vault, the outbox on the disk and MQTT as a gateway has them, in one process. */
final class TellingHouse implements AutoCloseable {
  /** Where the events of {@link #answered} go. */
  static final String TOPIC = "vestibule/home/door/answered";

  private static final int DOORS = 8;
  private static final long RESERVE = 64L << 20;
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final OpenEgress egress = new OpenEgress();
  private final StoreHouse store;
  private final StoredOutbox outbox;
  private final MqttMessaging mqtt;

  /** Opens what is in a folder, or begins there, and tells a broker. */
  TellingHouse(Path home, int port) throws Exception {
    store = new StoreHouse(home);
    Reserve reserve = Reserve.of(home, RESERVE);
    outbox = new StoredOutbox(store.data, store.keys, List::of, reserve, Clock.systemUTC());
    store.vault.bindFollower(outbox);
    outbox.configure(Map.of());
    outbox.start();
    mqtt =
        new MqttMessaging(
            Surroundings.of(egress, outbox.outbox()),
            null,
            Map.of("server", "tcp://127.0.0.1:" + port));
  }

  /** Waits until the broker was heard. */
  void connected() throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (mqtt.status().state() != Status.State.READY) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(mqtt.status().sentence());
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  Outbox outbox() {
    return outbox.outbox();
  }

  /** A door answers; the number stands in the order's id. */
  void answered(int number) {
    outbox.on(
        new DoorAnswered(
            Instant.now(),
            new DoorId("door-" + number % DOORS),
            new VisitId("v-" + number),
            "o-" + number + "-",
            new DoorOutcome.Opened("released", 120)));
  }

  /** Returns how many messages were sent so far, of whatever kind. */
  long sent() {
    return egress.messages();
  }

  /** Waits until so many were sent, and the broker has them. */
  void told(long sent) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (egress.messages() < sent || waiting() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(waiting() + " wait: " + mqtt.status().sentence());
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Returns how many events were not confirmed. */
  long waiting() {
    return outbox.outbox().depths().stream()
        .filter(depth -> depth.sink().equals("mqtt"))
        .mapToLong(SinkDepth::waiting)
        .sum();
  }

  @Override
  public void close() throws Exception {
    mqtt.stop();
    outbox.close();
    store.close();
  }
}
