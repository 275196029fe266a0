// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.LedControl.Blink;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;

/** What panels do with a reader's light, and what it means. */
class PanelAnswerTest {
  private static final LedControl STEADY_RED = LedControl.steady(0, LedColour.RED);
  private static final LedControl STEADY_GREEN = LedControl.steady(0, LedColour.GREEN);

  private final PanelAnswer answer =
      new PanelAnswer(
          new ReaderSettings.Answers(Set.of(LedColour.GREEN), Set.of(LedColour.RED), true));

  @Test
  void aTemporaryLightSaysYesOrNoEachTime() {
    assertThat(answer.light(LedControl.flash(0, LedColour.GREEN, 50))).contains(true);
    assertThat(answer.light(LedControl.flash(0, LedColour.GREEN, 50))).contains(true);
    assertThat(answer.light(LedControl.flash(0, LedColour.RED, 50))).contains(false);
    assertThat(answer.light(LedControl.flash(1, LedColour.AMBER, 50))).isEmpty();
  }

  @Test
  void aBlinkingLightHasTheColourThatIsLit() {
    Blink blink = new Blink(0, 2, LedColour.NONE, LedColour.RED);
    assertThat(answer.light(new LedControl(0, 0, LedControl.SET, blink, 20, 0, Blink.NOTHING)))
        .contains(false);
  }

  @Test
  void anIdleLightSaysNothingHoweverOftenItIsSet() {
    assertThat(answer.light(STEADY_RED)).isEmpty();
    assertThat(answer.light(STEADY_RED)).isEmpty();
  }

  @Test
  void aChangedPermanentLightSaysYesAndItsEndSaysNothing() {
    answer.light(STEADY_RED);
    assertThat(answer.light(STEADY_GREEN)).contains(true);
    assertThat(answer.light(STEADY_RED)).as("the door locks again, for whoever comes").isEmpty();
    assertThat(answer.light(STEADY_GREEN)).contains(true);
  }

  @Test
  void aPermanentLightMaySayNo() {
    answer.light(LedControl.steady(0, LedColour.BLUE));
    assertThat(answer.light(STEADY_RED)).contains(false);
  }

  @Test
  void aTemporaryLightCountsBeforeThePermanentOneUnderIt() {
    answer.light(LedControl.steady(0, LedColour.BLUE));
    LedControl both =
        new LedControl(
            0,
            0,
            LedControl.SET,
            Blink.steady(LedColour.GREEN),
            50,
            LedControl.SET_PERMANENT,
            Blink.steady(LedColour.RED));
    assertThat(answer.light(both)).contains(true);
  }

  @Test
  void anOutputThatGoesOnSaysYesWhereAPersonSaidSo() {
    OutputControl on = new OutputControl(0, OutputControl.TIMED_ON, 50);
    assertThat(answer.output(on)).contains(true);
    assertThat(answer.output(new OutputControl(0, OutputControl.OFF, 0))).isEmpty();
    PanelAnswer lights =
        new PanelAnswer(new ReaderSettings.Answers(Set.of(LedColour.GREEN), Set.of(), false));
    assertThat(lights.output(on)).isEmpty();
  }
}
