// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;

/**
 * A panel at a door. Registered once for each station by the integration that speaks to it.
 * Thread-safe.
 */
@ConsumerType
public interface DoorStation {
  /** Returns what it is; never blocks. */
  StationInfo info();

  /** Returns how it is now, if it is known of this one alone; never blocks on the device. */
  default Optional<Status> condition() {
    return Optional.empty();
  }

  /** Returns the parts of its picture that count, none: all of it; never blocks. */
  default List<Zone> zones() {
    return List.of();
  }

  /**
   * Opens the pictures of one visit.
   *
   * @throws VestibuleException {@code station-unreachable} or {@code no-video}
   */
  VideoFeed openVideo(VisitId visit) throws VestibuleException;

  /**
   * Opens the sound of one visit.
   *
   * @throws VestibuleException {@code station-unreachable} or {@code no-audio}
   */
  AudioFeed openAudio(VisitId visit) throws VestibuleException;

  /**
   * Opens the way to the loudspeaker, exclusively.
   *
   * @throws VestibuleException {@code station-unreachable}, {@code no-talk} or {@code talk-busy}
   */
  default TalkLine openTalk(VisitId visit) throws VestibuleException {
    throw new VestibuleException(
        "no-talk",
        "station " + info().id(),
        "has no loudspeaker",
        "a station that can talk",
        "Ask the visitor on the panel's display.");
  }
}
