// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.entry.EntryListener;
import org.vestibule.integrations.access.control.internal.line.Lines;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;
import org.vestibule.integrations.access.control.internal.osdp.ReaderLine;

/**
 * The readers that are configured, the lines that they share, and the two threads beside the
 * lines': one tells the house what was read, one waits for the vault. Thread-safe.
 */
final class PanelHouse {
  /** What may wait to be told. */
  private static final int MOST_WAITING = 256;

  private static final long RETRY_SECONDS = 5;

  /** Whose lines these are. */
  private static final String ROLE = "a reader of this gateway's own panel";

  private record Shared(PollThread thread, int[] readers) {}

  private record Kept(PanelReader reader, ServiceRegistration<ReaderLine> registration) {}

  private final BundleContext context;
  private final Lines lines;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Kept> byPid = new ConcurrentHashMap<>();
  private final Map<String, Shared> shared = new HashMap<>();
  private final ThreadPoolExecutor telling =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          named("vestibule-osdp-told"));
  private final ScheduledThreadPoolExecutor waiting =
      new ScheduledThreadPoolExecutor(1, named("vestibule-osdp-keys"));
  private final KeyRoom keys;
  private volatile EntryListener entries;
  private volatile DoorSignals signals;

  /**
   * @param context registers each reader as {@link ReaderLine}
   * @param audit the trail that is here now, {@code null} for none
   */
  PanelHouse(BundleContext context, Lines lines, LineKeys keys, Supplier<AuditTrail> audit) {
    this.context = context;
    this.lines = lines;
    this.keys = new KeyRoom(keys, audit, waiting);
    waiting.scheduleWithFixedDelay(
        () -> readers().forEach(PanelReader::retryKey),
        RETRY_SECONDS,
        RETRY_SECONDS,
        TimeUnit.SECONDS);
  }

  /**
   * Takes a reader in, or what changed of it; the session of no other one is touched.
   *
   * @throws VestibuleException {@code configuration-invalid} for a name, an address or a lock that
   *     another one has
   */
  synchronized void put(String pid, PanelSettings settings) throws VestibuleException {
    refuseTwin(pid, settings);
    keys.keys().claim(PanelConfig.PID, settings.name(), ROLE);
    Kept held = byPid.get(pid);
    if (held != null && held.reader().settings().sameSession(settings)) {
      held.reader().update(settings);
      return;
    }
    remove(pid);
    keys.keys().claim(PanelConfig.PID, settings.name(), ROLE);
    Shared line =
        shared.computeIfAbsent(
            settings.line(), address -> new Shared(new PollThread(address, lines), new int[1]));
    line.readers()[0]++;
    PanelReader reader =
        new PanelReader(settings, line.thread(), telling, () -> entries, keys, random);
    reader.inputs().to(signals);
    byPid.put(pid, new Kept(reader, context.registerService(ReaderLine.class, reader, null)));
    reader.start();
  }

  synchronized void remove(String pid) {
    Kept kept = byPid.remove(pid);
    if (kept == null) {
      return;
    }
    kept.registration().unregister();
    kept.reader().stop();
    keys.keys().release(kept.reader().settings().name(), ROLE);
    String address = kept.reader().settings().line();
    Shared line = shared.get(address);
    if (--line.readers()[0] == 0) {
      shared.remove(address);
      close(line.thread());
    }
  }

  List<PanelReader> readers() {
    return byPid.values().stream().map(Kept::reader).toList();
  }

  Optional<PanelReader> lockOf(DoorId door) {
    return readers().stream()
        .filter(each -> each.settings().lock().isPresent() && each.door().equals(door))
        .findFirst();
  }

  void entries(EntryListener listener) {
    entries = listener;
  }

  synchronized void signals(DoorSignals house) {
    signals = house;
    readers().forEach(reader -> reader.inputs().to(house));
  }

  synchronized void close() throws InterruptedException {
    List.copyOf(byPid.keySet()).forEach(this::remove);
    telling.shutdown();
    waiting.shutdownNow();
    telling.awaitTermination(1, TimeUnit.SECONDS);
  }

  private void refuseTwin(String pid, PanelSettings settings) throws VestibuleException {
    for (Map.Entry<String, Kept> other : byPid.entrySet()) {
      PanelSettings there = other.getValue().reader().settings();
      if (other.getKey().equals(pid)) {
        continue;
      }
      if (there.name().equals(settings.name())) {
        throw twin("name", settings.name());
      }
      if (there.line().equals(settings.line()) && there.address() == settings.address()) {
        throw twin("address", Integer.toString(settings.address()));
      }
      if (there.door().equals(settings.door())
          && there.lock().isPresent()
          && settings.lock().isPresent()) {
        throw twin("lock", Integer.toString(settings.lock().getAsInt()));
      }
    }
  }

  private static VestibuleException twin(String key, String value) {
    return SettingsReader.invalid(
        PanelConfig.PID,
        key,
        "'" + value + "' a second time",
        "a name of its own, an address of its own on its line, and one lock for a door",
        "Choose another " + key + ", or remove one of the two configurations.");
  }

  private static void close(PollThread thread) {
    try {
      thread.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
