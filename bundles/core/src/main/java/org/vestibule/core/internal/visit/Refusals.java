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

  static VestibuleException visitOver(VisitId visit) {
    return new VestibuleException(
        "visit-over",
        "visit " + visit,
        "it is over",
        "a visit that is open",
        "Answer the next one.");
  }

  static VestibuleException answered(VisitId visit) {
    return new VestibuleException(
        "visit-answered",
        "visit " + visit,
        "somebody talks with the visitor already",
        "one conversation at a time",
        "Leave it to them.");
  }

  static VestibuleException noVideo(StationId station) {
    return new VestibuleException(
        "no-video",
        "station " + station,
        "sends no pictures",
        "a station with a camera",
        "Look at another one.");
  }

  static VestibuleException tooManyLook(StationId station) {
    return pictureFailed(station, "too many look at pictures at the same time");
  }

  static VestibuleException pictureFailed(StationId station, String found) {
    return new VestibuleException(
        "station-unreachable", "the picture of " + station, found, "a picture", "Try again.");
  }

  static VestibuleException talkBusy(VisitId visit) {
    return new VestibuleException(
        "talk-busy",
        "the loudspeaker of visit " + visit,
        "the house is still speaking",
        "one at a time",
        "Try again in a moment.");
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
