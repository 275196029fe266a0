// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.SecretsListener;

/**
 * The house by CoAP (RFC 7252) over DTLS 1.2 (RFC 6347): resources that are read and observed, and
 * commands. Thread-safe.
 */
@Component(
    service = {EventListener.class, StatusSource.class, SecretsListener.class},
    immediate = true,
    configurationPid = CoapForm.PID)
@Designate(ocd = CoapForm.class)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + Outlet.SINK,
      "classes:List<String>='event,health,personal,transcript'",
      "purpose='" + Outlet.PURPOSE + "'"
    })
public final class CoapMessaging implements EventListener, StatusSource, SecretsListener {
  private static final Logger LOG = LoggerFactory.getLogger(CoapMessaging.class);
  private static final Duration FINISH = Duration.ofSeconds(2);

  private final CoapThreads threads = new CoapThreads();
  private final CoapPeers peers;
  private final Outlet outlet;
  private final SharedKeys keys;
  private final Orders orders;
  private final CoapRooms rooms;
  private final CoapDoorway doorway;
  private final Refusals refusals;
  private final StatusHolder status =
      new StatusHolder(Status.starting("Reading the configuration"));
  private volatile CoapSettings settings;
  private volatile String refused = "";
  private volatile boolean leaving;

  /** Starts with the configuration that is there. */
  @Activate
  public CoapMessaging(
      @Reference CoapHouse house, @Reference CoapPeers peers, Map<String, Object> properties) {
    this.peers = peers;
    outlet = new Outlet(() -> house.broker);
    refusals = new Refusals(() -> house.audit, threads.clerk, System::nanoTime);
    Desk desk = new Desk(new Callers(peers::book, this::plainGrants), outlet, refusals);
    keys = new SharedKeys(peers::book, () -> house.secrets, threads.keys);
    orders = new Orders(threads.orders, threads.timers);
    CommandsResource commands = new CommandsResource(house, desk, this::commandsOn, orders);
    rooms = new CoapRooms(house, desk, this::building, commands);
    doorway = new CoapDoorway(threads, desk, rooms, keys, peers, () -> house.secrets);
    peers.onChange(() -> threads.hands.execute(doorway::peersChanged));
    configure(properties);
  }

  /** Takes another configuration; of a wrong one nothing is taken. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      CoapSettings next = CoapSettings.of(properties);
      settings = next;
      refused = "";
      threads.hands.execute(() -> doorway.use(next));
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
    }
  }

  /** Answers what was begun, and closes. */
  @Deactivate
  public void stop() throws InterruptedException {
    leaving = true;
    orders.finish(FINISH);
    peers.onChange(() -> {});
    threads.hands.execute(doorway::close);
    threads.end();
    outlet.close();
  }

  @Override
  public String name() {
    return "integrations-messaging-coap";
  }

  @Override
  public void on(VestibuleEvent event) {
    if (doorway.open()) {
      rooms.on(event);
    }
  }

  @Override
  public void secretChanged(String name) {
    if (!leaving) {
      threads.hands.execute(() -> doorway.secretChanged(name));
    }
  }

  @Override
  public Status status() {
    status.set(
        CoapStatus.of(
            settings, doorway, peers, outlet, refused.isEmpty() ? keys.problem() : refused));
    return status.get();
  }

  private String building() {
    CoapSettings now = settings;
    return now == null ? "home" : now.building();
  }

  private Set<Grant> plainGrants() {
    CoapSettings now = settings;
    return now == null ? Set.of() : now.plainGrants();
  }

  private boolean commandsOn() {
    CoapSettings now = settings;
    return !leaving && now != null && now.commands();
  }
}
