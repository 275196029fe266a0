// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;

/**
 * A person of this house talks with the visitor of one visit. There is at most one of a visit;
 * while it lasts the assistant is silent and the visit stays open. It ends when it is closed, with
 * the visit, or at the longest time that a conversation may take. Thread-safe; each feed is read or
 * written by one thread.
 */
@ProviderType
public interface Conversation extends AutoCloseable {
  /** Returns the visit. */
  VisitId visit();

  /**
   * Returns what the visitor says, denoised and at an even level, 16 kHz; the same feed each time.
   *
   * @throws VestibuleException {@code no-audio}, {@code station-unreachable}
   */
  AudioFeed hear() throws VestibuleException;

  /**
   * Returns the way to the station's loudspeaker, 16 kHz; the same line each time.
   *
   * @throws VestibuleException {@code no-talk}, {@code talk-busy}, {@code station-unreachable}
   */
  TalkLine speak() throws VestibuleException;

  /**
   * Opens the door of the visit in the name of whoever answered: once in a conversation that
   * succeeds, written down first, with one outcome.
   *
   * @return how it ended; {@link DoorOutcome.Denied} with {@code may-not-open} where whoever
   *     answered has no right to, with {@code rights-unknown} where nobody can say so now, with
   *     {@code order-running} while another order of the visit is on its way, with {@code
   *     opened-already} the second time, and with {@code conversation-over} after the end
   */
  DoorOutcome open() throws InterruptedException;

  /**
   * Hangs up and lets the house tell the visitor what to do.
   *
   * @param farewell what the house says then
   */
  void leave(Farewell farewell);

  /**
   * Runs once when the conversation is over, on whatever thread ended it; at once if it is. It must
   * not wait for anything: it may be the visit's own thread.
   */
  void onEnd(Runnable told);

  /** Returns whether it is over. */
  boolean over();

  /** Returns how it ended; empty while it lasts. */
  default Optional<End> ending() {
    return Optional.empty();
  }

  /** Hangs up. */
  @Override
  void close();

  /** How a conversation ends. */
  enum End {
    /** Whoever talked hung up. */
    HUNG_UP,
    /** Whoever talked handed the visitor over, with a {@link Farewell}. */
    HANDED_OVER,
    /** The visit closed first. */
    VISIT_CLOSED,
    /** It took the longest time that it may. */
    TIME_LIMIT
  }

  /** What the house tells the visitor after a resident has hung up. */
  enum Farewell {
    /** Leave the parcel in the parcel room. */
    PARCEL_ROOM,
    /** Nobody comes; please come again another time. */
    DECLINED,
    /** The assistant goes on with the visitor. */
    ASSISTANT
  }
}
