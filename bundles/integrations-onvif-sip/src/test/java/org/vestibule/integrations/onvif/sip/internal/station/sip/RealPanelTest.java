// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.call.CallTicks;
import org.vestibule.integrations.onvif.sip.internal.call.RealPhones;
import org.vestibule.integrations.onvif.sip.internal.call.Sounds;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.integrations.onvif.sip.internal.station.SoundSource;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;
import org.vestibule.testkit.internal.sip.Baresip;

/** A SIP panel with SIP and sound as they are, and baresip for the panel. */
class RealPanelTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final VisitId VISIT = new VisitId("v-1");

  @TempDir Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private RealPhones real;
  private SipKind kind;
  private StationDevice device;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    real = new RealPhones(folder);
    real.configure("door", Map.of("station", "front"));
    MediaWish wish =
        new MediaWish(List.of(SoundEncoding.OPUS, SoundEncoding.PCMU), Protection.OFFERED);
    CallTicks ticks = new CallTicks("panels");
    kind = new SipKind(uri -> wish, ticks, ticks);
    kind.bindMedia(real.media);
    kind.bindAgent(real.agent());
    StationInfo info =
        new StationInfo(new StationId("front"), "Front", new DoorId("front-door"), false, true);
    device =
        kind.open(
            new StationBasics(info, PanelConfig.PID, new LiveAreas(Areas.NONE), "door"),
            SettingsReader.of(PanelConfig.PID, Map.of(), PanelSettings.KEYS));
    device.start(new Told());
  }

  @AfterEach
  void close() throws Exception {
    if (kind != null) {
      kind.close();
      real.close();
    }
  }

  @Test
  void itsCallIsTheBellAndItsSoundGoesBothWaysUntilTheVisitCloses() throws Exception {
    try (Baresip panel = real.start("door", Sounds.tone(folder, "door", 600))) {
      panel.dial(real.number("4"));
      panel.await("CALL_ESTABLISHED", SOON);
      RealPhones.await(() -> told.equals(List.of("pressed 4")));
      RealPhones.await(() -> device.status().state() == State.READY);
      SoundSource sound = device.sound().orElseThrow();
      hears(sound.listen(VISIT), 600);
      TalkLine line = sound.talk(VISIT);
      short[] tone = Sounds.samples(16_000, 1000, 16_000);
      for (int at = 0; at < tone.length; at += 320) {
        line.write(new AudioChunk(Arrays.copyOfRange(tone, at, at + 320), System.nanoTime()));
      }
      for (char key : "12".toCharArray()) {
        panel.press(key);
      }
      RealPhones.await(() -> keyed().equals("12"));
      sound.forget(VISIT);
      panel.await("CALL_CLOSED", SOON);
      RealPhones.await(() -> Sounds.hears(panel, 1000));
    }
  }

  @Test
  void aVisitThatNeedsItsSoundCallsIt() throws Exception {
    try (Baresip panel = real.start("door", Sounds.tone(folder, "door", 600))) {
      AudioFeed feed = device.sound().orElseThrow().listen(VISIT);
      panel.await("CALL_INCOMING", SOON);
      panel.accept();
      hears(feed, 600);
      panel.hangUp();
      RealPhones.await(feed::ended);
    }
  }

  /** A pause between two keys, which a busy machine makes, begins another code. */
  private String keyed() {
    return told.stream()
        .filter(one -> one.startsWith("keys "))
        .map(one -> one.substring("keys ".length()))
        .collect(Collectors.joining());
  }

  private static void hears(AudioFeed feed, double hertz) throws InterruptedException {
    List<AudioChunk> heard = new ArrayList<>();
    long deadline = System.nanoTime() + SOON.toNanos();
    while (!Sounds.hears(heard, hertz)) {
      assertThat(System.nanoTime()).as("hearing takes too long").isLessThan(deadline);
      feed.next(Duration.ofMillis(200)).ifPresent(heard::add);
    }
  }

  /** Writes down what it is told. */
  private final class Told implements StationListener {
    @Override
    public void pressed(Optional<String> unit) {
      told.add("pressed " + unit.orElse(""));
    }

    @Override
    public void keyed(String keys) {
      told.add("keys " + keys);
    }

    @Override
    public void moved(boolean moving) {
      told.add("moved");
    }

    @Override
    public void input(DoorSignal signal, boolean active) {
      told.add("input");
    }

    @Override
    public void lost() {
      told.add("lost");
    }
  }
}
