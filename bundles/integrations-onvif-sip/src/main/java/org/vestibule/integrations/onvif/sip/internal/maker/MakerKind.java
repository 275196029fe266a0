// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationKind;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.integrations.onvif.sip.internal.video.PictureSettings;
import org.vestibule.integrations.onvif.sip.internal.video.StreamAddress;
import org.vestibule.integrations.onvif.sip.internal.video.StreamWish;

/** One maker's stations as a kind of station. Thread-safe. */
final class MakerKind implements StationKind {
  private static final int MOST_BUTTONS = 200;

  private final Maker maker;
  private final Ways ways;

  /** What a device needs of the house. */
  interface Ways {
    /** Opens the way to a device. */
    DeviceClient open(DeviceAddress device) throws VestibuleException;

    /** Makes a camera of a stream; nothing is connected before somebody looks. */
    VideoSource camera(StreamWish wish);
  }

  MakerKind(Maker maker, Ways ways) {
    this.maker = maker;
    this.ways = ways;
  }

  @Override
  public String name() {
    return maker.name();
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>(DeviceAddress.KEYS);
    keys.addAll(PictureSettings.KEYS);
    if (maker.buttons()) {
      keys.add("buttons");
    }
    keys.add("stream");
    return keys;
  }

  @Override
  public StationDevice open(StationBasics common, SettingsReader reader) throws VestibuleException {
    DeviceAddress device = DeviceAddress.of(common.pid(), reader);
    Map<String, String> units = maker.buttons() ? units(common.pid(), reader) : Map.of();
    StreamWish wish =
        PictureSettings.of(common.pid(), reader, common.areas())
            .of(common.info().id(), stream(common.pid(), reader, device), withoutBasic(device));
    Optional<VideoSource> camera =
        common.info().video() ? Optional.of(ways.camera(wish)) : Optional.empty();
    DeviceAddress asked = device.within(device.timeout().plus(maker.waits()));
    return new MakerDevice(
        common.info().id().value(), maker, units, () -> ways.open(asked), camera);
  }

  private static Map<String, String> units(String pid, SettingsReader reader)
      throws VestibuleException {
    Map<String, String> units = new TreeMap<>();
    for (String pair : reader.list("buttons", MOST_BUTTONS, List.of())) {
      if (!pair.matches("[A-Za-z0-9_-]{1,32}=[A-Za-z0-9 ._/-]{1,32}")) {
        throw SettingsReader.invalid(
            pid,
            "buttons",
            "'" + pair + "'",
            "BUTTON=UNIT",
            SettingsReader.example("buttons", "1=12"));
      }
      units.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return units;
  }

  /** The password itself may be shown by https; RTSP is not encrypted. */
  private static DeviceAddress withoutBasic(DeviceAddress device) {
    return new DeviceAddress(
        device.url(),
        device.username(),
        device.passwordFile(),
        false,
        device.timeout(),
        device.mostAnswer());
  }

  private URI stream(String pid, SettingsReader reader, DeviceAddress device)
      throws VestibuleException {
    String host = device.url().getHost();
    return StreamAddress.of(
        pid, reader, "rtsp://" + host + ":" + maker.streamPort() + maker.stream());
  }
}
