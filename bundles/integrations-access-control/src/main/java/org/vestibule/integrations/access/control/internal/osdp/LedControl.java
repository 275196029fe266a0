// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one light is to show (osdp_LED, SIA OSDP 2.2 section 6.10).
 *
 * @param reader 0 to 255
 * @param led 0 to 255
 * @param temporaryAction one of {@link #KEEP}, {@link #CANCEL}, {@link #SET}
 * @param temporary what is shown for {@code timer}
 * @param timer units of 100 ms, 0 to 65,535
 * @param permanentAction {@link #KEEP}, or 1 to set
 * @param permanent what is shown otherwise
 */
public record LedControl(
    int reader,
    int led,
    int temporaryAction,
    Blink temporary,
    int timer,
    int permanentAction,
    Blink permanent) {
  /** Leaves it as it is. */
  public static final int KEEP = 0;

  /** Ends what is shown temporarily. */
  public static final int CANCEL = 1;

  /** Shows it from now on, for the timer's time. */
  public static final int SET = 2;

  /** Sets what is shown permanently. */
  public static final int SET_PERMANENT = 1;

  private static final int LENGTH = 14;

  /**
   * On and off by turns.
   *
   * @param on units of 100 ms, 0 to 255
   * @param off units of 100 ms, 0 to 255
   */
  public record Blink(int on, int off, LedColour onColour, LedColour offColour) {
    /** Nothing. */
    public static final Blink NOTHING = new Blink(0, 0, LedColour.NONE, LedColour.NONE);

    /** Returns one colour without blinking. */
    public static Blink steady(LedColour colour) {
      return new Blink(1, 0, colour, colour);
    }
  }

  /** Returns a light that shows a colour for {@code tenths} of a second. */
  public static LedControl flash(int led, LedColour colour, int tenths) {
    return new LedControl(0, led, SET, Blink.steady(colour), tenths, KEEP, Blink.NOTHING);
  }

  /** Returns a light that shows a colour from now on. */
  public static LedControl steady(int led, LedColour colour) {
    return new LedControl(0, led, CANCEL, Blink.NOTHING, 0, SET_PERMANENT, Blink.steady(colour));
  }

  /** Returns the bytes of some of them on the wire. */
  public static byte[] encode(List<LedControl> controls) {
    byte[] data = new byte[controls.size() * LENGTH];
    int at = 0;
    for (LedControl control : controls) {
      data[at] = (byte) control.reader;
      data[at + 1] = (byte) control.led;
      data[at + 2] = (byte) control.temporaryAction;
      put(data, at + 3, control.temporary);
      Wire.put16(data, at + 7, control.timer);
      data[at + 9] = (byte) control.permanentAction;
      put(data, at + 10, control.permanent);
      at += LENGTH;
    }
    return data;
  }

  /** Reads them; empty when the length is wrong. */
  public static Optional<List<LedControl>> decode(byte[] data) {
    if (data.length == 0 || data.length % LENGTH != 0) {
      return Optional.empty();
    }
    List<LedControl> all = new ArrayList<>();
    for (int at = 0; at < data.length; at += LENGTH) {
      all.add(
          new LedControl(
              Wire.u8(data, at),
              Wire.u8(data, at + 1),
              Wire.u8(data, at + 2),
              blink(data, at + 3),
              Wire.u16(data, at + 7),
              Wire.u8(data, at + 9),
              blink(data, at + 10)));
    }
    return Optional.of(List.copyOf(all));
  }

  private static void put(byte[] data, int at, Blink blink) {
    data[at] = (byte) blink.on;
    data[at + 1] = (byte) blink.off;
    data[at + 2] = (byte) blink.onColour.code();
    data[at + 3] = (byte) blink.offColour.code();
  }

  private static Blink blink(byte[] data, int at) {
    return new Blink(
        Wire.u8(data, at),
        Wire.u8(data, at + 1),
        LedColour.of(Wire.u8(data, at + 2)),
        LedColour.of(Wire.u8(data, at + 3)));
  }
}
