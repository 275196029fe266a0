// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.door.ReaderDisplay.Light;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;

/**
 * What a panel wants shown at its reader, as it is at a moment: lights, buzzer and text with their
 * times (SIA OSDP 2.2 sections 6.10 to 6.12). Times are on a monotonic clock that the caller reads.
 * Thread-safe; holds its lock for a few comparisons only.
 */
final class ReaderFace {
  private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);

  private final Lamp[] lamps = new Lamp[PdProfile.LIGHTS];
  private BuzzerControl buzzer;
  private long buzzes;
  private String permanent = "";
  private String temporary = "";
  private long temporaryEnds;

  ReaderFace() {
    for (int i = 0; i < lamps.length; i++) {
      lamps[i] = new Lamp();
    }
  }

  /** A light. */
  synchronized void light(LedControl control, long now) {
    lamps[control.led()].set(control, now);
  }

  /** A sound. */
  synchronized void buzzer(BuzzerControl control, long now) {
    buzzer = control;
    buzzes = now;
  }

  /** A text; rows and columns are the reader's own business, and this one has a single row. */
  synchronized void text(TextControl control, long now) {
    String text = control.text().strip();
    if (control.action() >= TextControl.TEMPORARY) {
      temporary = text;
      temporaryEnds = now + TimeUnit.SECONDS.toNanos(control.seconds());
    } else {
      permanent = text;
      temporary = "";
    }
  }

  /** Returns what is shown at this moment. */
  synchronized ReaderDisplay at(long now) {
    Lamp lit = lamps[0];
    for (Lamp lamp : lamps) {
      if (!lit.used(now)) {
        lit = lamp;
      }
    }
    return new ReaderDisplay(lit.light(now), lit.blinking(now), beeping(now), text(now));
  }

  private String text(long now) {
    boolean brief = !temporary.isEmpty() && now - temporaryEnds < 0;
    return brief ? temporary : permanent;
  }

  /** A count of 0 goes on until it is told otherwise. */
  private boolean beeping(long now) {
    if (buzzer == null || buzzer.tone() <= BuzzerControl.OFF || buzzer.on() == 0) {
      return false;
    }
    long turn = (buzzer.on() + buzzer.off()) * TENTH;
    long since = now - buzzes;
    boolean over = buzzer.count() > 0 && since >= buzzer.count() * turn;
    return !over && since % turn < buzzer.on() * TENTH;
  }

  /** One light: what it shows for a time, and what it shows otherwise. */
  private static final class Lamp {
    private LedControl.Blink permanent = LedControl.Blink.NOTHING;
    private long permanentFrom;
    private LedControl.Blink temporary;
    private long temporaryFrom;
    private long temporaryEnds;

    void set(LedControl control, long now) {
      if (control.permanentAction() == LedControl.SET_PERMANENT) {
        permanent = control.permanent();
        permanentFrom = now;
      }
      if (control.temporaryAction() == LedControl.SET) {
        temporary = control.temporary();
        temporaryFrom = now;
        temporaryEnds = now + control.timer() * TENTH;
      } else if (control.temporaryAction() == LedControl.CANCEL) {
        temporary = null;
      }
    }

    private boolean brief(long now) {
      return temporary != null && now - temporaryEnds < 0;
    }

    private LedControl.Blink shown(long now) {
      return brief(now) ? temporary : permanent;
    }

    /** Returns whether it shows any colour, now or in its next turn. */
    boolean used(long now) {
      LedControl.Blink blink = shown(now);
      return PanelAnswer.colour(blink) != LedColour.NONE || blinking(now);
    }

    boolean blinking(long now) {
      LedControl.Blink blink = shown(now);
      return blink.on() > 0 && blink.off() > 0 && blink.onColour() != blink.offColour();
    }

    Optional<Light> light(long now) {
      LedControl.Blink blink = shown(now);
      LedColour colour = PanelAnswer.colour(blink);
      if (blinking(now)) {
        long since = now - (brief(now) ? temporaryFrom : permanentFrom);
        boolean on = since % ((blink.on() + blink.off()) * TENTH) < blink.on() * TENTH;
        colour = on ? blink.onColour() : blink.offColour();
      }
      return colour == LedColour.NONE
          ? Optional.empty()
          : Optional.of(Light.valueOf(colour.name()));
    }
  }
}
