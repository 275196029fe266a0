// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationKind;
import org.vestibule.integrations.onvif.sip.internal.video.VideoSources;

/**
 * Cameras and door stations that speak ONVIF, and the doors that their relays open. Thread-safe.
 */
@Component(
    service = {StationKind.class, DoorActuator.class},
    // A kind that nobody looks at for a moment keeps its stations.
    immediate = true)
public final class OnvifKind implements StationKind, DoorActuator {
  private static final String NAME = "onvif";

  private final Ways.Out out;
  private final Pictures pictures;
  private final Set<OnvifStation> open = ConcurrentHashMap.newKeySet();

  /** For the container. */
  @Activate
  public OnvifKind(@Reference OnvifWay way, @Reference VideoSources cameras) {
    this(way, new CameraPictures(cameras));
  }

  OnvifKind(Ways.Out out, Pictures pictures) {
    this.out = out;
    this.pictures = pictures;
  }

  @Deactivate
  void close() {
    List.copyOf(open).forEach(OnvifStation::close);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    return OnvifSettings.KEYS;
  }

  @Override
  public StationDevice open(StationBasics common, SettingsReader reader) throws VestibuleException {
    OnvifSettings settings = OnvifSettings.of(common.pid(), reader, common.areas());
    OnvifStation made = new OnvifStation(common, settings, out, pictures, open::remove);
    open.add(made);
    return made;
  }

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    Optional<OnvifStation> station = find(door);
    if (station.isEmpty()) {
      throw new VestibuleException(
          "device-unreachable",
          "door " + door,
          "no relay of an ONVIF device opens it",
          "a door that is named in doors of " + OnvifConfig.PID,
          SettingsReader.example("doors", door + "=RELAY"));
    }
    station.get().release(door, pulse);
  }

  @Override
  public DoorState state(DoorId door) {
    return find(door).map(station -> station.state(door)).orElse(DoorState.UNREACHABLE);
  }

  private Optional<OnvifStation> find(DoorId door) {
    return open.stream()
        .filter(station -> station.settings().doors().containsKey(door))
        .findFirst();
  }
}
