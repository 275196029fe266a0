// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.gate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.vestibule.api.VestibuleException;

/**
 * The gate before one service. While the bundle that provides it is being replaced, calls wait,
 * within the time that their own request has, for the next service and are made again there with
 * the same input, so that a replacement fails no request. A gate behind which there never was
 * anything, or nothing for longer than the patience, answers at once.
 *
 * <p>Bind the service dynamically and greedily, and let the bind method call {@link #enter} and the
 * unbind method {@link #leave}.
 *
 * <p><b>Idempotence is the caller's duty.</b> A call may be made more than once: a service that
 * stops in the middle may have done its work without being able to say so. Only what can be done
 * twice with the effect of once may pass: look at a picture, sort a sentence, but never open a
 * door. What must happen once goes to the service that {@link #now} returns, and its failure is an
 * answer.
 *
 * <p>Thread-safe; nothing is called with the lock held.
 *
 * @param <S> the service
 */
public final class Gate<S> {
  /**
   * One call, made as often as it takes.
   *
   * @param <S> the service
   * @param <R> the answer
   */
  @FunctionalInterface
  public interface Call<S, R> {
    /** Calls the service; must be harmless when repeated. */
    R on(S service) throws Exception;
  }

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private final String title;
  private final Deque<S> entered = new ArrayDeque<>();
  private S current;
  private boolean left;
  private long leftNanos;
  private boolean worked;
  private boolean worn;

  /**
   * @param title what a person misses when nothing is behind the gate, for example {@code "face
   *     verification"}
   */
  public Gate(String title) {
    this.title = title;
  }

  /** A service came: from now on it is the one that calls go to. */
  public synchronized void enter(S service) {
    entered.addLast(service);
    current = service;
    worn = false;
    notifyAll();
  }

  /** A service went: calls go to the one that came last of those that are left. */
  public synchronized void leave(S service) {
    // The oldest first: one object may be registered twice while it takes over from itself.
    Iterator<S> oldest = entered.iterator();
    while (oldest.hasNext()) {
      if (oldest.next() == service) {
        oldest.remove();
        break;
      }
    }
    current = entered.peekLast();
    left = true;
    leftNanos = System.nanoTime();
    notifyAll();
  }

  /** Returns the service that is here, without waiting for one. */
  public synchronized Optional<S> now() {
    return Optional.ofNullable(current);
  }

  /** Returns whether a service is here, or left so lately that the next one may be on its way. */
  public synchronized boolean expected(Duration patience) {
    return current != null || (left && System.nanoTime() - leftNanos < patience.toNanos());
  }

  /** Returns whether calls go to this service now. */
  public synchronized boolean isCurrent(S service) {
    return current == service;
  }

  /** Returns the error that says that nothing is behind the gate: {@code room-empty}. */
  public VestibuleException empty() {
    return new VestibuleException(
        "room-empty",
        title,
        "it is not installed or stopped",
        "one service",
        "Install its feature");
  }

  /**
   * Calls the service that is here, and its successor if it goes while it is being called.
   *
   * @param patience how long to wait for a successor in all: what the request has left
   * @throws VestibuleException {@code room-empty} when nobody is here and nobody came
   * @throws Exception what the call threw, if waiting does not help
   */
  public <R> R call(Duration patience, Call<S, R> call) throws Exception {
    return call(patience, waited -> {}, call);
  }

  /**
   * Calls the service that is here, and its successor if it goes while it is being called.
   *
   * @param patience how long to wait for a successor in all
   * @param waited told each piece of waiting in nanoseconds, so that deadlines can move
   * @throws VestibuleException {@code room-empty} when nobody is here and nobody came
   * @throws Exception what the call threw, if waiting does not help
   */
  public <R> R call(Duration patience, LongConsumer waited, Call<S, R> call) throws Exception {
    long until = 0;
    while (true) {
      S service = await(patience, waited);
      try {
        R result = call.on(service);
        good();
        return result;
      } catch (Exception | LinkageError e) {
        if (Thread.currentThread().isInterrupted() || !worthAnother(service, e)) {
          throw e;
        }
        long now = System.nanoTime();
        until = until == 0 ? now + patience.toNanos() : until;
        if (now - until >= 0) {
          wornOut(service);
          throw e;
        }
        pause(service, waited);
      }
    }
  }

  /** Notes a call that worked; for callers that do not go through {@code call}. */
  public synchronized void good() {
    worked = true;
    worn = false;
  }

  /** Waiting did not help: until something changes nobody waits for this service again. */
  public synchronized void wornOut(S service) {
    worn = worn || current == service;
  }

  /**
   * Returns whether a failure is one of a replacement: the service is no longer here, or it or what
   * it needs stopped under it, and it had worked before.
   */
  public synchronized boolean worthAnother(S service, Throwable failure) {
    if (failure instanceof VestibuleException e && e.code().startsWith("image-")) {
      return false;
    }
    return current != service || (worked && !worn && stopped(failure));
  }

  private static boolean stopped(Throwable failure) {
    return failure instanceof IllegalStateException
        || failure instanceof RejectedExecutionException
        || failure instanceof CancellationException
        || failure instanceof LinkageError
        || (failure instanceof VestibuleException e && e.code().equals("model-missing"));
  }

  private S await(Duration patience, LongConsumer waited) throws Exception {
    while (true) {
      long before = System.nanoTime();
      synchronized (this) {
        if (current != null) {
          return current;
        }
        if (!expected(patience)) {
          throw empty();
        }
        TimeUnit.NANOSECONDS.timedWait(this, SLICE_NANOS);
      }
      waited.accept(System.nanoTime() - before);
    }
  }

  private void pause(S failed, LongConsumer waited) throws InterruptedException {
    long before = System.nanoTime();
    synchronized (this) {
      if (current == failed) {
        TimeUnit.NANOSECONDS.timedWait(this, SLICE_NANOS);
      }
    }
    waited.accept(System.nanoTime() - before);
  }
}
