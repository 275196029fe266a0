// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.visit.VisitId;

/**
 * Lets an operator hear a visitor while the visit is open: a WAV stream without an end. Each
 * listener has a thread of their own, at most {@value #MOST}, so that no other request waits.
 * Nothing is kept. Thread-safe.
 */
final class SoundResource {
  private static final int MOST = 8;
  private static final Duration WAIT = Duration.ofMillis(200);

  private final House house;
  private final AtomicInteger number = new AtomicInteger();
  private final ExecutorService listeners =
      new ThreadPoolExecutor(
          0,
          MOST,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "console-listener-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  SoundResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router.within(Permission.LISTEN, "GET", "/visits/{id}/sound", this::listen);
  }

  void close() {
    listeners.shutdownNow();
  }

  private Reply listen(Request request) throws VestibuleException {
    HttpServletResponse response = request.response();
    VisitId visit =
        Sight.story(house, request.caller(), Permission.LISTEN, request.part("id")).id();
    if (request.http().getMethod().equals("HEAD")) {
      response.setContentType(WaveStream.TYPE);
      return Reply.STREAMING;
    }
    AudioFeed feed = House.need(house.visits, "visits").listen(visit, request.who());
    try {
      response.setContentType(WaveStream.TYPE);
      AsyncContext async = request.http().startAsync();
      async.setTimeout(0);
      start(feed, async);
      return Reply.STREAMING;
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  private void start(AudioFeed feed, AsyncContext async) {
    try {
      listeners.execute(() -> stream(feed, async));
    } catch (RejectedExecutionException e) {
      feed.close();
      ((HttpServletResponse) async.getResponse()).setStatus(503);
      async.complete();
    }
  }

  private static void stream(AudioFeed feed, AsyncContext async) {
    try (feed) {
      OutputStream out = async.getResponse().getOutputStream();
      out.write(WaveStream.header(feed.format()));
      out.flush();
      while (!feed.ended()) {
        Optional<AudioChunk> chunk = feed.next(WAIT);
        if (chunk.isPresent()) {
          out.write(WaveStream.bytes(chunk.get().samples()));
          out.flush();
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The listener went; that is how listening usually ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      complete(async);
    }
  }

  private static void complete(AsyncContext async) {
    try {
      async.complete();
    } catch (IllegalStateException e) {
      // The container was quicker.
    }
  }
}
