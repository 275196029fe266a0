// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.video.PictureSettings;
import org.vestibule.integrations.onvif.sip.internal.video.StreamWish;

/**
 * What is configured of one device beyond what each station has; keys and defaults are those of
 * {@link OnvifConfig}.
 *
 * @param bells inputs that are a bell, each with its unit or an empty text; empty: every input
 * @param inputs what else is wired, by input
 * @param doors the relays, by door
 * @param detectionProfile empty: chosen by size
 * @param faceProfile empty: chosen by size
 * @param look what is done with the pictures of its streams
 */
record OnvifSettings(
    OnvifTarget target,
    Map<String, String> bells,
    Map<String, DoorSignal> inputs,
    Map<DoorId, String> doors,
    String detectionProfile,
    String faceProfile,
    StreamWish.Options look) {
  /** The keys that are read here. */
  static final List<String> KEYS =
      Stream.of(
              DeviceAddress.KEYS,
              PictureSettings.LOOK_KEYS,
              List.of(
                  "keepHosts",
                  "rtspPort",
                  "bells",
                  "inputs",
                  "doors",
                  "detectionProfile",
                  "faceProfile"))
          .flatMap(List::stream)
          .toList();

  private static final Map<String, DoorSignal> SIGNALS =
      Map.of(
          "contact", DoorSignal.CONTACT_OPEN,
          "exit", DoorSignal.EXIT_REQUEST,
          "tamper", DoorSignal.TAMPER,
          "power", DoorSignal.POWER_LOST,
          "fire", DoorSignal.FIRE_RELEASE);
  private static final int MOST = 32;
  private static final int MOST_TOKEN = 128;

  /** Copies. */
  OnvifSettings {
    bells = Map.copyOf(bells);
    inputs = Map.copyOf(inputs);
    doors = Map.copyOf(doors);
  }

  /**
   * Reads a configuration.
   *
   * @param areas of the station
   * @throws VestibuleException {@code configuration-invalid}
   */
  static OnvifSettings of(String pid, SettingsReader reader, LiveAreas areas)
      throws VestibuleException {
    Map<String, String> bells = pairs(pid, reader, "bells", "1=1207");
    Map<String, DoorSignal> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : pairs(pid, reader, "inputs", "2=contact").entrySet()) {
      DoorSignal signal = SIGNALS.get(each.getValue());
      if (signal == null || bells.containsKey(each.getKey())) {
        throw refused(pid, "inputs", each.getKey() + "=" + each.getValue(), "2=contact");
      }
      inputs.put(each.getKey(), signal);
    }
    Map<DoorId, String> doors = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : pairs(pid, reader, "doors", "front-door=1").entrySet()) {
      if (each.getValue().isEmpty()) {
        throw refused(pid, "doors", each.getKey(), "front-door=1");
      }
      doors.put(door(pid, each.getKey()), each.getValue());
    }
    return new OnvifSettings(
        OnvifTarget.of(pid, reader),
        bells,
        inputs,
        doors,
        reader.text("detectionProfile", MOST_TOKEN, ""),
        reader.text("faceProfile", MOST_TOKEN, ""),
        PictureSettings.look(pid, reader, areas));
  }

  /** Reads entries of the form NAME or NAME=VALUE, each name once. */
  private static Map<String, String> pairs(
      String pid, SettingsReader reader, String key, String example) throws VestibuleException {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String entry : new ArrayList<>(reader.list(key, MOST, List.of()))) {
      String[] parts = entry.split("=", 2);
      String name = parts[0].strip();
      String value = parts.length < 2 ? "" : parts[1].strip();
      boolean fits = name.matches("\\S+") && entry.length() <= MOST_TOKEN;
      if (!fits || pairs.put(name, value) != null) {
        throw refused(pid, key, entry, example);
      }
    }
    return pairs;
  }

  private static DoorId door(String pid, String name) throws VestibuleException {
    try {
      return new DoorId(name);
    } catch (IllegalArgumentException e) {
      throw refused(pid, "doors", name, "front-door=1");
    }
  }

  private static VestibuleException refused(String pid, String key, String entry, String example) {
    String allowed =
        switch (key) {
          case "bells" -> "each input once, as TOKEN or TOKEN=UNIT";
          case "inputs" ->
              "each input once and no bell, as TOKEN=SIGNAL; SIGNAL is contact, exit, tamper, power"
                  + " or fire";
          default -> "each door once, as DOOR=RELAY";
        };
    return SettingsReader.invalid(
        pid, key, "'" + entry + "'", allowed, SettingsReader.example(key, example));
  }
}
