// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * The broker, from its start to its end, for one configuration. One thread starts it, looks after
 * it and stops it; what it tells may be read by any.
 */
final class Broker {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
  private static final int LOOPS = 2;
  private static final double NEARLY_FULL = 0.75;

  /** Each change of the status is an event: the number of connections changes it once a minute. */
  private static final int LOOKS_PER_COUNT = 60;

  /** For how long the status tells of a loss. */
  private static final Duration TOLD = Duration.ofMinutes(1);

  private final BrokerSettings settings;
  private final Users users;
  private final Engine engine;
  private final House house;
  private final List<Listener> listeners = new ArrayList<>();

  /** Whose sessions are to be forgotten as soon as no connection holds them. */
  private final Set<String> condemned = new HashSet<>();

  private EventLoopGroup loops;
  private Tls tls;
  private volatile String trouble = "";
  private volatile String loss = "";
  private volatile long lastLoss = System.nanoTime() - TOLD.toNanos();
  private long refusedBefore;
  private int looks;
  private volatile int connectionsTold;

  Broker(BrokerSettings settings, Users users, Path data, LoginNotes notes) {
    this.settings = settings;
    this.users = users;
    engine = new Engine(settings.bounds(), users, data.resolve("broker"));
    house =
        new House(
            users,
            settings.bounds(),
            engine,
            new Attempts(Clock.systemUTC()),
            new Connections(settings.bounds()),
            new Retained(settings.bounds().retained(), Engine.FORGETS_WITHIN, System::nanoTime),
            notes);
  }

  /**
   * Starts the engine and opens the ports.
   *
   * @throws VestibuleException {@code certificate-invalid}, {@code port-unavailable}, {@code
   *     broker-failed}; nothing is left running then
   */
  void start() throws VestibuleException {
    try {
      if (settings.tls().isPresent()) {
        tls = new Tls(settings.identity());
      }
      engine.start();
      loops =
          new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("vestibule-broker-network", true));
      if (settings.plain().isPresent()) {
        listeners.add(Listener.open(settings.plain().get(), Optional.empty(), house, loops));
      }
      if (settings.tls().isPresent()) {
        listeners.add(Listener.open(settings.tls().get(), Optional.of(tls), house, loops));
      }
    } catch (VestibuleException e) {
      stop();
      throw e;
    } catch (Exception | LinkageError e) {
      // A class that is not packed is found out when it is needed, and leaves threads behind.
      stop();
      throw new VestibuleException(
          "broker-failed",
          "the MQTT broker",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "a start",
          "Restart the gateway; if it says so again, report it with the log.",
          e);
    }
  }

  /** Closes the ports and all connections, and ends every thread. */
  void stop() {
    listeners.forEach(Listener::close);
    listeners.clear();
    house.connections().endAll();
    if (loops != null) {
      loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
    try {
      engine.stop();
    } catch (Exception | LinkageError e) {
      LOG.warn("The broker did not stop in order: {}", e.toString());
    }
  }

  /** Ends whatever these users have open or left behind. */
  void end(Set<String> names) {
    for (String name : names) {
      condemned.addAll(house.connections().end(name));
      condemned.addAll(engine.sessions().ofUser(name));
    }
    forgetCondemned();
  }

  /** Is called about once a second: certificate, condemned sessions, memory. */
  void look() {
    forgetCondemned();
    relieve();
    if (looks++ % LOOKS_PER_COUNT == 0) {
      connectionsTold = house.connections().count();
    }
    long refused = house.connections().refused();
    if (refused > refusedBefore) {
      lost("connections were turned away; raise maxConnections, or look who opens so many");
    }
    refusedBefore = refused;
    try {
      if (tls != null && tls.look()) {
        LOG.info("The broker has another certificate");
      }
      trouble = "";
    } catch (VestibuleException e) {
      trouble = e.getMessage();
    }
  }

  private void forgetCondemned() {
    condemned.removeIf(engine.sessions()::forget);
  }

  /** Nearly full, whoever has most waiting loses it, before anybody else loses anything. */
  private void relieve() {
    if (engine.memoryShare() < NEARLY_FULL) {
      return;
    }
    Optional<String> most =
        engine.waiting().entrySet().stream()
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .map(Map.Entry::getKey);
    most.ifPresent(
        client -> {
          LOG.warn("Memory is nearly full: what waits for {} is dropped", client);
          house.connections().endClient(client);
          condemned.add(client);
          forgetCondemned();
          lost("memory was full, and what waited for a slow client was dropped");
        });
  }

  private void lost(String what) {
    loss = what;
    lastLoss = System.nanoTime();
  }

  House house() {
    return house;
  }

  /** Returns why the certificate is not renewed; empty when it is. */
  String trouble() {
    return trouble;
  }

  /** Returns whether somebody lost what waited for them, or was turned away, in the last minute. */
  boolean overloaded() {
    return System.nanoTime() - lastLoss < TOLD.toNanos();
  }

  /** Returns one sentence for people. */
  String sentence() {
    return "Listens on "
        + String.join(
            " and ",
            Stream.concat(
                    settings.plain().map(where -> named("mqtt", where)).stream(),
                    settings.tls().map(where -> named("mqtts", where)).stream())
                .toList())
        + ", "
        + connectionsTold
        + " connections, "
        + users.count()
        + " users"
        + (overloaded() ? "; " + loss : "");
  }

  private static String named(String scheme, InetSocketAddress where) {
    String host = where.getAddress().getHostAddress();
    return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + where.getPort();
  }
}
