// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitId;

/**
 * A panel at a door. Registered once for each station by the integration that speaks to it.
 * Thread-safe.
 */
@ConsumerType
public interface DoorStation {
  /** Returns what it is; never blocks. */
  StationInfo info();

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
