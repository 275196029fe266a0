// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.twon;

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
import org.vestibule.integrations.access.control.internal.station.Ear;
import org.vestibule.integrations.access.control.internal.station.Replies;
import org.vestibule.integrations.access.control.internal.station.Station;
import org.vestibule.integrations.access.control.internal.station.StationKind;

/**
 * 2N intercoms and access units over the 2N HTTP API. Thread-safe.
 *
 * <p>Read in the public manual (2.46 and its web edition): 2.3 replies and error codes, 5.1.1
 * system info, 5.4.1 to 5.4.3 switch, 5.10.2 to 5.10.4 log. Believed: what exactly a device answers
 * when a right is missing, and the states of the tamper event. Not tried with a device.
 *
 * <p>A switch has to be monostable: the device ends the pulse, after the time that is set there. A
 * bistable one is refused, because a trigger would leave the door unlocked.
 */
public final class TwonStation implements Station {
  /** What is registered for 2N. */
  public static final StationKind KIND =
      new StationKind(
          "2n",
          TwonConfig.PID,
          List.of("exitInput"),
          relay -> relay.matches("[1-9]"),
          "the number of a switch, 1 to 9",
          (reader, settings) ->
              new TwonStation(settings.relays().values(), reader.text("exitInput", 32, "")));

  private static final String RIGHTS =
      "Enable the services System, Switch and Logging for the account in Services / HTTP API, with"
          + " the rights to monitor and to control switches.";
  private static final int MOST_HOLD_SECONDS = 86_400;

  private final Collection<String> wanted;
  private final TwonLog log;

  /** The switches that are on; replaced as a whole, because an order may come meanwhile. */
  private volatile Map<String, Boolean> monostable = Map.of();

  TwonStation(Collection<String> wanted, String exitInput) {
    this.wanted = List.copyOf(wanted);
    this.log = new TwonLog(exitInput);
  }

  @Override
  public Status probe(DeviceHttp http) throws VestibuleException, InterruptedException {
    JsonNode info = ask(http, "/api/system/info");
    readCaps(http);
    for (String relay : wanted) {
      if (!monostable.containsKey(relay)) {
        return Status.degraded(
            Cause.DEVICE_REFUSED,
            "Switch " + relay + " is off: enable it in Hardware / Switches of the 2N device");
      } else if (!monostable.get(relay)) {
        return Status.degraded(Cause.DEVICE_REFUSED, bistable(relay).getMessage());
      }
    }
    String model = Replies.shown(info.path("variant").asText("2N device"));
    return Status.ready(model + " answers, and its switches end each pulse by themselves");
  }

  @Override
  public void release(DeviceHttp http, String relay, Duration pulse)
      throws VestibuleException, InterruptedException {
    if (!monostable.containsKey(relay)) {
      readCaps(http);
    }
    if (!monostable.getOrDefault(relay, false)) {
      throw bistable(relay);
    }
    control(http, relay, "trigger");
  }

  @Override
  public boolean hold(DeviceHttp http, String relay, Duration lease)
      throws VestibuleException, InterruptedException {
    long seconds = Math.max(1, Math.min(MOST_HOLD_SECONDS, (lease.toMillis() + 999) / 1000));
    control(http, relay, "hold&timeout=" + seconds);
    // Firmware that does not know the parameter holds for ever, and shows no time left.
    for (JsonNode state : switches(http)) {
      if (state.path("switch").asText().equals(relay) && state.has("holdTimeout")) {
        return true;
      }
    }
    control(http, relay, "release");
    throw Replies.holdUnsupported("switch " + relay, "its firmware holds without an end");
  }

  @Override
  public void secure(DeviceHttp http, String relay)
      throws VestibuleException, InterruptedException {
    control(http, relay, "release");
    control(http, relay, "off");
  }

  @Override
  public Map<String, Reading> read(DeviceHttp http)
      throws VestibuleException, InterruptedException {
    Map<String, Reading> readings = new HashMap<>();
    for (JsonNode state : switches(http)) {
      if (state.path("active").isBoolean()) {
        DoorState lock =
            state.path("active").booleanValue() ? DoorState.UNLOCKED : DoorState.LOCKED;
        readings.put(state.path("switch").asText(), new Reading(lock, DoorContact.UNKNOWN));
      }
    }
    return readings;
  }

  @Override
  public boolean listen(DeviceHttp http, Ear ear) throws VestibuleException, InterruptedException {
    log.listen(http, ear);
    return true;
  }

  private void readCaps(DeviceHttp http) throws VestibuleException, InterruptedException {
    Map<String, Boolean> read = new HashMap<>();
    for (JsonNode caps : ask(http, "/api/switch/caps").path("switches")) {
      if (caps.path("enabled").asBoolean()) {
        read.put(caps.path("switch").asText(), caps.path("mode").asText().equals("monostable"));
      }
    }
    monostable = Map.copyOf(read);
  }

  private JsonNode switches(DeviceHttp http) throws VestibuleException, InterruptedException {
    return ask(http, "/api/switch/status").path("switches");
  }

  private void control(DeviceHttp http, String relay, String action)
      throws VestibuleException, InterruptedException {
    ask(http, "/api/switch/ctrl?switch=" + relay + "&action=" + action);
  }

  private static JsonNode ask(DeviceHttp http, String path)
      throws VestibuleException, InterruptedException {
    return TwonAnswer.result(http, path, RIGHTS);
  }

  private static VestibuleException bistable(String relay) {
    return Replies.refused(
        "switch " + relay + " of the 2N device",
        "it is off or bistable, so a pulse would have no end",
        "Enable it and set its mode to monostable in Hardware / Switches.");
  }
}
