// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.integrations.onvif.sip.internal.area.AreaSettings;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.station.NameLists;

/**
 * One panel's configuration, checked. Keys and defaults are those of {@link StationConfig}.
 *
 * @param info what the station is
 * @param talk whether the panel fetches what the house says
 * @param tokenFile where its token lies
 * @param areas masks and zones of its picture
 * @param units whom the panel's page offers to ring for; empty: it only has its keypad
 */
record StationSettings(
    StationInfo info, boolean talk, Path tokenFile, Areas areas, List<String> units) {
  private static final int MOST_UNITS = 200;

  private static final List<String> KEYS =
      List.of(
          "id", "title", "door", "video", "audio", "talk", "tokenFile", "units", "masks", "zones");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @param data the gateway's data folder, or empty when nobody named one
   * @throws VestibuleException {@code configuration-invalid}
   */
  static StationSettings of(Map<String, ?> properties, String data) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(StationConfig.PID, properties, KEYS);
    String id = reader.name("id", null, "front");
    String door = reader.name("door", null, "front-door");
    String title = reader.text("title", 80, id);
    boolean video = reader.flag("video", true);
    boolean audio = reader.flag("audio", true);
    boolean talk = reader.flag("talk", true);
    String file = reader.text("tokenFile", 4096, "");
    StationInfo info = new StationInfo(new StationId(id), title, new DoorId(door), video, audio);
    Areas areas = AreaSettings.of(StationConfig.PID, reader);
    return new StationSettings(info, talk, tokenFile(file, id, data), areas, units(reader));
  }

  private static List<String> units(SettingsReader reader) throws VestibuleException {
    List<String> units = NameLists.units(StationConfig.PID, reader, MOST_UNITS);
    return units;
  }

  private static Path tokenFile(String file, String id, String data) throws VestibuleException {
    if (file.isEmpty() && data.isEmpty()) {
      throw SettingsReader.invalid(
          StationConfig.PID,
          "tokenFile",
          "nothing, and the gateway has no data folder",
          "the path of a file",
          "Start the gateway with -Dvestibule.data=DIR or set tokenFile.");
    }
    try {
      return file.isEmpty()
          ? Path.of(data, "secrets", "station-" + id + ".token").toAbsolutePath()
          : Path.of(file).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw SettingsReader.invalid(
          StationConfig.PID,
          "tokenFile",
          "'" + file + "'",
          "the path of a file",
          "Correct the path.");
    }
  }
}
