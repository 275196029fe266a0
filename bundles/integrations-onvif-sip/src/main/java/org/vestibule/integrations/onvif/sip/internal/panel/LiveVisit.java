// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.web.socket.Socket;

/** The visit that a live panel is in: its pictures, its sound, and what is said there. */
final class LiveVisit {
  private static final Logger LOG = LoggerFactory.getLogger(LiveVisit.class);

  /** One second: a device that is further behind misses sound instead of hearing it late. */
  private static final int MOST_BEHIND_BYTES = 2 * Wave.RATE;

  private final HttpStation station;
  private final VisitId id;
  private final MediaSession media;
  private final Socket socket;
  private final PanelLive house;
  private final boolean sends;
  private final SoundUpload sound;
  private volatile boolean closed;
  private Map<String, Object> shown = Map.of();

  LiveVisit(HttpStation station, VisitId id, MediaSession media, Socket socket, PanelLive house) {
    this.station = station;
    this.id = id;
    this.media = media;
    this.socket = socket;
    this.house = house;
    sends = station.info().audio() && media.beginSound();
    sound = new SoundUpload(media::liveSound);
    if (station.talks()) {
      Thread thread = new Thread(this::talk, "vestibule-panel-talk-" + station.info().id().value());
      thread.setDaemon(true);
      thread.start();
    }
  }

  VisitId id() {
    return id;
  }

  /** Returns whether its pictures and sound have ended, so that a press begins anew. */
  boolean ended() {
    return media.ended();
  }

  /** Takes a picture behind its first byte. */
  void picture(byte[] message) throws IOException, Refusal {
    house
        .requests()
        .picture(
            station, media, () -> FrameUpload.live(Arrays.copyOfRange(message, 1, message.length)));
  }

  /** Takes sound behind its first byte; what comes beside another sender's is not heard. */
  void sound(byte[] message) throws Refusal, InterruptedException {
    if (!station.info().audio()) {
      throw PanelRequests.switchedOff("no-audio", "sound");
    }
    if (!sends) {
      return;
    }
    short[] samples = new short[(message.length - 1) / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (message[2 * i + 2] << 8 | message[2 * i + 1] & 0xFF);
    }
    sound.hand(samples);
  }

  /** Tells the device what changed; returns false when the visit is over. */
  boolean look(String language) {
    if (house.visitsNow().isEmpty()) {
      // The core is being replaced; the visit may go on.
      return true;
    }
    Optional<VisitStory> story = house.visitsNow().flatMap(visits -> visits.story(id));
    Map<String, Object> now =
        story
            .map(present -> house.display().shown(present, language))
            .orElse(Map.of("open", false));
    if (!now.equals(shown) && socket.send(LiveMessages.visit(id, now))) {
      shown = now;
    }
    return Boolean.TRUE.equals(now.get("open"));
  }

  private void talk() {
    TalkBuffer buffer;
    try {
      buffer = station.fetchTalk(id);
    } catch (Refusal refusal) {
      socket.send(LiveMessages.problem(refusal));
      return;
    }
    try {
      new TalkDownload().pump(buffer, new Loudspeaker(), () -> !closed && socket.open());
    } catch (IOException e) {
      LOG.debug("Station {}: the listener of {} went away", station.info().id(), id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      station.endTalk(buffer);
    }
  }

  /** Its media may go on in another connection. */
  void close() {
    closed = true;
    if (sends) {
      media.endSound();
    }
  }

  /** What is said, as messages. */
  private final class Loudspeaker extends OutputStream {
    @Override
    public void write(int one) {
      throw new UnsupportedOperationException("sound is written in pieces");
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (closed || !socket.open()) {
        throw new IOException("the panel went away");
      }
      if (socket.waitingBytes() > MOST_BEHIND_BYTES) {
        return;
      }
      byte[] message = new byte[1 + count];
      message[0] = LivePanel.SOUND;
      System.arraycopy(bytes, from, message, 1, count);
      socket.send(message);
    }
  }
}
