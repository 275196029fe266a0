// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/** What a head-end's own thread does, round by round, and how that went. */
final class HeadEndWork implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HeadEndWork.class);
  private static final int MOST_DOUBLED = 3;

  private final HeadEndSettings settings;
  private final HeadEndLink link;
  private final HeadEndLine line;
  private final CardWork cards;
  private final HeadEndLine.Rhythm rhythm;
  private final Semaphore woken = new Semaphore(0);
  private final StatusHolder status;
  private final Thread thread;
  private volatile boolean stopping;
  private HeadEnd greeted;
  private String greeting = "";
  private Set<String> missing = Set.of();
  private int failures;
  private long pingDue;
  private long newsDue;

  HeadEndWork(
      HeadEndSettings settings,
      HeadEndLink link,
      HeadEndLine line,
      HouseServices house,
      HeadEndLine.Rhythm rhythm) {
    this.settings = settings;
    this.link = link;
    this.line = line;
    this.cards = new CardWork(settings, house, rhythm);
    this.rhythm = rhythm;
    newsDue = rhythm.nanos().getAsLong();
    status = new StatusHolder(Status.starting(settings.name() + " is being asked"));
    thread = new Thread(this, "vestibule-head-end-" + settings.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void wake() {
    woken.release();
  }

  /** Cards are to be taken over soon, because who takes them may be another one. */
  void renew() {
    cards.want();
    wake();
  }

  void stop() {
    stopping = true;
    wake();
  }

  void join(Duration most) throws InterruptedException {
    thread.join(most.toMillis());
  }

  Status status() {
    return status.get();
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        long pause = round();
        woken.tryAcquire(pause, TimeUnit.NANOSECONDS);
        woken.drainPermits();
      }
      line.end();
    } catch (InterruptedException e) {
      // Only the end of the whole process interrupts it, and takes the session along.
    }
  }

  /** Does what is due; returns how long until the next time, in nanoseconds. */
  private long round() throws InterruptedException {
    try {
      link.tidy();
      HeadEnd headEnd = link.headEnd();
      greet(headEnd);
      line.lockWhatIsDue();
      cards.take(headEnd);
      hearNews(headEnd);
      failures = 0;
      status.set(wellOrMostly());
      return line.nextLeaseNanos(untilNext());
    } catch (VestibuleException e) {
      return failed(e);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} failed in a way that nobody foresaw", settings.name(), e);
      return failed(Refusal.invalid(settings.name(), e.getClass().getSimpleName()));
    }
  }

  private void greet(HeadEnd headEnd) throws VestibuleException, InterruptedException {
    boolean due = headEnd != greeted || due(pingDue);
    if (headEnd != greeted) {
      greeting = headEnd.greet();
      LOG.info("{} is {}", settings.name(), greeting);
    } else if (due) {
      headEnd.ping();
    }
    // What it did not know it may have learnt meanwhile.
    if (headEnd != greeted || (due && !missing.isEmpty())) {
      missing = headEnd.missing(settings.doors().values());
    }
    greeted = headEnd;
    if (due) {
      pingDue = in(rhythm.ping());
    }
  }

  private void hearNews(HeadEnd headEnd) throws VestibuleException, InterruptedException {
    Duration every = line.newsEvery();
    if (!every.isZero() && due(newsDue)) {
      headEnd.news().forEach(event -> LOG.info("{}: {}", settings.name(), event));
      newsDue = in(every);
    }
  }

  private Status wellOrMostly() {
    if (!missing.isEmpty()) {
      return Status.degraded(
          Cause.CONFIGURATION,
          settings.name()
              + " knows no door "
              + String.join(", ", new TreeSet<>(missing))
              + ": correct doors");
    }
    if (!cards.trouble().isEmpty()) {
      return Status.degraded(Cause.DEPENDENCY, settings.name() + ": " + cards.trouble());
    }
    int doors = settings.doors().size();
    return Status.ready(
        settings.name()
            + " is "
            + greeting
            + ", "
            + doors
            + (doors == 1 ? " door" : " doors")
            + (settings.doorCommands() ? "" : ", read only")
            + (cards.sentence().isEmpty() ? "" : "; " + cards.sentence()));
  }

  private long failed(VestibuleException why) {
    greeted = null;
    cards.want();
    status.set(Status.unavailable(cause(why.code()), why.getMessage()));
    if (why.code().equals(Refusal.CREDENTIALS)) {
      return Sessions.REST_NANOS;
    }
    return rhythm.first().toNanos() << Math.min(failures++, MOST_DOUBLED);
  }

  private static Cause cause(String code) {
    return switch (code) {
      case Refusal.CREDENTIALS -> Cause.CREDENTIALS;
      case Refusal.REFUSED, Refusal.INVALID -> Cause.DEVICE_REFUSED;
      case Refusal.UNREACHABLE, Refusal.TIMED_OUT -> Cause.NETWORK;
      default -> Cause.CONFIGURATION;
    };
  }

  private long untilNext() {
    long next = pingDue;
    if (settings.cards().isPresent()) {
      next = Math.min(next, cards.due());
    }
    if (!line.newsEvery().isZero()) {
      next = Math.min(next, newsDue);
    }
    return Math.max(0, next - rhythm.nanos().getAsLong());
  }

  private boolean due(long when) {
    return rhythm.nanos().getAsLong() - when >= 0;
  }

  private long in(Duration time) {
    return rhythm.nanos().getAsLong() + time.toNanos();
  }
}
