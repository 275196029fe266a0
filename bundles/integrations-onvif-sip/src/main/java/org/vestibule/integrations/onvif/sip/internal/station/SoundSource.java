// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.VisitId;

/** The microphone and the loudspeaker of a device. Thread-safe. */
public interface SoundSource {
  /**
   * Opens the microphone for a visit.
   *
   * @throws VestibuleException {@code station-unreachable}, {@code no-audio}
   */
  AudioFeed listen(VisitId visit) throws VestibuleException;

  /**
   * Opens the way to the loudspeaker, exclusively; one that is idle for 30 s is closed.
   *
   * @throws VestibuleException {@code station-unreachable}, {@code no-talk}, {@code talk-busy}
   */
  TalkLine talk(VisitId visit) throws VestibuleException;

  /** The visit is over. */
  void forget(VisitId visit);
}
