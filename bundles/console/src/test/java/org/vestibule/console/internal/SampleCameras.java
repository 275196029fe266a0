// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.vestibule.api.station.FoundStation;
import org.vestibule.api.station.StationFinder;
import org.vestibule.api.station.StationReport;
import org.vestibule.api.station.StationReport.Result;
import org.vestibule.api.station.StationReport.Step;

/** A network with one camera; it takes one password, and while it has none nothing answers. */
final class SampleCameras implements StationFinder {
  /** What the camera takes; empty: nothing answers at all. */
  volatile String password = "";

  /** Which hosts the site lets the gateway reach. */
  volatile Predicate<String> allowed = host -> true;

  private final Consumer<String> done;

  SampleCameras(Consumer<String> done) {
    this.done = done;
  }

  @Override
  public List<FoundStation> discover(Duration wait) {
    done.accept("discover");
    return List.of(
        new FoundStation(
            "urn:uuid:1",
            "192.0.2.20",
            List.of(URI.create("http://192.0.2.20/onvif/device_service")),
            "Front",
            "Camera",
            List.of("NetworkVideoTransmitter")));
  }

  @Override
  public StationReport check(URI address, String username, char[] given) {
    done.accept("check " + address + " as " + username);
    if (!allowed.test(address.getHost())) {
      String denied =
          "%s is no host of this site. Write onvif:%s into hosts of org.vestibule.egress";
      return new StationReport(
          List.of(step("reachable", Result.FAILED, denied.replace("%s", address.getHost()))),
          Map.of());
    }
    if (password.isEmpty()) {
      return new StationReport(
          List.of(step("reachable", Result.FAILED, "Nothing answers")), Map.of());
    }
    List<Step> steps =
        new ArrayList<>(
            List.of(
                step("encryption", Result.MISSING, "http: what the device tells can be read"),
                step("reachable", Result.OK, "A device answers"),
                step("clock", Result.OK, "Its clock is right", "+0.1 s")));
    if (!password.equals(new String(given))) {
      steps.add(step("login", Result.FAILED, "login at " + address + ": user refused"));
      for (String name : List.of("services", "profiles", "streams", "snapshot", "relays")) {
        steps.add(step(name, Result.SKIPPED, "Not tried, because an earlier step failed"));
      }
      return new StationReport(steps, Map.of("allowInsecure", "true"));
    }
    steps.add(step("login", Result.OK, "The account is taken", "Camera", "firmware 1.2"));
    steps.add(step("profiles", Result.OK, "Two profiles", "small, 640x360", "large, 1920x1080"));
    steps.add(step("streams", Result.OK, "It says where its streams are"));
    steps.add(step("snapshot", Result.MISSING, "It gives no single pictures"));
    steps.add(step("events", Result.OK, "It lets itself be subscribed to"));
    steps.add(step("relays", Result.OK, "None was moved", "relay-1, falls back after PT5S"));
    return new StationReport(
        steps,
        Map.of("allowInsecure", "true", "url", address.toString(), "detectionProfile", "small"));
  }

  private static Step step(String name, Result result, String sentence, String... found) {
    return new Step(name, result, sentence, List.of(found));
  }
}
