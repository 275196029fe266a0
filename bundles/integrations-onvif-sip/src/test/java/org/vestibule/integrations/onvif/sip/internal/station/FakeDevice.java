// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;

/** A device that does what a test says. */
final class FakeDevice implements StationDevice, SoundSource {
  final StationBasics basics;
  StationListener listener;
  Status status = Status.ready("it answers");
  boolean sound;
  boolean closed;
  VisitId forgotten;

  FakeDevice(StationBasics basics) {
    this.basics = basics;
  }

  /** A kind whose devices are kept in {@code made}. */
  static StationKind kind(String name, List<FakeDevice> made, String... more) {
    return new StationKind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> keys() {
        return Stream.concat(Stream.of("url"), Stream.of(more)).toList();
      }

      @Override
      public StationDevice open(StationBasics common, SettingsReader reader)
          throws VestibuleException {
        if (reader.text("url", 100, "").equals("nowhere")) {
          throw SettingsReader.invalid(
              common.pid(), "url", "nowhere", "somewhere", "Write an address.");
        }
        FakeDevice device = new FakeDevice(common);
        made.add(device);
        return device;
      }
    };
  }

  @Override
  public void start(StationListener told) {
    listener = told;
  }

  @Override
  public Status status() {
    return status;
  }

  @Override
  public Optional<VideoSource> video() {
    return Optional.empty();
  }

  @Override
  public Optional<SoundSource> sound() {
    return sound ? Optional.of(this) : Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public AudioFeed listen(VisitId visit) throws VestibuleException {
    throw new VestibuleException("station-unreachable", "a test", "none", "one", "None.");
  }

  @Override
  public TalkLine talk(VisitId visit) {
    return new TalkLine() {
      @Override
      public AudioFormat format() {
        return new AudioFormat(16_000);
      }

      @Override
      public boolean write(AudioChunk chunk) {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void forget(VisitId visit) {
    forgotten = visit;
  }
}
