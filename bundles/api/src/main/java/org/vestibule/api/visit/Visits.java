// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.Frame;

/** The visits of this building. Thread-safe; {@link #press} returns within a few milliseconds. */
@ProviderType
public interface Visits {
  /**
   * Opens a visit, or joins the one that is open at this station: a second press within the
   * debounce time is the same visit.
   *
   * @throws VestibuleException {@code unknown-station} if no such station is registered; {@code
   *     gateway-stopping} while shutting down; {@code gateway-restarting} while a planned restart
   *     is near, unless the press joins a visit that is open
   */
  VisitId press(ButtonPress press) throws VestibuleException;

  /**
   * Notes that the face in this visit was taken for somebody whom it does not belong to: it becomes
   * a negative of that person. A second call for the same visit changes nothing. Audited.
   *
   * @param by who says so
   * @throws VestibuleException {@code unknown-visit}; {@code nothing-to-correct} when nobody was
   *     known in it, the face was not kept, or the person was forgotten; {@code
   *     correction-too-late} when the face is gone by now; {@code audit-*} when it cannot be
   *     audited, and then nothing is noted
   */
  void notThisPerson(VisitId visit, String by) throws VestibuleException;

  /**
   * Notes beside the story that the visitor wanted something else than triage concluded, for as
   * long as it is kept; the visit need not be remembered any more. Whoever teaches triage audits.
   *
   * @param label what they wanted, as a label of triage; empty takes back what was said
   */
  default void wrongIntent(VisitId visit, Optional<String> label) {}

  /**
   * Answers a question, or asks for a person, by the keypad of the station.
   *
   * @param keys 1 to 32 of 0-9, {@code *} and {@code #}; {@code 0} alone calls a person
   * @throws VestibuleException {@code unknown-visit}, {@code keys-invalid}
   */
  default void keyed(VisitId visit, String keys) throws VestibuleException {
    throw unsupported("keys");
  }

  /**
   * Listens to the visitor as long as the visit is open: denoised, at an even level, kept nowhere.
   * Audited.
   *
   * @param by who listens
   * @throws VestibuleException {@code unknown-visit}, {@code no-audio}, {@code listeners-busy},
   *     {@code audit-*}
   */
  default AudioFeed listen(VisitId visit, String by) throws VestibuleException {
    throw unsupported("listening");
  }

  /**
   * Keeps a visit open because people are being called: from within {@link
   * org.vestibule.api.notice.Notifier#deliver}, so that it cannot close before.
   *
   * @param most for how long at most, 1 s to 5 min
   * @return what ends it before that
   * @throws VestibuleException {@code unknown-visit}; {@code visit-over}
   */
  default AutoCloseable keepOpen(VisitId visit, Duration most) throws VestibuleException {
    throw unsupported("calls");
  }

  /**
   * A person of the house answers the visitor. Audited first.
   *
   * @throws VestibuleException {@code unknown-visit}, {@code visit-over}, {@code visit-answered}
   *     (somebody was quicker), {@code audit-*}
   */
  default Conversation answer(VisitId visit, Answering who) throws VestibuleException {
    throw unsupported("calls");
  }

  /**
   * Returns the latest picture of the visit's station, at most 2 s old. The first call begins to
   * look, and may find nothing yet; as long as somebody asks every 3 s, pictures go on. Kept
   * nowhere.
   *
   * @throws VestibuleException {@code unknown-visit}, {@code visit-over}, {@code no-video}, {@code
   *     station-unreachable}
   */
  default Optional<Frame> picture(VisitId visit) throws VestibuleException {
    throw unsupported("pictures");
  }

  private static VestibuleException unsupported(String what) {
    return new VestibuleException(
        "not-supported", what, "not built in", "a core that can", "Update the core.");
  }

  /** Returns what is known of a visit that is open or was among the last ones. */
  Optional<VisitStory> story(VisitId id);

  /** Returns the open and the last closed visits, newest first, at most {@code limit}. */
  List<VisitStory> recent(int limit);
}
