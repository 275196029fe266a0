// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.integrations.messaging.internal.mqtt.homeassistant.HomeAssistant;
import org.vestibule.integrations.messaging.internal.mqtt.sparkplug.BirthCount;
import org.vestibule.integrations.messaging.internal.mqtt.sparkplug.Sparkplug;

/**
 * One configured broker: the connection with the house's own topics, on which Home Assistant rides,
 * and where it is wanted that of Sparkplug, whose will is its own. Thread-safe.
 */
final class Broker implements Surroundings.Change {
  /** Why a component ends (OSGi Compendium 8, 112.5.14): somebody removed its configuration. */
  static final int CONFIGURATION_DELETED = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

  private final String pid;
  private final String sink;
  private final Surroundings house;
  private final Function<String, Path> files;
  private final HouseState state;
  private final RefusalLog refusals;
  private final StatusHolder status =
      new StatusHolder(Status.starting("Reading the configuration"));
  private final BrokerLink link;
  private final BrokerLink sparkplug;
  private volatile MqttSettings settings = MqttSettings.OFF;
  private volatile String refused = "";
  private Commands commands;

  /**
   * @param sink names it in the outbox, for example {@code mqtt-lift}
   * @param files gives a file of the bundle's own data folder by its name
   */
  Broker(String pid, String sink, Surroundings house, Function<String, Path> files) {
    this.pid = pid;
    this.sink = sink;
    this.house = house;
    this.files = files;
    state = new HouseState(house);
    refusals = new RefusalLog(sink, house);
    LinkPlan off = new LinkPlan(pid, MqttSettings.OFF.server(), List.of());
    link = new BrokerLink(sink, house, off);
    sparkplug = new BrokerLink(sink.replaceFirst("^mqtt", "sparkplug"), house, off);
  }

  void start() {
    house.follow(this);
    link.start();
    sparkplug.start();
  }

  /** Takes a configuration; a wrong one is refused, and the last good one stays. */
  synchronized void configure(Map<String, ?> properties) {
    try {
      MqttSettings next = MqttSettings.of(pid, properties);
      refused = "";
      if (!next.equals(settings)) {
        settings = next;
        use(next);
      }
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
    }
  }

  /** Stops for good: its configuration was removed, and nothing is kept for it any longer. */
  void remove() throws InterruptedException {
    link.forget();
    sparkplug.forget();
    stop();
  }

  synchronized void stop() throws InterruptedException {
    house.leave(this);
    link.stop();
    sparkplug.stop();
    endCommands();
  }

  @Override
  public void moved() {
    link.look();
    sparkplug.look();
  }

  @Override
  public void secret(String name) {
    if (settings.server().uses(name)) {
      link.renew();
      sparkplug.renew();
    }
  }

  /** Tells what an event changed of the values that the broker keeps. */
  void on(VestibuleEvent event) {
    state.changed(event, settings).forEach(link.mailbox()::value);
  }

  MqttSettings settings() {
    return settings;
  }

  /** Does something beside the events; returns false while the broker is away. */
  boolean errand(Errand errand) {
    return link.mailbox().errand(errand);
  }

  Status status() {
    Status now = link.status();
    Status beside = sparkplug.status();
    String problem = refused;
    if (!problem.isEmpty()) {
      now =
          now.state() == State.READY
              ? Status.degraded(Cause.CONFIGURATION, problem)
              : Status.unavailable(Cause.CONFIGURATION, problem);
    } else if (now.state() == State.READY && beside.state() == State.UNAVAILABLE) {
      now = Status.degraded(beside.cause(), "Sparkplug: " + beside.sentence());
    }
    status.set(now);
    return status.get();
  }

  private void use(MqttSettings next) {
    endCommands();
    if (next.commands()) {
      commands = new Commands(sink, next, house, refusals, this::answer);
    }
    Commands taking = commands;
    List<Voice> voices = new ArrayList<>();
    voices.add(new HouseVoice(next, state, taking == null ? message -> {} : taking::offer));
    next.homeAssistant()
        .map(wish -> new ConventionVoice(new HomeAssistant(seen(next), wish)))
        .ifPresent(voices::add);
    link.use(new LinkPlan(pid, next.server(), voices));
    Optional<Voice> node =
        next.sparkplug()
            .map(
                wish ->
                    new ConventionVoice(
                        new Sparkplug(
                            seen(next), wish, new BirthCount(files.apply("births-" + sink)))));
    ServerSettings own =
        node.isPresent() && !next.server().off()
            ? next.server().as(next.server().clientId() + "-sparkplug")
            : MqttSettings.OFF.server();
    sparkplug.use(new LinkPlan(pid, own, node.stream().toList()));
    if (own.off()) {
      // It tells nothing of the past.
      sparkplug.forget();
    }
  }

  private House seen(MqttSettings next) {
    return new House(
        next.building(),
        house::doors,
        house::stations,
        house::board,
        house::desk,
        refusal -> refusals.note(refusal.convention(), refusal.topic(), refusal.code()),
        Clock.systemUTC());
  }

  private void answer(Outgoing message) {
    // While the broker is away nobody waits for it: the same command again gets the same answer.
    errand(session -> session.publish(message));
  }

  private void endCommands() {
    if (commands != null) {
      try {
        commands.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      commands = null;
    }
  }
}
