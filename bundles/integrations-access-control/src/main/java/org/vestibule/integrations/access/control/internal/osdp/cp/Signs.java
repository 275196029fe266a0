// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.integrations.access.control.internal.entry.EntryPoint.Sign;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.LedControl.Blink;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;
import org.vestibule.integrations.access.control.internal.osdp.cp.PanelSettings.Habits;

/** How a reader shows something: light, sound and text. */
final class Signs {
  /** One command. */
  record Command(int code, byte[] data) {}

  private static final int SHOWN_TENTHS = 30;
  private static final int CODE_TENTHS = 100;
  private static final int SHORT_TENTHS = 2;
  private static final int LONG_TENTHS = 10;

  private Signs() {}

  /**
   * Returns the commands that show a sign.
   *
   * @param display whether the reader can write
   */
  static List<Command> of(Sign sign, Habits habits, boolean display) {
    List<Command> commands = new ArrayList<>();
    commands.add(led(light(sign, habits)));
    if (habits.beep() && (sign == Sign.GRANTED || sign == Sign.DENIED)) {
      int tenths = sign == Sign.GRANTED ? SHORT_TENTHS : LONG_TENTHS;
      commands.add(
          new Command(
              CommandCode.BUZ,
              new BuzzerControl(0, BuzzerControl.DEFAULT_TONE, tenths, 0, 1).encode()));
    }
    if (habits.text() && display && sign != Sign.READY) {
      int seconds = (sign == Sign.ASK_CODE ? CODE_TENTHS : SHOWN_TENTHS) / 10;
      commands.add(
          new Command(
              CommandCode.TEXT,
              new TextControl(0, TextControl.TEMPORARY, seconds, 1, 1, words(sign)).encode()));
    }
    return commands;
  }

  private static LedControl light(Sign sign, Habits habits) {
    return switch (sign) {
      case GRANTED -> LedControl.flash(0, LedColour.GREEN, SHOWN_TENTHS);
      // Blinks: a steady red could not be told from a red that is always there.
      case DENIED -> blinking(LedColour.RED, SHOWN_TENTHS);
      case ASK_CODE -> blinking(LedColour.AMBER, CODE_TENTHS);
      case READY -> LedControl.steady(0, habits.idle());
    };
  }

  private static LedControl blinking(LedColour colour, int tenths) {
    return new LedControl(
        0,
        0,
        LedControl.SET,
        new Blink(SHORT_TENTHS, SHORT_TENTHS, colour, LedColour.NONE),
        tenths,
        LedControl.KEEP,
        Blink.NOTHING);
  }

  private static Command led(LedControl control) {
    return new Command(CommandCode.LED, LedControl.encode(List.of(control)));
  }

  private static String words(Sign sign) {
    return switch (sign) {
      case GRANTED -> "WELCOME";
      case DENIED -> "NO ENTRY";
      case ASK_CODE -> "ENTER CODE";
      case READY -> "";
    };
  }
}
