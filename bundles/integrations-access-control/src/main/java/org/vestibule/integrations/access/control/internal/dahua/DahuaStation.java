// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.dahua;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.DeviceHttp.Answer;
import org.vestibule.device.http.Forbidden;
import org.vestibule.integrations.access.control.internal.station.Replies;
import org.vestibule.integrations.access.control.internal.station.Station;
import org.vestibule.integrations.access.control.internal.station.StationKind;

/**
 * Dahua VTO stations over their CGI. Thread-safe.
 *
 * <p>Read in public clients and their issues: {@code openDoor} with its parameters and the answer
 * {@code OK}, {@code closeDoor}, {@code getDoorStatus} with {@code Info.status}, that some firmware
 * answers 404 to all of these, and that a door without a contact is called closed. Not tried with a
 * device. The second route of those firmwares, DHIP on port 5000, is not built.
 *
 * <p>The pulse is the one that is set in the device.
 */
public final class DahuaStation implements Station {
  /** What is registered for Dahua. */
  public static final StationKind KIND =
      new StationKind(
          "dahua",
          DahuaConfig.PID,
          List.of(),
          relay -> relay.matches("[1-9]"),
          "the number of a channel, 1 to 9",
          (reader, settings) -> new DahuaStation(settings.relays().values()));

  private static final String DOORS = "/cgi-bin/accessControl.cgi?action=";
  private static final String NO_CGI =
      "its firmware answers 404 to the CGI door call, a known difference between firmwares";
  private static final String OTHER_FIRMWARE =
      "Ask for firmware with accessControl.cgi, or wire the lock to a relay module.";
  private static final String RIGHTS = "Give the account the right to control doors.";

  private final Collection<String> wanted;

  DahuaStation(Collection<String> wanted) {
    this.wanted = List.copyOf(wanted);
  }

  @Override
  public Status probe(DeviceHttp http) throws VestibuleException, InterruptedException {
    Answer info = info(http);
    Map<String, String> facts = Replies.pairs(info);
    String model = Replies.shown(facts.getOrDefault("deviceType", "Dahua device"));
    for (String channel : wanted) {
      int status = status(http, channel).status();
      if (status == 404) {
        return Status.degraded(Cause.DEVICE_REFUSED, model + ": " + NO_CGI + ". " + OTHER_FIRMWARE);
      } else if (status == 401 || status == 403) {
        return Status.degraded(Cause.CREDENTIALS, model + " refuses its doors. " + RIGHTS);
      }
    }
    return Status.ready(model + " answers and opens each door for the time that is set there");
  }

  @Override
  public void release(DeviceHttp http, String channel, Duration pulse)
      throws VestibuleException, InterruptedException {
    command(http, channel, "openDoor&UserID=101&Type=Remote");
  }

  @Override
  public void secure(DeviceHttp http, String channel)
      throws VestibuleException, InterruptedException {
    command(http, channel, "closeDoor&UserID=101&Type=Remote");
  }

  @Override
  public Map<String, Reading> read(DeviceHttp http)
      throws VestibuleException, InterruptedException {
    Map<String, Reading> readings = new HashMap<>();
    for (String channel : wanted) {
      String state = Replies.pairs(status(http, channel)).getOrDefault("Info.status", "");
      DoorContact contact =
          switch (state) {
            case "Open" -> DoorContact.OPEN;
            case "Close" -> DoorContact.CLOSED;
            default -> DoorContact.UNKNOWN;
          };
      // Where the leaf is says nothing about the lock.
      readings.put(channel, new Reading(DoorState.UNKNOWN, contact));
    }
    return readings;
  }

  private static Answer info(DeviceHttp http) throws VestibuleException, InterruptedException {
    Answer answer = get(http, "/cgi-bin/magicBox.cgi?action=getSystemInfo");
    return Replies.good(
        "getSystemInfo of the Dahua device", answer, "Check that the device is a Dahua VTO.");
  }

  private static Answer status(DeviceHttp http, String channel)
      throws VestibuleException, InterruptedException {
    try {
      return get(http, DOORS + "getDoorStatus&channel=" + channel);
    } catch (Forbidden e) {
      if (e.answer().status() != 403) {
        throw e;
      }
      return e.answer();
    }
  }

  private static void command(DeviceHttp http, String channel, String action)
      throws VestibuleException, InterruptedException {
    String what = "door " + channel + " of the Dahua device";
    Answer answer = get(http, DOORS + action + "&channel=" + channel);
    if (answer.status() == 404) {
      throw Replies.refused(what, NO_CGI, OTHER_FIRMWARE);
    }
    Replies.good(what, answer, RIGHTS);
    String said = Replies.text(answer);
    if (said.startsWith("Error")) {
      throw Replies.refused(what, "'" + Replies.shown(said) + "'", RIGHTS);
    }
    if (!said.equals("OK")) {
      throw Replies.unclear(what, "'" + Replies.shown(said) + "' where OK belongs");
    }
  }

  private static Answer get(DeviceHttp http, String path)
      throws VestibuleException, InterruptedException {
    return http.send("GET", path, Map.of(), new byte[0]);
  }
}
