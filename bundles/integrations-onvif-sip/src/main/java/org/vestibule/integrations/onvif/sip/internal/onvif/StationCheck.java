// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.StationReport;
import org.vestibule.api.station.StationReport.Result;
import org.vestibule.api.station.StationReport.Step;
import org.vestibule.device.http.DeviceHttp;

/**
 * Tries one device step by step, as a person would who takes it into service. Moves no relay. Used
 * once, by one thread.
 */
final class StationCheck {
  private static final Duration CLOCK_FINE = Duration.ofSeconds(5);
  private static final List<String> ALL =
      List.of(
          "encryption",
          "reachable",
          "clock",
          "login",
          "services",
          "profiles",
          "streams",
          "snapshot",
          "events",
          "inputs",
          "relays");

  private final OnvifClient client;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, String> proposal = new TreeMap<>();

  StationCheck(OnvifClient client) {
    this.client = client;
  }

  /** Tries everything that can be tried. */
  StationReport run() throws InterruptedException {
    try {
      encryption();
      clock();
      DeviceInfo info = tried("login", () -> DeviceInfo.read(client));
      add("login", Result.OK, "The account is taken", info.shown(), "firmware " + info.firmware());
      proposeAccount();
      Services services = tried("services", () -> Services.read(client));
      add("services", Result.OK, "Its services are known", shown(services));
      pictures(services);
      new WiringCheck(client, services, this).run();
    } catch (Failed e) {
      // The step says it.
    }
    skipTheRest();
    return new StationReport(steps, proposal);
  }

  void propose(String key, String value) {
    proposal.put(key, value);
  }

  void add(String name, Result result, String sentence, String... found) {
    steps.add(new Step(name, result, sentence, List.of(found)));
  }

  void failed(String name, VestibuleException e) {
    add(name, Result.FAILED, e.getMessage());
  }

  private void encryption() {
    URI url = client.target().address().url();
    if (url.getScheme().equals("https")) {
      add("encryption", Result.OK, "What is said is encrypted");
    } else {
      add(
          "encryption",
          Result.MISSING,
          "http: the login is a digest, but what the device tells can be read on the way. Use https"
              + " if the device has it, or allowInsecure = true in a network that is yours alone");
      propose("allowInsecure", "true");
    }
  }

  private void clock() throws InterruptedException, Failed {
    Duration ahead;
    try {
      ahead = client.readClock();
    } catch (VestibuleException e) {
      if (!Connection.REFUSALS.contains(e.code()) && !e.code().equals("credentials-wrong")) {
        failed("reachable", e);
        throw new Failed();
      }
      add("reachable", Result.OK, "A device answers");
      add("clock", Result.MISSING, "It tells its time to nobody: " + e.getMessage());
      return;
    }
    add("reachable", Result.OK, "A device answers");
    String shown = String.format("%+.1f s", ahead.toMillis() / 1000.0);
    boolean fine = ahead.abs().compareTo(CLOCK_FINE) <= 0;
    add(
        "clock",
        fine ? Result.OK : Result.MISSING,
        fine
            ? "Its clock is right"
            : "Its clock is wrong. The login is made by its clock; set a time server there",
        shown);
  }

  private void proposeAccount() {
    propose("url", client.target().service().toString());
    if (!client.target().address().username().isEmpty()) {
      propose("username", client.target().address().username());
      propose("passwordFile", "/etc/vestibule/secrets/station.password");
    }
  }

  private void pictures(Services services) throws InterruptedException, Failed {
    Optional<MediaService> media = tried("profiles", () -> MediaService.read(client, services));
    List<MediaProfile> all = media.map(MediaService::profiles).orElse(List.of());
    if (all.isEmpty()) {
      add("profiles", Result.MISSING, "It has no profile with pictures; set one up at the device");
      add("streams", Result.SKIPPED, "Without a profile there is none");
      add("snapshot", Result.SKIPPED, "Without a profile there is none");
      return;
    }
    MediaProfile small = MediaProfile.forDetection(all).orElseThrow();
    MediaProfile large = MediaProfile.forFaces(all).orElseThrow();
    add(
        "profiles",
        Result.OK,
        media.get().shown()
            + "; "
            + small.token()
            + " for detection, "
            + large.token()
            + " for faces",
        all.stream().map(MediaProfile::shown).toArray(String[]::new));
    propose("detectionProfile", small.token());
    propose("faceProfile", large.token());
    streams(media.get(), List.of(small, large));
    snapshot(media.get(), large);
  }

  private void streams(MediaService media, List<MediaProfile> profiles)
      throws InterruptedException {
    List<String> found = new ArrayList<>();
    try {
      for (MediaProfile profile : profiles.stream().distinct().toList()) {
        found.add(profile.token() + ": " + media.stream(profile));
      }
      add(
          "streams",
          Result.OK,
          "It says where its streams are; they are opened when somebody looks",
          found.toArray(String[]::new));
    } catch (VestibuleException e) {
      failed("streams", e);
    }
  }

  private void snapshot(MediaService media, MediaProfile profile) throws InterruptedException {
    try {
      Optional<URI> where = Plans.snapshot(media, profile);
      if (where.isEmpty()) {
        add("snapshot", Result.MISSING, "It gives no single pictures; the streams will do");
        return;
      }
      DeviceHttp.Answer answer =
          client.fetch(where.get(), client.target().address().timeout().multipliedBy(2));
      byte[] picture = answer.body();
      boolean jpeg =
          picture.length > 3 && (picture[0] & 0xff) == 0xff && (picture[1] & 0xff) == 0xd8;
      add(
          "snapshot",
          answer.status() == 200 && jpeg ? Result.OK : Result.FAILED,
          jpeg ? "A picture came" : "What came is no JPEG, with the HTTP status " + answer.status(),
          where.get().toString(),
          picture.length + " bytes");
    } catch (VestibuleException e) {
      failed("snapshot", e);
    }
  }

  private static String[] shown(Services services) {
    return new TreeMap<>(services.byPrefix())
        .entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue())
            .toArray(String[]::new);
  }

  private void skipTheRest() {
    for (String name : ALL) {
      if (steps.stream().noneMatch(step -> step.name().equals(name))) {
        add(name, Result.SKIPPED, "Not tried, because an earlier step failed");
      }
    }
  }

  private <T> T tried(String step, Question<T> question) throws InterruptedException, Failed {
    try {
      return question.ask();
    } catch (VestibuleException e) {
      failed(step, e);
      throw new Failed();
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws VestibuleException, InterruptedException;
  }

  /** A step failed that the others need. */
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
