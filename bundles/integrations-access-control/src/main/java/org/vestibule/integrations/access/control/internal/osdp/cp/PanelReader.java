// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.ReaderKeys.Reader;
import org.vestibule.integrations.access.control.internal.entry.EntryListener;
import org.vestibule.integrations.access.control.internal.entry.EntryPoint;
import org.vestibule.integrations.access.control.internal.osdp.Capability;
import org.vestibule.integrations.access.control.internal.osdp.ReaderLine;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/**
 * One configured reader as the house sees it: how it is, what it shows, what it read. What it hears
 * from the line's thread it passes on to others and returns. Thread-safe.
 */
final class PanelReader implements ReaderLine, ReaderListener, EntryPoint {
  /** A sign that could not be shown within this time is not shown. */
  private static final Duration SIGN_LIFE = Duration.ofSeconds(1);

  private final PolledReader polled;
  private final PollThread line;
  private final Executor house;
  private final Supplier<EntryListener> entries;
  private final ReaderKeyKeeper keeper;
  private final InputReport inputs;
  private final PanelState state = new PanelState();
  private volatile PanelSettings settings;
  private volatile boolean display;

  /**
   * @param house runs what others are told, off the line's thread; refuses when too much waits
   * @param entries who is told what was read
   */
  PanelReader(
      PanelSettings settings,
      PollThread line,
      Executor house,
      Supplier<EntryListener> entries,
      KeyRoom keys,
      SecureRandom random) {
    this.settings = settings;
    this.line = line;
    this.house = house;
    this.entries = entries;
    polled = new PolledReader(settings.poll(), this, random, System.nanoTime());
    keeper = new ReaderKeyKeeper(settings.name(), polled, line, keys, kept -> state.keyed = kept);
    inputs = new InputReport("osdp reader " + settings.name(), settings.door(), house);
  }

  /** Begins: first its key is read, then it is looked for. */
  void start() {
    keeper.read();
    line.add(polled);
  }

  void stop() {
    line.remove(polled, "it is no longer configured");
    inputs.gone();
  }

  void update(PanelSettings next) {
    settings = next;
    show(Sign.READY);
  }

  PanelSettings settings() {
    return settings;
  }

  InputReport inputs() {
    return inputs;
  }

  /** Reads its key again, if that failed before. */
  void retryKey() {
    keeper.retry();
  }

  /** Sends a command once; the answer says what became of it. */
  CompletableFuture<Answer> ask(int code, byte[] data, boolean urgent, Duration life) {
    if (!state.online()) {
      return CompletableFuture.completedFuture(new Answer.NotSent(state.problem()));
    }
    Ask ask = Ask.of(code, data, urgent, System.nanoTime() + life.toNanos());
    line.post(now -> polled.ask(ask));
    return ask.answer();
  }

  /** Returns what its lock's output says. */
  DoorState lock() {
    return state.lock(settings);
  }

  @Override
  public Reader reader() {
    return state.reader(settings);
  }

  @Override
  public void openCommissioning(Duration window) {
    state.windowUntil = Instant.now().plus(window);
    line.post(now -> polled.openWindow(now + window.toNanos(), now));
  }

  @Override
  public void closeCommissioning() {
    state.windowUntil = null;
    line.post(polled::closeWindow);
  }

  @Override
  public void keyChanged() {
    keeper.read();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public DoorId door() {
    return settings.door();
  }

  @Override
  public void show(Sign sign) {
    Signs.of(sign, settings.habits(), display)
        .forEach(command -> ask(command.code(), command.data(), false, SIGN_LIFE));
  }

  @Override
  public void online(boolean underOwnKey, ReaderFacts what) {
    display = what.has(Capability.TEXT);
    state.online(underOwnKey);
    show(Sign.READY);
  }

  @Override
  public void offline(String why) {
    state.offline(why);
    inputs.gone();
  }

  @Override
  public void card(CardBits bits, long nowNanos) {
    tell(listener -> listener.card(this, bits, nowNanos));
  }

  @Override
  public void keys(String keys, long nowNanos) {
    tell(listener -> listener.keys(this, keys, nowNanos));
  }

  private void tell(Consumer<EntryListener> what) {
    EntryListener listener = entries.get();
    if (listener != null) {
      try {
        house.execute(() -> what.accept(listener));
      } catch (RejectedExecutionException e) {
        // Too much waits: what was read would come too late, and nobody is let in by it.
      }
    }
  }

  @Override
  public void inputs(boolean[] active) {
    for (ReaderInput input : settings.inputs()) {
      if (input.number() < active.length) {
        inputs.report(input.signal(), input.number(), input.active(active[input.number()]));
      }
    }
  }

  @Override
  public void outputs(boolean[] on) {
    state.outputs(on);
  }

  @Override
  public void local(boolean tamper, boolean powerLost) {
    inputs.report(DoorSignal.TAMPER, -1, tamper);
    inputs.report(DoorSignal.POWER_LOST, -1, powerLost);
  }

  @Override
  public void storeKey(byte[] key) {
    keeper.store(key);
  }

  @Override
  public void keySet() {
    state.windowUntil = null;
    keeper.proven();
  }
}
