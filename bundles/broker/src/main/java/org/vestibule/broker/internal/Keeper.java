// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/**
 * Keeps the broker as it should be: starts it, changes it, tries again, stops it, all on one thread
 * of its own. Thread-safe.
 *
 * <p>Users, rights and passwords change without touching other connections. Another port or bound
 * is another broker: the one before ends first, its clients come back by themselves.
 */
final class Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final int LOOK_SECONDS = 1;
  private static final int TRY_AGAIN_SECONDS = 10;
  private static final int STOP_SECONDS = 20;

  private final Path data;
  private final Set<UserEntry> entries;
  private final LoginNotes notes;
  private final Users users = new Users();
  private final Roster roster;
  private final StatusHolder status = new StatusHolder(Status.starting("The broker starts"));
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread one = new Thread(task, "vestibule-broker");
            one.setDaemon(true);
            return one;
          });

  private BrokerSettings settings;
  private Broker broker;
  private String refused = "";
  private VestibuleException failure;
  private int untilNextTry = TRY_AGAIN_SECONDS;

  Keeper(Path data, Set<UserEntry> entries, PasswordSource passwords, LoginNotes notes) {
    this.data = data;
    this.entries = entries;
    this.notes = notes;
    roster = new Roster(users, passwords);
  }

  void begin(Map<String, Object> properties) {
    configure(properties);
    thread.scheduleWithFixedDelay(
        guarded(this::look), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  void configure(Map<String, Object> properties) {
    run(() -> take(properties));
  }

  void usersChanged() {
    run(this::readUsers);
  }

  private void run(Runnable task) {
    try {
      thread.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("The broker has ended");
    }
  }

  /** One mistake must not end the timer. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | LinkageError e) {
        LOG.error("The broker's keeper goes on after {}", e.toString(), e);
      }
      tell();
    };
  }

  private void take(Map<String, Object> properties) {
    try {
      BrokerSettings next = BrokerSettings.of(properties, data);
      refused = "";
      boolean same = next.sameAs(settings);
      settings = next;
      if (!same) {
        stopBroker();
        startBroker();
      }
      readUsers();
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration refused, the last good one stays: {}", refused);
    }
  }

  private void readUsers() {
    if (settings == null) {
      return;
    }
    Set<String> changed =
        roster.read(settings.gateway(), entries.stream().map(UserEntry::properties).toList());
    if (broker != null && !changed.isEmpty()) {
      broker.end(changed);
    }
  }

  private void startBroker() {
    failure = null;
    if (settings.plain().isEmpty() && settings.tls().isEmpty()) {
      return;
    }
    Broker next = new Broker(settings, users, data, notes);
    try {
      next.start();
      broker = next;
    } catch (VestibuleException e) {
      failure = e;
      LOG.warn("The broker does not start: {}", e.getMessage());
    }
  }

  private void stopBroker() {
    if (broker != null) {
      broker.stop();
    }
    broker = null;
  }

  private void look() {
    if (broker != null) {
      broker.look();
    }
    boolean wrong = failure != null || !roster.troubles().isEmpty();
    if (wrong && --untilNextTry <= 0) {
      untilNextTry = TRY_AGAIN_SECONDS;
      if (failure != null) {
        startBroker();
      }
      readUsers();
    }
  }

  private void tell() {
    status.set(now());
  }

  private Status now() {
    if (failure != null) {
      Cause cause =
          switch (failure.code()) {
            case "certificate-invalid" -> Cause.CREDENTIALS;
            case "port-unavailable" -> Cause.NETWORK;
            default -> Cause.DEPENDENCY;
          };
      return Status.unavailable(cause, failure.getMessage());
    }
    if (broker == null) {
      return refused.isEmpty()
          ? Status.unavailable(Cause.DISABLED, "Neither address nor tlsAddress is set")
          : Status.unavailable(Cause.CONFIGURATION, refused);
    }
    if (!refused.isEmpty()) {
      return Status.degraded(Cause.CONFIGURATION, refused);
    }
    if (!roster.troubles().isEmpty()) {
      return Status.degraded(
          roster.locked() ? Cause.DEPENDENCY : Cause.CONFIGURATION, roster.troubles().get(0));
    }
    if (!broker.trouble().isEmpty()) {
      return Status.degraded(Cause.CREDENTIALS, broker.trouble());
    }
    return broker.overloaded()
        ? Status.degraded(Cause.OVERLOADED, broker.sentence())
        : Status.ready(broker.sentence());
  }

  Status status() {
    return status.get();
  }

  /** Stops the broker and the thread. */
  void end() throws InterruptedException {
    try {
      thread.submit(this::stopBroker).get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The broker did not end in order: {}", e.toString());
    }
    thread.shutdownNow();
  }
}
