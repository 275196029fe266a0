// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.rtsp;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.integrations.onvif.sip.internal.station.SoundSource;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationKind;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.integrations.onvif.sip.internal.video.PictureSettings;
import org.vestibule.integrations.onvif.sip.internal.video.StreamAddress;
import org.vestibule.integrations.onvif.sip.internal.video.VideoSources;

/** Cameras that only stream. Thread-safe. */
@Component(service = StationKind.class)
public final class RtspKind implements StationKind {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final VideoSources cameras;

  /** For the container. */
  @Activate
  public RtspKind(@Reference VideoSources cameras) {
    this.cameras = cameras;
  }

  @Override
  public String name() {
    return "rtsp";
  }

  @Override
  public List<String> keys() {
    return Stream.concat(
            Stream.of("stream", "username", "password", "passwordFile", "allowBasic"),
            PictureSettings.KEYS.stream())
        .toList();
  }

  @Override
  public StationDevice open(StationBasics common, SettingsReader reader) throws VestibuleException {
    URI stream = StreamAddress.of(common.pid(), reader, "");
    DeviceAddress account =
        new DeviceAddress(
            stream,
            reader.text("username", 64, ""),
            DeviceAddress.password(common.pid(), reader),
            reader.flag("allowBasic", false),
            ANSWER,
            0);
    PictureSettings pictures = PictureSettings.of(common.pid(), reader, common.areas());
    return new Camera(cameras.stream(pictures.of(common.info().id(), stream, account)));
  }

  /** Nothing but pictures. */
  private record Camera(VideoSource source) implements StationDevice {
    @Override
    public void start(StationListener listener) {
      // It connects when somebody looks.
    }

    @Override
    public Status status() {
      return source.status();
    }

    @Override
    public Optional<VideoSource> video() {
      return Optional.of(source);
    }

    @Override
    public Optional<SoundSource> sound() {
      return Optional.empty();
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
