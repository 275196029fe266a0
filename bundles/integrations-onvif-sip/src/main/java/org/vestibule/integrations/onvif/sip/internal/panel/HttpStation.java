// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.station.Zone;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;
import org.vestibule.integrations.onvif.sip.internal.area.MaskedStation;
import org.vestibule.integrations.onvif.sip.internal.area.PictureFiles;

/**
 * A panel that posts what it sees and hears. It keeps the media of its open visits. Thread-safe.
 */
final class HttpStation implements DoorStation, MaskedStation {
  /** Pictures that one panel may send at the same time: each may need 8 MiB. */
  static final int MOST_UPLOADS = 2;

  /** After so long without media a feed ends. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /** For so long after its end what nobody took is kept. */
  private static final Duration KEEP_ENDED = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(HttpStation.class);

  private final Semaphore uploads = new Semaphore(MOST_UPLOADS);
  private final Map<VisitId, MediaSession> sessions = new ConcurrentHashMap<>();
  private final Talks talks = new Talks();
  private final LiveAreas areas = new LiveAreas(Areas.NONE);
  private final PictureFiles files = new PictureFiles(areas);
  private volatile StationInfo info;
  private volatile boolean talk;
  private volatile StationToken token;
  private volatile Status condition =
      Status.starting(
          "Its panel was not heard since the start; open the page /panel on it and give it its token");
  private volatile List<String> units;

  HttpStation(StationSettings settings, StationToken token) {
    update(settings, token);
  }

  /** Takes a new title, door, token or areas; the id stays. */
  void update(StationSettings settings, StationToken newToken) {
    info = settings.info();
    talk = settings.talk();
    units = settings.units();
    areas.set(settings.areas());
    token = newToken;
  }

  @Override
  public StationInfo info() {
    return info;
  }

  @Override
  public Optional<Status> condition() {
    return Optional.of(condition);
  }

  @Override
  public List<Zone> zones() {
    return areas.now().zones();
  }

  @Override
  public boolean masked() {
    return !areas.now().masks().isEmpty();
  }

  /** Returns a picture that the panel sent, without what is hidden of it. */
  Frame masked(Frame sent) throws Refusal {
    try {
      byte[] picture = files.masked(sent.bytes(), info.id().value());
      return new Frame(picture, sent.capturedAt(), sent.capturedNanos());
    } catch (VestibuleException e) {
      throw new Refusal(415, e);
    }
  }

  @Override
  public VideoFeed openVideo(VisitId visit) throws VestibuleException {
    if (!info.video()) {
      throw absent("no-video", "sends no pictures", "video", "send pictures");
    }
    return session(visit).video();
  }

  @Override
  public AudioFeed openAudio(VisitId visit) throws VestibuleException {
    if (!info.audio()) {
      throw absent("no-audio", "sends no sound", "audio", "send sound");
    }
    return session(visit).audio();
  }

  @Override
  public TalkLine openTalk(VisitId visit) throws VestibuleException {
    if (!talk) {
      throw absent("no-talk", "fetches nothing", "talk", "fetch prompts");
    }
    return talks.open(visit);
  }

  /** Returns whether the panel may fetch what is said. */
  boolean talks() {
    return talk;
  }

  /** Returns whom the panel's page offers to ring for. */
  List<String> units() {
    return units;
  }

  /** Begins to read what is said in a visit. */
  TalkBuffer fetchTalk(VisitId visit) throws Refusal {
    return talks.fetch(visit);
  }

  /** Ends what {@link #fetchTalk} began. */
  void endTalk(TalkBuffer buffer) {
    talks.fetched(buffer);
  }

  /** Returns whether {@code presented} is this station's token. */
  boolean admits(String presented) {
    boolean admitted = token.matches(presented);
    if (admitted && !heard()) {
      condition = Status.ready("Its panel talks to the gateway");
    }
    return admitted;
  }

  /** Returns whether the panel has ever talked with its right token. */
  boolean heard() {
    return condition.state() == Status.State.READY;
  }

  /** Returns the turns in which pictures are read; a slow panel holds up only itself. */
  Semaphore uploads() {
    return uploads;
  }

  /** Begins, or after an end begins anew, to collect the media of a visit. */
  void pressed(VisitId visit) {
    MediaSession session =
        sessions.compute(
            visit, (id, held) -> held == null || held.ended() ? new MediaSession() : held);
    session.touch();
  }

  /** Returns the media of a visit that this station is known to have. */
  Optional<MediaSession> known(VisitId visit) {
    return Optional.ofNullable(sessions.get(visit));
  }

  /** Returns the media of a visit, new if need be. */
  MediaSession session(VisitId visit) {
    return sessions.computeIfAbsent(visit, id -> new MediaSession());
  }

  /** Ends the feeds of a visit. */
  void end(VisitId visit) {
    known(visit).ifPresent(MediaSession::end);
  }

  /** The visit is over: its feeds and its talk end, and what nobody took goes. */
  void forget(VisitId visit) {
    talks.forget(visit);
    MediaSession session = sessions.remove(visit);
    if (session != null) {
      session.end();
    }
  }

  /** Ends what was silent for {@link #IDLE} and forgets what ended long ago. */
  void sweep(long nowNanos) {
    talks.sweep();
    sessions.forEach(
        (visit, session) -> {
          Duration idle = session.idle(nowNanos);
          if (!session.ended() && idle.compareTo(IDLE) >= 0) {
            LOG.info("Station {}: feeds of {} ended, silent for {}", info.id(), visit, idle);
            session.end();
          }
          if (session.ended() && idle.compareTo(IDLE.plus(KEEP_ENDED)) >= 0) {
            sessions.remove(visit, session);
            LOG.debug(
                "Station {}: {} forgotten, {} dropped", info.id(), visit, session.droppedFrames());
          }
        });
  }

  /** Ends everything. */
  void close() {
    talks.close();
    sessions.values().forEach(MediaSession::end);
    sessions.clear();
  }

  private VestibuleException absent(String code, String found, String key, String ability) {
    return new VestibuleException(
        code,
        "station " + info.id(),
        found,
        "a station with " + key + " = true",
        "Set " + key + " = true if the panel can " + ability + ".");
  }
}
