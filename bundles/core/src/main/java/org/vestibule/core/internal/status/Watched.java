// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.status;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * One source under watch. It is asked on a worker, at most one question at a time, so that a source
 * that blocks costs one thread and nobody else's answer.
 */
final class Watched {
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final StatusSource source;
  private final LongSupplier nanos;
  private final BiConsumer<String, Status> changed;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile long askedNanos;
  private volatile String name;
  private volatile Status last;
  private volatile boolean gone;

  Watched(StatusSource source, long id, LongSupplier nanos, BiConsumer<String, Status> changed) {
    this.source = source;
    this.nanos = nanos;
    this.changed = changed;
    this.name = "source-" + id;
  }

  String name() {
    return name;
  }

  /** Returns the last answer; null before the first. */
  Status last() {
    return last;
  }

  /** Asks again, or notes that the last question is still unanswered. */
  void ask(Executor workers) {
    if (asking.compareAndSet(false, true)) {
      askedNanos = nanos.getAsLong();
      try {
        workers.execute(this::answer);
      } catch (RejectedExecutionException e) {
        asking.set(false);
      }
    } else if (nanos.getAsLong() - askedNanos > PATIENCE_NANOS) {
      note(
          Status.unavailable(
              Status.Cause.OVERLOADED,
              name + " does not answer how it is: look for a blocked call in its bundle"));
    }
  }

  void leave() {
    gone = true;
  }

  private void answer() {
    Status status;
    try {
      name = source.name();
      status = source.status();
      if (status == null) {
        status = failed("it returned nothing");
      }
    } catch (RuntimeException | LinkageError e) {
      status = failed(e.toString());
    }
    asking.set(false);
    note(status);
  }

  private Status failed(String why) {
    return Status.unavailable(
        Status.Cause.DEPENDENCY, name + " failed to say how it is (" + why + "): restart it");
  }

  private void note(Status status) {
    boolean news;
    synchronized (this) {
      news = !gone && !status.sameAs(last);
      if (news) {
        last = status;
      }
    }
    if (news) {
      changed.accept(name, status);
    }
  }
}
