// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.StationReport.Result;

/** The part of a trial that is about what a device tells and what is wired to it. */
final class WiringCheck {
  private final OnvifClient client;
  private final Services services;
  private final StationCheck report;

  WiringCheck(OnvifClient client, Services services, StationCheck report) {
    this.client = client;
    this.services = services;
    this.report = report;
  }

  void run() throws InterruptedException {
    List<String> topics = events();
    try {
      Wiring wiring = Wiring.read(client, services);
      inputs(wiring, topics);
      relays(wiring);
    } catch (VestibuleException e) {
      report.failed("inputs", e);
    }
  }

  private List<String> events() throws InterruptedException {
    try {
      List<String> topics = topics();
      Optional<PullPoint> opened = PullPoint.open(client, services, System::nanoTime);
      if (opened.isEmpty()) {
        report.add(
            "events",
            Result.MISSING,
            "It tells of nothing; its button must reach the gateway in another way, such as SIP");
        return List.of();
      }
      opened.get().close();
      report.add(
          "events",
          Result.OK,
          "It lets itself be subscribed to",
          topics.stream().map(WiringCheck::shown).toArray(String[]::new));
      return topics;
    } catch (VestibuleException e) {
      report.failed("events", e);
      return List.of();
    }
  }

  /** Some devices tell events, but not which. */
  private List<String> topics() throws VestibuleException, InterruptedException {
    try {
      return Topics.read(client, services);
    } catch (VestibuleException e) {
      if (Connection.REFUSALS.contains(e.code())) {
        return List.of();
      }
      throw e;
    }
  }

  private void inputs(Wiring wiring, List<String> topics) {
    boolean bell = topics.stream().anyMatch(topic -> Topic.of(topic) == Topic.BELL);
    if (wiring.inputs().isEmpty()) {
      report.add(
          "inputs",
          bell ? Result.OK : Result.MISSING,
          bell
              ? "It lists no inputs, but has a bell of its own"
              : "It lists no inputs; a button may still be told by its events");
      return;
    }
    report.add(
        "inputs",
        Result.OK,
        "Each is taken for a bell unless bells or inputs say otherwise",
        wiring.inputs().toArray(String[]::new));
    if (wiring.inputs().size() > 1 && !bell) {
      report.propose("bells", wiring.inputs().get(0));
    }
  }

  private void relays(Wiring wiring) {
    if (wiring.relays().isEmpty()) {
      report.add("relays", Result.MISSING, "It has no relay; something else must open the door");
      return;
    }
    report.add(
        "relays",
        Result.OK,
        "None was moved",
        wiring.relays().stream().map(WiringCheck::shown).toArray(String[]::new));
  }

  private static String shown(Wiring.Relay relay) {
    return relay.token()
        + (relay.monostable() ? ", falls back after " + relay.delay() : ", stays as it is told");
  }

  private static String shown(String topic) {
    return switch (Topic.of(topic)) {
      case INPUT -> topic + " (input)";
      case BELL -> topic + " (bell)";
      case MOTION -> topic + " (motion)";
      case TAMPER -> topic + " (tamper)";
      case LEAF -> topic + " (door)";
      case RELAY -> topic + " (relay)";
      case OTHER -> topic;
    };
  }
}
