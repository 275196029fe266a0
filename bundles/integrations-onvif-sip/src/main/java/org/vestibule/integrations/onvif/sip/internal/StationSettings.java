// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;

/**
 * One panel's configuration, checked. Keys and defaults are those of {@link StationConfig}.
 *
 * @param info what the station is
 * @param tokenFile where its token lies
 */
record StationSettings(StationInfo info, Path tokenFile) {
  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @param data the gateway's data folder, or empty when nobody named one
   * @throws VestibuleException {@code configuration-invalid}
   */
  static StationSettings of(Map<String, ?> properties, String data) throws VestibuleException {
    Fields fields = new Fields(properties);
    String id = name(fields, "id", "front");
    String door = name(fields, "door", "front-door");
    String title = fields.text("title", 80, id);
    boolean video = fields.flag("video", true);
    boolean audio = fields.flag("audio", true);
    String file = fields.text("tokenFile", 4096, "");
    fields.nothingElse(StationConfig.PID, "id, title, door, video, audio, tokenFile");
    StationInfo info = new StationInfo(new StationId(id), title, new DoorId(door), video, audio);
    return new StationSettings(info, tokenFile(file, id, data));
  }

  private static String name(Fields fields, String key, String example) throws VestibuleException {
    String value = fields.required(key, example);
    try {
      return org.vestibule.api.Identifier.require(key, value);
    } catch (IllegalArgumentException e) {
      throw Fields.invalid(
          key, "'" + value + "'", "1 to 63 of a-z, 0-9 and '-'", Fields.example(key, example));
    }
  }

  private static Path tokenFile(String file, String id, String data) throws VestibuleException {
    if (file.isEmpty() && data.isEmpty()) {
      throw Fields.invalid(
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
      throw Fields.invalid(
          "tokenFile", "'" + file + "'", "the path of a file", "Correct the path.");
    }
  }
}
