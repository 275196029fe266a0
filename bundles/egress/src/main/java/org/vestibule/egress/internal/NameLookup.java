// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up and waits so long and no longer: the platform's own look-up takes as long as the
 * name servers of the site do, which nobody here can bound, and cannot be interrupted. One that
 * hangs keeps a thread until the platform gives it up; whoever asks for the same name meanwhile
 * waits for the same one. Thread-safe.
 */
final class NameLookup {
  /** Longer than a name server needs that answers at the second try. */
  static final Duration MOST_WAIT = Duration.ofSeconds(10);

  /** How many names are looked up at once. */
  static final int MOST = 64;

  /** As {@link InetAddress#getByName}. */
  interface Resolver {
    InetAddress find(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Duration wait;
  private final Executor threads;
  private final Map<String, CompletableFuture<InetAddress>> underWay = new ConcurrentHashMap<>();

  NameLookup(Resolver resolver, Duration wait) {
    this(resolver, wait, NameLookup::start);
  }

  /**
   * Looks up on other threads.
   *
   * @param threads begins each look-up without waiting for it
   */
  NameLookup(Resolver resolver, Duration wait, Executor threads) {
    this.resolver = resolver;
    this.wait = wait;
    this.threads = threads;
  }

  /**
   * Looks a name up.
   *
   * @throws UnknownHostException when there is no such name, or nobody said so in time
   */
  InetAddress find(String host) throws IOException {
    if (underWay.size() >= MOST && !underWay.containsKey(host)) {
      throw new UnknownHostException(host + ": " + MOST + " other names are being looked up");
    }
    CompletableFuture<InetAddress> mine = new CompletableFuture<>();
    CompletableFuture<InetAddress> first = underWay.putIfAbsent(host, mine);
    if (first == null) {
      begin(host, mine);
    }
    try {
      return (first == null ? mine : first).get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new UnknownHostException(
          host + ": the name servers did not answer within " + wait.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + host + " was looked up");
    }
  }

  private void begin(String host, CompletableFuture<InetAddress> found) {
    try {
      threads.execute(() -> look(host, found));
    } catch (RuntimeException | Error e) {
      // No thread is to be had: whoever asks next tries again.
      underWay.remove(host);
      found.completeExceptionally(e);
    }
  }

  private void look(String host, CompletableFuture<InetAddress> found) {
    try {
      InetAddress address = resolver.find(host);
      underWay.remove(host);
      found.complete(address);
    } catch (UnknownHostException | RuntimeException | Error e) {
      underWay.remove(host);
      found.completeExceptionally(e);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "vestibule-egress-lookup");
    thread.setDaemon(true);
    thread.start();
  }
}
