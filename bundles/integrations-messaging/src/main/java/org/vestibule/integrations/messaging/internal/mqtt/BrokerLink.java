// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;

/**
 * Keeps the gateway at one broker: connects, tells what happened and what it is like, and comes
 * back with growing pauses when the broker goes. One thread for the whole life; new settings are
 * taken in between.
 */
final class BrokerLink {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final long LOOK_MILLIS = 500;
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Surroundings house;
  private final Feed feed;
  private final Mailbox mailbox;
  private final Thread thread;
  private final StatusHolder status;
  private volatile LinkPlan plan;
  private volatile boolean renew;
  private volatile boolean gone;
  private volatile boolean stopped;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  /**
   * @param sink whose events are told, in the outbox; also in the thread's name
   */
  BrokerLink(String sink, Surroundings house, LinkPlan first) {
    this.house = house;
    plan = first;
    feed = new Feed(house::outbox, sink);
    mailbox = new Mailbox(feed::wake);
    status = new StatusHolder(LinkStatus.off(first.pid()));
    thread = new Thread(this::run, "vestibule-" + sink);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes other settings; the connection is made anew. */
  void use(LinkPlan next) {
    gone = false;
    plan = next;
    mailbox.callAttention();
  }

  /** Nothing is kept for its sink once it is off or stopped, until it has other settings. */
  void forget() {
    gone = true;
    mailbox.callAttention();
  }

  /** Makes the connection anew, or tries again at once. */
  void renew() {
    renew = true;
    mailbox.callAttention();
  }

  /** Looks whether there is another way out, or another outbox. */
  void look() {
    mailbox.callAttention();
  }

  void stop() throws InterruptedException {
    stopped = true;
    mailbox.callAttention();
    thread.join(4000);
    thread.interrupt();
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Status status() {
    return status.get();
  }

  private void run() {
    try {
      while (!stopped) {
        mailbox.takeAttention();
        renew = false;
        LinkPlan now = plan;
        EgressBroker out = house.egress();
        if (now.server().off() || out == null) {
          status.set(now.server().off() ? LinkStatus.off(now.pid()) : LinkStatus.noWayOut());
          closeFeed(now);
          mailbox.await(TimeUnit.DAYS.toMillis(1));
        } else {
          connectAndServe(now, out);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeFeed(plan);
    }
  }

  private void closeFeed(LinkPlan now) {
    if (gone && (stopped || now.server().off())) {
      feed.forget();
    } else {
      feed.close();
    }
  }

  private void connectAndServe(LinkPlan now, EgressBroker out) throws InterruptedException {
    if (status.get().state() == Status.State.STOPPED) {
      status.set(Status.starting("Connecting to " + now.server().address()));
    }
    Connector connector =
        new Connector(now, house.secrets(), message -> now.heard(message, mailbox, this::renew));
    try (Way way = Way.open(out)) {
      feed.open();
      Session session = new Session(connector.connect(way), way, now.server().window());
      arrive(session, now);
      serve(session, now, out);
      now.leave(session, plan);
    } catch (IOException | GeneralSecurityException | VestibuleException | RuntimeException e) {
      ended(now, connector, e);
    } catch (LinkageError e) {
      // A cursor of a bundle that was replaced meanwhile: nobody would start this thread again.
      ended(now, connector, new IllegalStateException(e));
    } finally {
      mailbox.open(false);
    }
  }

  private void ended(LinkPlan now, Connector connector, Exception e) throws InterruptedException {
    mailbox.open(false);
    status.set(LinkStatus.problem(now.server(), e, feed));
    LOG.warn("{}", status.get().sentence());
    LOG.debug("MQTT connection ended", e);
    connector.abandon();
    pauseBeforeRetry();
  }

  private void arrive(Session session, LinkPlan now) throws IOException, InterruptedException {
    mailbox.open(true);
    now.arrive(session);
    // Whatever the former connection did not confirm comes again, before anything newer.
    feed.rewind();
    status.set(LinkStatus.connected(now.server(), session, feed));
    LOG.info("Connected to {} by MQTT {}", now.server().address(), session.client().version());
    pauseMillis = FIRST_PAUSE_MILLIS;
  }

  private void serve(Session session, LinkPlan now, EgressBroker out)
      throws IOException, InterruptedException {
    long ticked = System.nanoTime();
    while (!stopped && now == plan && out == house.egress() && !renew) {
      session.check();
      mailbox.takeAttention();
      for (Errand errand : mailbox.take()) {
        errand.run(session);
      }
      for (OutboxEntry entry : feed.next(Duration.ofMillis(mailbox.isEmpty() ? LOOK_MILLIS : 0))) {
        tell(entry, session, now);
      }
      if (!feed.problem().isEmpty()) {
        mailbox.await(LOOK_MILLIS);
      }
      if (System.nanoTime() - ticked >= TICK_NANOS) {
        ticked = System.nanoTime();
        now.tick(session);
        status.set(LinkStatus.connected(now.server(), session, feed));
      }
    }
  }

  private void tell(OutboxEntry entry, Session session, LinkPlan now)
      throws IOException, InterruptedException {
    Telling telling = Telling.of(entry, now.voices());
    if (!telling.problem().isEmpty()) {
      feed.giveUp(entry, telling.problem());
      return;
    }
    telling.tell(session, reason -> ended(entry, reason));
  }

  /** On the client's thread: what takes long goes through the mailbox. */
  private void ended(OutboxEntry entry, int reason) {
    if (reason < 0x80) {
      feed.confirm(entry);
    } else if (Telling.lasting(reason)) {
      mailbox.errand(session -> feed.giveUp(entry, "The broker refuses it, reason " + reason));
    } else {
      mailbox.errand(
          session -> {
            throw new IOException("the broker takes nothing at the moment, reason " + reason);
          });
    }
  }

  private void pauseBeforeRetry() throws InterruptedException {
    // Half of the pause is chance, so that a street of gateways does not come back as one.
    long half = pauseMillis / 2;
    mailbox.await(half + ThreadLocalRandom.current().nextLong(half + 1));
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
  }
}
