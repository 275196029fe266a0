// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.StationId;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;

/** What the reception answers when it cannot do what it was asked to. */
final class Refusals {
  private Refusals() {}

  static VestibuleException stopping(ButtonPress press) {
    return new VestibuleException(
        "gateway-stopping",
        "press at " + press.station(),
        "the gateway stops",
        "a running one",
        "Press again in a moment");
  }

  static VestibuleException restarting(ButtonPress press, RestartPlan plan) {
    return new VestibuleException(
        "gateway-restarting",
        "press at " + press.station(),
        "the gateway is about to restart (" + plan.feature() + ": " + plan.reason() + ")",
        "a gateway that is not about to restart",
        "Press again in a minute, or use your key.");
  }

  static VestibuleException unknown(StationId station) {
    return new VestibuleException(
        "unknown-station",
        "press at " + station,
        "no such station is registered",
        "a configured station",
        "Configure the station or start its integration");
  }

  static VestibuleException unknown(VisitId visit, int memory) {
    return new VestibuleException(
        "unknown-visit",
        "visit " + visit,
        "it is not open and not among the last " + memory,
        "a visit that is remembered",
        "Choose one of the visits that are shown.");
  }

  static VestibuleException keys(VisitId visit, String keys) {
    return new VestibuleException(
        "keys-invalid",
        "keys of visit " + visit,
        keys.length() + " characters, not all of them keys",
        "1 to 32 of 0-9, * and #",
        "Send what was entered.");
  }

  static VestibuleException over(VisitId visit) {
    return new VestibuleException(
        "no-audio",
        "the sound of visit " + visit,
        "the visit is over",
        "an open visit with sound",
        "Choose one that is open.");
  }
}
