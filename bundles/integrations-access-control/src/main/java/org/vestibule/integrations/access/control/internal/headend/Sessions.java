// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;

/**
 * The one session with a head-end. Of several threads that want one, one logs in and the others
 * wait for it; no lock is held meanwhile. A refused account is not tried again at once: head-ends
 * lock accounts. Thread-safe.
 *
 * @param <S> what a session is for the vendor
 */
public final class Sessions<S> {
  /** How long a refused account rests after the first time; twice as long after each further. */
  static final long REST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final int MOST_DOUBLED = 5;

  private final LongSupplier nanos;
  private final Login<S> login;
  private final AtomicReference<CompletableFuture<S>> current = new AtomicReference<>();
  private volatile Rest rest;

  /**
   * How a session begins.
   *
   * @param <S> as above
   */
  @FunctionalInterface
  public interface Login<S> {
    /** Logs in, once; each request may take {@code within}. */
    S open(Duration within) throws VestibuleException, InterruptedException;
  }

  /**
   * @param times how often the account was refused in a row
   */
  private record Rest(VestibuleException why, long sinceNanos, int times) {
    boolean over(long nowNanos) {
      return nowNanos - sinceNanos >= REST_NANOS << Math.min(times - 1, MOST_DOUBLED);
    }
  }

  /**
   * @param nanos a monotonic clock
   */
  public Sessions(Login<S> login, LongSupplier nanos) {
    this.login = login;
    this.nanos = nanos;
  }

  /**
   * Returns the session, after a login if there is none.
   *
   * @param where the head-end, for a message
   * @param within how long a request of the login may take, or waiting for another thread's login
   * @throws VestibuleException as the login, or {@code device-unreachable} when another thread's
   *     takes too long
   */
  public S get(String where, Duration within) throws VestibuleException, InterruptedException {
    CompletableFuture<S> mine = new CompletableFuture<>();
    CompletableFuture<S> held = current.compareAndExchange(null, mine);
    return held == null ? open(mine, within) : await(held, where, within);
  }

  /** Returns the session if there is one now. */
  public Optional<S> peek() {
    CompletableFuture<S> held = current.get();
    return held != null && held.isDone() && !held.isCompletedExceptionally()
        ? Optional.of(held.join())
        : Optional.empty();
  }

  /** Forgets a session that the head-end no longer knows; one that followed it stays. */
  public void ended(S session) {
    CompletableFuture<S> held = current.get();
    if (peek().filter(now -> now == session).isPresent()) {
      current.compareAndSet(held, null);
    }
  }

  private S open(CompletableFuture<S> mine, Duration within)
      throws VestibuleException, InterruptedException {
    boolean tried = false;
    try {
      Rest resting = rest;
      if (resting != null && !resting.over(nanos.getAsLong())) {
        throw resting.why();
      }
      tried = true;
      S session = login.open(within);
      rest = null;
      mine.complete(session);
      return session;
    } catch (VestibuleException e) {
      Rest before = rest;
      if (tried && e.code().equals(Refusal.CREDENTIALS)) {
        rest = new Rest(e, nanos.getAsLong(), before == null ? 1 : before.times() + 1);
      }
      throw e;
    } finally {
      if (!mine.isDone()) {
        current.compareAndSet(mine, null);
        mine.cancel(false);
      }
    }
  }

  private S await(CompletableFuture<S> theirs, String where, Duration within)
      throws VestibuleException, InterruptedException {
    try {
      return theirs.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      Rest resting = rest;
      if (resting != null) {
        throw resting.why();
      }
      throw new VestibuleException(
          Refusal.UNREACHABLE,
          where,
          "no session",
          "a session",
          "See the status of the head-end.",
          e);
    }
  }
}
