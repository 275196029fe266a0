// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.remoting.server.impl.RemotingServiceImpl;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.broker.internal.BrokerSettings.Bounds;

/**
 * Apache ActiveMQ Artemis, embedded for MQTT alone: no acceptor of its own, no management, nothing
 * on the disk. It does what MQTT means (sessions, quality of service, retained messages); who comes
 * in and how much they may take is decided before it. Thread-safe once started.
 */
final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final int QUIET_SECONDS = 5;
  private static final int IN_FLIGHT = 200;
  private static final int SCAN_MILLIS = 1000;
  private static final int REAP_MILLIS = 5000;
  private static final int EXPIRY_SCAN_MILLIS = 30_000;

  /**
   * How long it keeps what has expired at most: until it looks for that, and then until it has
   * found the queue idle twice and its address once more.
   */
  static final Duration FORGETS_WITHIN = Duration.ofMillis(EXPIRY_SCAN_MILLIS + 3 * REAP_MILLIS);

  /**
   * Where messages past their time go: the engine complains about each where it has no such place.
   */
  private static final SimpleString NOWHERE = SimpleString.of("$nowhere");

  private static final String RETAINED = "$sys.mqtt.retain.#";

  private final ActiveMQServerImpl server;

  /** The connections that have not ended, and the engine itself. */
  private final Phaser open = new Phaser(1);

  private final Bounds bounds;
  private MQTTProtocolManager protocol;
  private Sessions sessions;

  Engine(Bounds bounds, Users users, Path folder) {
    this.bounds = bounds;
    server = new ActiveMQServerImpl(configuration(bounds, folder), new HouseSecurity(users));
  }

  private static Configuration configuration(Bounds bounds, Path folder) {
    // Names that nobody can guess for doors of the library that nobody here uses.
    String hidden = UUID.randomUUID().toString();
    Configuration configuration =
        new ConfigurationImpl()
            .setName("vestibule")
            .setPersistenceEnabled(false)
            .setSecurityEnabled(true)
            .setJMXManagementEnabled(false)
            .setClusterUser("cluster-" + hidden)
            .setClusterPassword(UUID.randomUUID().toString())
            .setManagementAddress(SimpleString.of("$management-" + hidden))
            .setManagementNotificationAddress(SimpleString.of("$notifications-" + hidden))
            .setSuppressSessionNotifications(true)
            .setAuthenticationCacheSize(0)
            .setAuthorizationCacheSize(0)
            .setMqttSubscriptionPersistenceEnabled(false)
            .setMqttSessionScanInterval(SCAN_MILLIS)
            .setAddressQueueScanPeriod(REAP_MILLIS)
            .setMessageExpiryScanPeriod(EXPIRY_SCAN_MILLIS)
            .setCriticalAnalyzer(false)
            .setMaxDiskUsage(-1)
            .setThreadPoolMaxSize(4)
            .setScheduledThreadPoolMaxSize(2)
            .setGlobalMaxSize(bounds.memoryMegabytes() * 1024L * 1024L)
            .setJournalDirectory(folder.resolve("journal").toString())
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString())
            .setPagingDirectory(folder.resolve("paging").toString());
    configuration.setBrokerInstance(folder.toFile());
    configuration.addAddressSetting("#", addresses(bounds));
    configuration.addAddressSetting(
        RETAINED, addresses(bounds).setAutoDeleteQueues(true).setAutoDeleteQueuesDelay(0));
    return configuration;
  }

  private static AddressSettings addresses(Bounds bounds) {
    return new AddressSettings()
        .setAutoCreateAddresses(true)
        .setAutoCreateQueues(true)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(true)
        .setAutoDeleteAddressesDelay(0)
        .setAutoDeleteAddressesSkipUsageCheck(true)
        .setAutoDeleteQueuesSkipUsageCheck(true)
        .setDefaultRingSize(bounds.queued())
        .setMaxDeliveryAttempts(-1)
        .setDeadLetterAddress(NOWHERE)
        .setExpiryAddress(NOWHERE)
        .setMaxSizeBytes(-1)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP);
  }

  /** Starts it; listeners are opened by others. */
  void start() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Engine.class.getClassLoader());
    try {
      MQTTProtocolManagerFactory factory = new MQTTProtocolManagerFactory();
      server.addProtocolManagerFactory(factory);
      server.start();
      server.createQueue(
          QueueConfiguration.of(NOWHERE).setRoutingType(RoutingType.MULTICAST).setRingSize(1L));
      protocol =
          (MQTTProtocolManager)
              factory.createProtocolManager(server, new HashMap<>(), List.of(), List.of());
      protocol.setDefaultMqttSessionExpiryInterval(bounds.sessionSeconds());
      protocol.setDefaultMaximumInFlightPublishMessages(IN_FLIGHT);
      protocol.setMaximumPacketSize(bounds.packetBytes());
      protocol.setTopicAliasMaximum(0);
      protocol.setServerKeepAlive(65_535);
      sessions = new Sessions(server, protocol.getStateManager());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Stops it and ends every thread of it. */
  void stop() throws Exception {
    try {
      awaitEnds();
    } finally { // Whoever stops may have been interrupted; the engine's threads end all the same.
      server.stop();
    }
  }

  MQTTProtocolManager protocol() {
    return protocol;
  }

  Sessions sessions() {
    return sessions;
  }

  RemotingServiceImpl remoting() {
    return (RemotingServiceImpl) server.getRemotingService();
  }

  /** A connection begins; {@link #ended} is called once for it. */
  void begun() {
    open.register();
  }

  /** A connection has ended. Its session's end may wait for a delivery: an event loop must not. */
  void ended(Object connection) {
    server
        .getThreadPool()
        .execute(
            () -> {
              try {
                remoting().connectionDestroyed(connection, true);
              } finally {
                open.arriveAndDeregister();
              }
            });
  }

  /** Waits a moment until the sessions of all connections have ended, so that it stops quietly. */
  private void awaitEnds() throws InterruptedException {
    int phase = open.arriveAndDeregister();
    try {
      open.awaitAdvanceInterruptibly(phase, QUIET_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Some sessions of the broker have not ended in order");
    }
  }

  /** Returns what waiting messages take, of all that they may; 0 to 1, and above by a little. */
  double memoryShare() {
    long used = server.getPagingManager().getGlobalSize();
    return used / (bounds.memoryMegabytes() * 1024.0 * 1024.0);
  }

  /** Returns how many topics, filters and retained messages it knows. */
  int addresses() {
    return server.getPostOffice().getAddresses().size();
  }

  /** Returns the bytes that wait for each client, by its inner name. */
  Map<String, Long> waiting() {
    Map<String, Long> bytes = new HashMap<>();
    sessions.queues((client, queue) -> bytes.merge(client, queue.getPersistentSize(), Long::sum));
    return bytes;
  }
}
