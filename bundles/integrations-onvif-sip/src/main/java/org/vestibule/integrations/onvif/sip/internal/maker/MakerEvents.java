// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;

/**
 * Tells what a maker's device said in the house's words. One for each station, whatever becomes of
 * its connections: it remembers whether the bell rang when one broke. Used by one thread.
 */
public final class MakerEvents {
  private final StationListener listener;
  private final Map<String, String> units;
  private final Runnable alive;
  private Optional<Boolean> rings = Optional.empty();

  /**
   * @param units which button is whose: the maker's name of the button to the unit
   * @param alive told whenever the device gave a sign of life
   */
  public MakerEvents(StationListener listener, Map<String, String> units, Runnable alive) {
    this.listener = listener;
    this.units = Map.copyOf(units);
    this.alive = alive;
  }

  /** The device gave a sign of life. */
  public void alive() {
    alive.run();
  }

  /**
   * A button was pressed.
   *
   * @param button as the maker names it; empty where there is one bell
   */
  public void pressed(String button) {
    listener.pressed(Optional.ofNullable(units.get(button)));
  }

  /**
   * The only bell rings, or does not. A change is a press, also one while the connection was gone;
   * what holds when the station is seen for the first time is none.
   */
  public void rings(boolean now) {
    boolean press = now && rings.isPresent() && !rings.get();
    rings = Optional.of(now);
    if (press) {
      pressed("");
    }
  }

  /** A key was pressed. */
  public void keyed(String key) {
    listener.keyed(key);
  }

  /** Something moves, or nothing any more. */
  public void moved(boolean moving) {
    listener.moved(moving);
  }

  /** An input of the door changed. */
  public void input(DoorSignal signal, boolean active) {
    listener.input(signal, active);
  }
}
