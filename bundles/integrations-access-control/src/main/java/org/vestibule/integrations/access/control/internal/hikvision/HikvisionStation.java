// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.hikvision;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Hikvision intercoms and terminals over ISAPI. Thread-safe.
 *
 * <p>Read in public clients: the door command and its answer, the door's capabilities with {@code
 * doorNo} and {@code cmd}, and {@code AcsWorkStatus}. Believed: that {@code close} ends {@code
 * alwaysOpen}, and {@code doorStatus} 2 for always open and 3 for always closed ({@code
 * doorLockStatus} is not used: the clients contradict each other). Not tried with a device.
 *
 * <p>The device ends a pulse after the time that is set there. It does not end {@code alwaysOpen}:
 * so a hold needs {@code holdByGateway}, and a gateway that dies then leaves the door unlocked.
 */
public final class HikvisionStation implements Station {
  /** What is registered for Hikvision. */
  public static final StationKind KIND =
      new StationKind(
          "hikvision",
          HikvisionConfig.PID,
          List.of("holdByGateway"),
          relay -> relay.matches("[1-9][0-9]?"),
          "the number of a door, 1 to 99",
          (reader, settings) ->
              new HikvisionStation(
                  settings.relays().values(), reader.flag("holdByGateway", false)));

  private static final String DOOR = DoorCommand.PATH;
  private static final int MOST_DOORS = 99;

  private final Collection<String> wanted;
  private final boolean holdByGateway;

  HikvisionStation(Collection<String> wanted, boolean holdByGateway) {
    this.wanted = List.copyOf(wanted);
    this.holdByGateway = holdByGateway;
  }

  @Override
  public Status probe(DeviceHttp http) throws VestibuleException, InterruptedException {
    String what = "deviceInfo of the Hikvision device";
    Answer answer = get(http, "/ISAPI/System/deviceInfo");
    Replies.good(what, answer, "Switch ISAPI on at the device.");
    String model = Replies.shown(Replies.xml(what, answer).getOrDefault("model", "Hikvision"));
    try {
      Answer caps = get(http, DOOR + "capabilities");
      if (caps.status() != 200) {
        return Status.degraded(
            Cause.DEVICE_REFUSED,
            model + " does not say that it opens doors (HTTP status " + caps.status() + ")");
      }
      return capabilities(model, Replies.xml("capabilities of the Hikvision device", caps));
    } catch (Forbidden e) {
      return Status.degraded(
          Cause.CREDENTIALS, model + " refuses its doors. " + DoorCommand.RIGHTS);
    }
  }

  private Status capabilities(String model, Map<String, String> caps) {
    List<String> commands = List.of(caps.getOrDefault("cmd@opt", "open").split(","));
    for (String door : wanted) {
      int number = Integer.parseInt(door);
      if (number < bound(caps, "doorNo@min", 1)
          || number > bound(caps, "doorNo@max", MOST_DOORS)
          || !commands.contains("open")) {
        return Status.degraded(
            Cause.DEVICE_REFUSED, model + " does not open a door " + door + ": correct doors");
      }
    }
    return Status.ready(model + " answers and opens each door for the time that is set there");
  }

  @Override
  public void release(DeviceHttp http, String door, Duration pulse)
      throws VestibuleException, InterruptedException {
    DoorCommand.send(http, door, "open");
  }

  @Override
  public boolean hold(DeviceHttp http, String door, Duration lease)
      throws VestibuleException, InterruptedException {
    if (!holdByGateway) {
      throw Replies.holdUnsupported(
          "door " + door, "the device would stay open if the gateway died; see holdByGateway");
    }
    DoorCommand.send(http, door, "alwaysOpen");
    return false;
  }

  @Override
  public void secure(DeviceHttp http, String door) throws VestibuleException, InterruptedException {
    DoorCommand.send(http, door, "close");
  }

  @Override
  public Map<String, Reading> read(DeviceHttp http)
      throws VestibuleException, InterruptedException {
    String what = "AcsWorkStatus of the Hikvision device";
    Answer answer;
    try {
      answer = get(http, "/ISAPI/AccessControl/AcsWorkStatus?format=json");
    } catch (Forbidden e) {
      answer = e.answer();
    }
    if (answer.status() != 200) {
      // Many intercoms do not have it; that one answered at all is what the caller needs.
      return Map.of();
    }
    JsonNode status = Replies.json(what, answer).path("AcsWorkStatus");
    Map<String, Reading> readings = new HashMap<>();
    for (String door : wanted) {
      int index = Integer.parseInt(door) - 1;
      readings.put(
          door,
          new Reading(
              lock(status.path("doorStatus").path(index).asInt(-1)),
              contact(status.path("magneticStatus").path(index).asInt(-1))));
    }
    return readings;
  }

  private static DoorState lock(int status) {
    return switch (status) {
      case 2 -> DoorState.UNLOCKED;
      case 3 -> DoorState.LOCKED;
      default -> DoorState.UNKNOWN;
    };
  }

  private static DoorContact contact(int status) {
    return switch (status) {
      case 0 -> DoorContact.CLOSED;
      case 1 -> DoorContact.OPEN;
      default -> DoorContact.UNKNOWN;
    };
  }

  private static int bound(Map<String, String> caps, String key, int otherwise) {
    String text = caps.getOrDefault(key, "");
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : otherwise;
  }

  private static Answer get(DeviceHttp http, String path)
      throws VestibuleException, InterruptedException {
    return http.send("GET", path, Map.of(), new byte[0]);
  }
}
