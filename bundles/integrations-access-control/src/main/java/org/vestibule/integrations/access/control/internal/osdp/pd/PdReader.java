// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.door.ReaderKeys.Reader;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.ReaderLine;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;

/**
 * One configured reader: its engine, its key, and how it is. What the bus's thread tells it is only
 * noted; {@link #sweep} does with it what needs a disk. Thread-safe.
 */
final class PdReader implements PdListener, ReaderLine {
  /** A panel that was not heard for so long counts as gone, as a reader does to a panel. */
  private static final long OFFLINE = TimeUnit.SECONDS.toNanos(8);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ReaderSettings settings;
  private final PdKeys keys = new PdKeys();
  private final VaultKey key;
  private final PdEngine engine;
  private final Presenter presenter;
  private volatile boolean heardOnce;
  private volatile long heard;
  private volatile boolean secured;
  private volatile String insecure = "";
  private final ReaderFace face = new ReaderFace();
  private volatile Instant windowEnds = Instant.EPOCH;
  private volatile PdPort port;

  PdReader(ReaderSettings settings, LineKeys vault) {
    this.settings = settings;
    key = new VaultKey(settings.name(), vault, keys);
    PdProfile profile =
        new PdProfile(
            settings.address(),
            settings.baud(),
            // No OUI is assigned to this gateway; its serial number tells its readers apart.
            new ReaderId(0, 1, 1, settings.name().hashCode(), 0, 1, 0),
            settings.clearText());
    engine = new PdEngine(profile, keys, this, System::nanoTime, RANDOM::nextBytes);
    presenter = new Presenter(settings, engine);
  }

  ReaderSettings settings() {
    return settings;
  }

  PdEngine engine() {
    return engine;
  }

  Presenter presenter() {
    return presenter;
  }

  void port(PdPort now) {
    port = now;
  }

  /** Returns whether its panel talks to it. */
  boolean online() {
    return heardOnce && System.nanoTime() - heard < OFFLINE;
  }

  /** Returns whether a card would be sent at the next poll. */
  boolean ready() {
    return online() && (secured || settings.clearText() && !keys.keyed());
  }

  @Override
  public void light(LedControl control) {
    face.light(control, System.nanoTime());
    presenter.light(control);
  }

  @Override
  public void buzzer(BuzzerControl control) {
    face.buzzer(control, System.nanoTime());
  }

  @Override
  public void text(TextControl control) {
    face.text(control, System.nanoTime());
  }

  /** Returns what its panel wants shown at this moment. */
  ReaderDisplay display(long now) {
    return online() ? face.at(now) : ReaderDisplay.DARK;
  }

  @Override
  public void output(OutputControl control) {
    presenter.output(control);
  }

  @Override
  public void keySet(byte[] next) {
    key.note(next);
  }

  @Override
  public void heard(long now, boolean underOwnKey) {
    heard = now;
    heardOnce = true;
    secured = underOwnKey;
    if (underOwnKey) {
      insecure = "";
    }
  }

  @Override
  public void gone() {
    heardOnce = false;
    secured = false;
  }

  @Override
  public void insecure(String why) {
    insecure = why;
  }

  /** Does what needs a disk; returns whether a key of the panel's was kept just now. */
  boolean sweep() {
    return key.sweep();
  }

  @Override
  public void openCommissioning(Duration window) {
    windowEnds = Instant.now().plus(window);
    keys.open(System.nanoTime() + window.toNanos());
  }

  @Override
  public void closeCommissioning() {
    keys.close();
  }

  @Override
  public void keyChanged() {
    key.changed();
  }

  @Override
  public Reader reader() {
    boolean online = online();
    boolean open = keys.openAt(System.nanoTime());
    return new Reader(
        settings.name(),
        "pd",
        settings.door(),
        online,
        online && secured,
        keys.known() && keys.keyed(),
        open ? Optional.of(windowEnds) : Optional.empty(),
        sentence());
  }

  /** Returns one sentence for people: how it is, and what to do. */
  String sentence() {
    String name = "Reader " + settings.name() + " ";
    PdPort line = port;
    String problem = line == null ? "" : line.problem();
    if (!key.problem().isEmpty()) {
      return name + "can neither read nor keep its key: " + key.problem();
    } else if (!problem.isEmpty()) {
      return name + "has no line: " + problem;
    } else if (!online()) {
      return name + "hears no panel on " + settings.line() + ": check wires, speed and address";
    } else if (ready()) {
      return name + "is polled" + (secured ? ", secured" : ", in clear") + showing();
    } else if (!keys.keyed()) {
      return name + "has no key: open its commissioning, then set the key at the panel";
    }
    return name
        + "has no secure channel"
        + (insecure.isEmpty() ? "" : ": " + insecure)
        + "; give it and its panel the same key";
  }

  private String showing() {
    ReaderDisplay display = face.at(System.nanoTime());
    String colour =
        display
            .light()
            .map(light -> "; its light is " + light.name().toLowerCase(Locale.ROOT))
            .orElse("");
    String text = display.text();
    return colour + (text.isEmpty() ? "" : "; the panel writes '" + text + "'");
  }

  /** Overwrites its keys. */
  void close() {
    key.close();
  }
}
