// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.access.Caller;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;

/**
 * Turns events into numbered deltas and sends them to every open page (server-sent events, WHATWG
 * HTML, section 9.2). The last {@value #RING} are kept, so that a page that was away briefly hears
 * what it missed; one that was away longer is told to start afresh. Thread-safe.
 */
@Component(service = {Deltas.class, EventListener.class, Notifier.class})
public class Deltas implements EventListener, Notifier {
  static final int RING = 1000;

  /** A whole replay and a burst fit; the messages are shared, so a queue holds references only. */
  private static final int QUEUE = RING + 256;

  private final String instance = UUID.randomUUID().toString().substring(0, 8);
  private final Settings settings;
  private final int queue;
  private final StoryDeltas stories = new StoryDeltas();
  private final DeltaRing ring =
      new DeltaRing(RING, (own, fields) -> ServerSent.data(serial(own), Json.write(fields)));
  private final OpenPages pages = new OpenPages();
  private final ScheduledThreadPoolExecutor heart;
  private long number;
  private boolean stopped;

  @Activate
  public Deltas(@Reference Settings settings) {
    this(settings, QUEUE);
  }

  Deltas(Settings settings, int queue) {
    this.settings = settings;
    this.queue = queue;
    heart =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "console-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    scheduleBeat();
  }

  @Deactivate
  void deactivate() {
    heart.shutdownNow();
    List<OpenPage> left;
    synchronized (this) {
      stopped = true;
      left = pages.all();
    }
    left.forEach(OpenPage::close);
  }

  /** Names this run of the console; serials of another run mean nothing here. */
  String instance() {
    return instance;
  }

  /** Returns the newest delta's serial. */
  synchronized String serial() {
    return serial(number);
  }

  private String serial(long own) {
    return instance + "-" + own;
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public String channel() {
    return "console";
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof SceneObserved) {
      return; // Several a second, for machines; they would push out what a page has missed.
    }
    List<OpenPage> slow = new ArrayList<>();
    List<OpenPage> ready;
    synchronized (this) {
      Map<String, Object> fields = stories.of(event);
      number++;
      Delta delta = ring.add(number, event, fields);
      ready = pages.offer(page -> delta.message(page.caller()), slow);
    }
    slow.forEach(OpenPage::close);
    ready.forEach(OpenPage::drain);
  }

  /** Returns how many pages hear deltas now. */
  synchronized int open() {
    return pages.size();
  }

  /** Counts the pages that are open: the delta of the bell reaches them by itself. */
  @Override
  public synchronized String deliver(Notice notice) {
    int open = pages.size();
    return open == 0 ? "no open page" : open == 1 ? "1 open page" : open + " open pages";
  }

  /**
   * Joins a page.
   *
   * @param still says who hears, and nobody once they may not any more
   * @param seen the serial that the page saw last, or empty when it saw none
   */
  void join(
      AsyncContext async, Optional<String> session, Supplier<Optional<Caller>> still, String seen)
      throws IOException {
    OpenPage page = new OpenPage(async, session, still, queue, this::remove);
    synchronized (this) {
      page.offer(ServerSent.RETRY);
      boolean whole = seen.isEmpty() || replay(page, seen);
      if (!whole) {
        page.offer(reset());
      }
      pages.add(page);
    }
    page.start();
  }

  /** Refuses one page too many. */
  synchronized void refuseWhenFull() throws Problem {
    int allowed = settings.now().sseClients();
    if (stopped || pages.size() >= allowed) {
      throw new Problem(
              503,
              "too-many-pages",
              "live deltas",
              pages.size() + " open pages",
              "at most " + allowed,
              "Close a page, or raise sseClients in " + Settings.PID + ".")
          .with("Retry-After", "30");
    }
  }

  /** Ends the pages of a session that logged out. */
  void closeOf(String session) {
    List<OpenPage> left;
    synchronized (this) {
      left = pages.of(session);
    }
    left.forEach(OpenPage::close);
  }

  /**
   * Takes somebody's name out of what is kept, and lets every page begin afresh.
   *
   * @return how many things spoke of them
   */
  int forget(Mention mention) {
    int dropped;
    synchronized (this) {
      dropped = ring.forget(mention::in) + stories.forget(mention);
    }
    if (dropped > 0) {
      sendAll(reset());
    }
    return dropped;
  }

  /** Returns whether anything that is kept speaks of somebody. */
  synchronized boolean holds(Mention mention) {
    return ring.holds(mention::in) || stories.holds(mention);
  }

  /** Offers what came after {@code seen}; returns false when that is not known any more. */
  private boolean replay(OpenPage page, String seen) {
    if (!seen.startsWith(instance + "-") || !seen.matches("[0-9a-f]{8}-[0-9]{1,18}")) {
      return false;
    }
    long last = Long.parseLong(seen.substring(instance.length() + 1));
    return ring.after(last, number)
        .filter(
            missed ->
                missed.stream()
                    .flatMap(delta -> delta.message(page.caller()).stream())
                    .allMatch(page::offer))
        .isPresent();
  }

  private synchronized byte[] reset() {
    return ServerSent.reset(serial());
  }

  private synchronized void remove(OpenPage page) {
    pages.remove(page);
  }

  /** Sends a sign of life, and ends the pages of those who may not hear any more. */
  void beat() {
    List<OpenPage> open;
    synchronized (this) {
      open = pages.all();
    }
    open.stream().filter(page -> !page.refresh()).forEach(OpenPage::close);
    sendAll(ServerSent.HEARTBEAT);
    scheduleBeat();
  }

  private void sendAll(byte[] message) {
    List<OpenPage> slow = new ArrayList<>();
    List<OpenPage> ready;
    synchronized (this) {
      ready = pages.offer(page -> Optional.of(message), slow);
    }
    slow.forEach(OpenPage::close);
    ready.forEach(OpenPage::drain);
  }

  private void scheduleBeat() {
    if (!heart.isShutdown()) {
      heart.schedule(this::beat, settings.now().heartbeatSeconds(), TimeUnit.SECONDS);
    }
  }
}
