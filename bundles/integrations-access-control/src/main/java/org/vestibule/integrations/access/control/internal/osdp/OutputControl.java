// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one output is to do (osdp_OUT, SIA OSDP 2.2 section 6.8).
 *
 * @param output 0 to 255
 * @param action one of the constants
 * @param timer for a timed action: units of 100 ms, 0 to 65,535
 */
public record OutputControl(int output, int action, int timer) {
  public static final int NOTHING = 0;

  /** Off for good; a timed action ends now. */
  public static final int OFF = 1;

  /** On for good; a timed action ends now. */
  public static final int ON = 2;

  /** Off for good, once a timed action is over. */
  public static final int OFF_AFTER_TIMED = 3;

  /** On for good, once a timed action is over. */
  public static final int ON_AFTER_TIMED = 4;

  /** On for the timer's time. */
  public static final int TIMED_ON = 5;

  /** Off for the timer's time. */
  public static final int TIMED_OFF = 6;

  private static final int LENGTH = 4;

  /** Returns the bytes of some of them on the wire. */
  public static byte[] encode(List<OutputControl> controls) {
    byte[] data = new byte[controls.size() * LENGTH];
    int at = 0;
    for (OutputControl control : controls) {
      data[at] = (byte) control.output;
      data[at + 1] = (byte) control.action;
      Wire.put16(data, at + 2, control.timer);
      at += LENGTH;
    }
    return data;
  }

  /** Reads them; empty when the length is wrong. */
  public static Optional<List<OutputControl>> decode(byte[] data) {
    if (data.length == 0 || data.length % LENGTH != 0) {
      return Optional.empty();
    }
    List<OutputControl> all = new ArrayList<>();
    for (int at = 0; at < data.length; at += LENGTH) {
      all.add(new OutputControl(Wire.u8(data, at), Wire.u8(data, at + 1), Wire.u16(data, at + 2)));
    }
    return Optional.of(List.copyOf(all));
  }
}
