// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.doorbird;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.DeviceHttp.Answer;
import org.vestibule.device.http.Forbidden;
import org.vestibule.integrations.access.control.internal.station.Replies;
import org.vestibule.integrations.access.control.internal.station.Station;
import org.vestibule.integrations.access.control.internal.station.StationKind;

/**
 * DoorBird stations over the LAN-2-LAN API. Thread-safe.
 *
 * <p>Read (revision 0.36 and public clients of it): the paths, {@code r=RELAY} and {@code
 * r=PERIPHERAL@RELAY}, the shape of {@code info.cgi}, that a missing right is answered with 204 and
 * no body, and that {@code favorites.cgi} needs "API operator". Believed: {@code RETURNCODE} "1"
 * for success of {@code open-door.cgi}. Not tried with a device.
 *
 * <p>Nothing tells how a relay is: its state stays unknown. The pulse is the one that is set in the
 * device. Nothing is written into the device: its calls and schedules belong to others.
 */
public final class DoorBirdStation implements Station {
  /** What is registered for DoorBird. */
  public static final StationKind KIND =
      new StationKind(
          "doorbird",
          DoorBirdConfig.PID,
          List.of(),
          relay -> relay.matches("[1-9]|[A-Za-z0-9]{1,16}@[1-9]"),
          "the number of a relay, or PERIPHERAL@NUMBER",
          (reader, settings) -> new DoorBirdStation(settings.relays().values()));

  private static final String OPERATOR =
      "the account has no right 'API operator': give it in the DoorBird app under Administration /"
          + " Users / Permissions";
  private static final String WATCH =
      "Give the account 'watch always' in the DoorBird app: without it a door opens only within five"
          + " minutes of a ring.";

  private final Collection<String> wanted;

  DoorBirdStation(Collection<String> wanted) {
    this.wanted = List.copyOf(wanted);
  }

  @Override
  public Status probe(DeviceHttp http) throws VestibuleException, InterruptedException {
    JsonNode version = info(http);
    String model = Replies.shown(version.path("DEVICE-TYPE").asText("DoorBird"));
    Collection<String> relays = new TreeSet<>();
    version.path("RELAYS").forEach(relay -> relays.add(relay.asText()));
    for (String relay : wanted) {
      // Old firmware does not list them.
      if (!relays.isEmpty() && !relays.contains(relay)) {
        return Status.degraded(
            Cause.DEVICE_REFUSED,
            model + " has no relay " + relay + ", only " + Replies.shown(relays.toString()));
      }
    }
    if (!operator(http)) {
      return Status.degraded(Cause.CREDENTIALS, model + ": " + OPERATOR);
    }
    return Status.ready(model + " answers; the state of its relays cannot be asked");
  }

  @Override
  public void release(DeviceHttp http, String relay, Duration pulse)
      throws VestibuleException, InterruptedException {
    String what = "open-door.cgi of the DoorBird";
    Answer answer = get(http, "/bha-api/open-door.cgi?r=" + relay);
    if (answer.status() == 204) {
      throw Replies.refused(what, "204 without a body: a right is missing", WATCH);
    }
    Replies.good(what, answer, "Check the relay's name.");
    String code = Replies.at(Replies.json(what, answer), "BHA", "RETURNCODE").asText();
    if (!code.equals("1")) {
      throw Replies.refused(what, "return code '" + Replies.shown(code) + "'", WATCH);
    }
  }

  @Override
  public Map<String, Reading> read(DeviceHttp http)
      throws VestibuleException, InterruptedException {
    info(http);
    return Map.of();
  }

  private static JsonNode info(DeviceHttp http) throws VestibuleException, InterruptedException {
    String what = "info.cgi of the DoorBird";
    Answer answer = get(http, "/bha-api/info.cgi");
    if (answer.status() == 204) {
      throw Replies.refused(what, "204 without a body", "It seems that " + OPERATOR + ".");
    }
    Replies.good(what, answer, "Check that the device is a DoorBird.");
    JsonNode version = Replies.at(Replies.json(what, answer), "BHA", "VERSION", 0);
    if (!version.isObject()) {
      throw Replies.refused(what, "no version in it", "Check that the device is a DoorBird.");
    }
    return version;
  }

  /** Reads the list of favorites, which only an operator may, and changes nothing in it. */
  private static boolean operator(DeviceHttp http) throws VestibuleException, InterruptedException {
    try {
      return get(http, "/bha-api/favorites.cgi").status() == 200;
    } catch (Forbidden e) {
      if (e.answer().status() == 403) {
        return false;
      }
      throw e;
    }
  }

  private static Answer get(DeviceHttp http, String path)
      throws VestibuleException, InterruptedException {
    return http.send("GET", path, Map.of(), new byte[0]);
  }
}
