// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.station.Zone;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.area.MaskedStation;

/**
 * A station that is made of one or more devices, for example a camera and a SIP panel. Its pictures
 * come from the first that has some, and so does its sound. Thread-safe.
 */
final class DeviceStation implements DoorStation, MaskedStation {
  private volatile StationInfo info;
  private volatile LiveAreas areas;
  private volatile List<StationDevice> devices;
  private volatile VisitId talking;

  /**
   * @param areas of its picture
   * @param devices in the order in which they are asked; not started yet
   */
  DeviceStation(StationInfo info, LiveAreas areas, List<StationDevice> devices) {
    this.info = info;
    this.areas = areas;
    this.devices = List.copyOf(devices);
  }

  void start(StationListener listener) {
    devices.forEach(device -> device.start(listener));
  }

  /** Goes on with other devices, another title or door; the id stays. They are not started yet. */
  void replace(StationInfo newInfo, LiveAreas newAreas, List<StationDevice> newDevices) {
    List<StationDevice> before = devices;
    info = newInfo;
    areas = newAreas;
    devices = List.copyOf(newDevices);
    before.forEach(StationDevice::close);
  }

  @Override
  public StationInfo info() {
    return info;
  }

  /** Returns the areas of its picture. */
  LiveAreas areas() {
    return areas;
  }

  @Override
  public List<Zone> zones() {
    return areas.now().zones();
  }

  @Override
  public boolean masked() {
    return !areas.now().masks().isEmpty();
  }

  @Override
  public VideoFeed openVideo(VisitId visit) throws VestibuleException {
    return source(info.video(), StationDevice::video, "no-video", "pictures").open();
  }

  @Override
  public AudioFeed openAudio(VisitId visit) throws VestibuleException {
    return source(info.audio(), StationDevice::sound, "no-audio", "sound").listen(visit);
  }

  @Override
  public TalkLine openTalk(VisitId visit) throws VestibuleException {
    SoundSource sound = source(info.audio(), StationDevice::sound, "no-talk", "loudspeaker");
    TalkLine line = sound.talk(visit);
    talking = visit;
    return new HeldLine(line);
  }

  @Override
  public Optional<Status> condition() {
    return Optional.of(status());
  }

  /** Returns the visit that has the loudspeaker, if one has. */
  Optional<VisitId> talking() {
    return Optional.ofNullable(talking);
  }

  /** The visit is over. */
  void forget(VisitId visit) {
    first(StationDevice::sound).ifPresent(sound -> sound.forget(visit));
  }

  /** Returns the worst of its devices. */
  Status status() {
    return devices.stream()
        .map(StationDevice::status)
        .max((one, other) -> Integer.compare(one.state().ordinal(), other.state().ordinal()))
        .orElseThrow();
  }

  void close() {
    devices.forEach(StationDevice::close);
  }

  private <T> Optional<T> first(Function<StationDevice, Optional<T>> part) {
    return devices.stream().flatMap(device -> part.apply(device).stream()).findFirst();
  }

  private <T> T source(
      boolean configured, Function<StationDevice, Optional<T>> part, String code, String what)
      throws VestibuleException {
    if (!configured) {
      throw new VestibuleException(
          code,
          "station " + info.id(),
          "is configured without " + what,
          "a station with " + what,
          "Set video or audio to true in its configuration.");
    }
    Optional<T> found = first(part);
    if (found.isPresent()) {
      return found.get();
    }
    Status now = status();
    boolean away = now.state() != Status.State.READY;
    throw new VestibuleException(
        away ? "station-unreachable" : code,
        "station " + info.id(),
        away ? now.sentence() : "its device has no " + what,
        "a station with " + what,
        away ? "Look at the station's status." : "Set sip to a panel that has it, or do without.");
  }

  /** Notes who has the loudspeaker. */
  private final class HeldLine implements TalkLine {
    private final TalkLine line;

    HeldLine(TalkLine line) {
      this.line = line;
    }

    @Override
    public AudioFormat format() {
      return line.format();
    }

    @Override
    public boolean write(AudioChunk chunk) throws InterruptedException {
      return line.write(chunk);
    }

    @Override
    public void close() {
      talking = null;
      line.close();
    }
  }
}
