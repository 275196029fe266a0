// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.access.Caller;
import org.vestibule.api.call.Calls;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;

/**
 * The pages that wait for a call. Each hears of its own caller's calls only, as the whole list, and
 * only when that list has changed: nothing tells one flat that another one's bell rings.
 * Thread-safe.
 */
@Component(service = {CallPages.class, EventListener.class})
public class CallPages implements EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(CallPages.class);
  private static final int QUEUE = 32;
  private static final int BEATS_TO_REFRESH = 5;

  private final House house;
  private final Settings settings;
  private final Map<OpenPage, byte[]> sent = new ConcurrentHashMap<>();
  private final AtomicLong serial = new AtomicLong();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-call-pages");
            thread.setDaemon(true);
            return thread;
          });
  private int beats;

  @Activate
  public CallPages(@Reference House house, @Reference Settings settings) {
    this.house = house;
    this.settings = settings;
    heart.scheduleWithFixedDelay(this::beat, 2, 2, TimeUnit.SECONDS);
  }

  @Deactivate
  void deactivate() {
    heart.shutdownNow();
    List.copyOf(sent.keySet()).forEach(OpenPage::close);
  }

  @Override
  public String name() {
    return "console-calls";
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof CallEvent) {
      sent.keySet().forEach(this::tell);
    }
  }

  /**
   * Joins a page.
   *
   * @param still says who hears, and nobody once they may not any more
   * @throws Problem 503 {@code service-missing} or {@code too-many-pages}
   */
  void join(AsyncContext async, Optional<String> session, Supplier<Optional<Caller>> still)
      throws IOException {
    OpenPage page = new OpenPage(async, session, still, QUEUE, sent::remove);
    page.offer(ServerSent.RETRY);
    sent.put(page, new byte[0]);
    page.start();
    tell(page);
  }

  /** Refuses one page too many, and every page while nobody calls. */
  void refuseWhenFull() throws Problem {
    House.need(house.calls, "calls");
    int allowed = settings.now().sseClients();
    if (sent.size() >= allowed) {
      throw new Problem(
              503,
              "too-many-pages",
              "pages that wait for calls",
              sent.size() + " open pages",
              "at most " + allowed,
              "Close a page, or raise sseClients in " + Settings.PID + ".")
          .with("Retry-After", "30");
    }
  }

  /**
   * Tells a page its calls until it was told what is so now: whoever asked in between may have
   * found that it knew that already, right before it was told something older.
   */
  private void tell(OpenPage page) {
    byte[] before = sent.get(page);
    byte[] now = list(page);
    while (before != null && !Arrays.equals(before, now)) {
      if (offer(page, before, now)) {
        page.drain();
      } else {
        page.close();
      }
      before = sent.get(page);
      now = list(page);
    }
  }

  private byte[] list(OpenPage page) {
    Calls calls = house.calls;
    return Json.write(
        calls == null
            ? List.of()
            : calls.of(page.caller()).stream().map(EventFields::plain).toList());
  }

  /** Queues a list unless the page was told another one meanwhile; false when it is too slow. */
  private synchronized boolean offer(OpenPage page, byte[] before, byte[] now) {
    return !sent.replace(page, before, now)
        || page.offer(ServerSent.data(Long.toString(serial.incrementAndGet()), now));
  }

  /** Sees what no event told, and who may not hear any more. */
  private void beat() {
    boolean whole = ++beats % BEATS_TO_REFRESH == 0;
    for (OpenPage page : sent.keySet()) {
      try {
        beat(page, whole);
      } catch (RuntimeException e) {
        // A beat that failed for one page must not be the last of all.
        LOG.error("A page that waits for calls could not be told", e);
      }
    }
  }

  private void beat(OpenPage page, boolean whole) {
    if (whole && !page.refresh()) {
      page.close();
      return;
    }
    if (whole) {
      page.offer(ServerSent.HEARTBEAT);
      page.drain();
    }
    tell(page);
  }
}
