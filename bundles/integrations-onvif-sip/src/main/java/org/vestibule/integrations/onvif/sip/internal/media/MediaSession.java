// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media;

import java.util.function.IntConsumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;

/**
 * The media of one dialog. Thread-safe; each feed is read or written by one thread.
 *
 * <p>Either {@link #offer} then {@link #accept}, or {@link #answer}; later offers of either side in
 * the same dialog go the same ways.
 */
public interface MediaSession extends AutoCloseable {
  /** Returns a description that offers what was wished; the same until an answer came. */
  String offer();

  /**
   * Takes the other end's answer to the last offer; early media flow from then on.
   *
   * @throws VestibuleException {@code sdp-invalid}, {@code media-incompatible}
   */
  void accept(String answer) throws VestibuleException;

  /**
   * Answers an offer, also one in the middle of a call: hold and resume, another address, other
   * encodings. After a refusal everything is as before.
   *
   * @throws VestibuleException {@code sdp-invalid}, {@code media-incompatible}
   */
  String answer(String offer) throws VestibuleException;

  /** Returns what the other end says, 16 kHz, without telephone events; the same each time. */
  AudioFeed hear();

  /** Returns the way to the other end, 16 kHz; what is not written is silence. */
  TalkLine speak();

  /**
   * Told each key that the other end pressed, once for each press (RFC 4733, section 2.5), on the
   * thread that receives.
   *
   * @param told gets one of 0-9, '*', '#', 'A' to 'D'
   */
  void onDigit(IntConsumer told);

  /** Returns whether the other end holds the call: it hears nothing. */
  boolean held();

  /** Returns what the session is like now. */
  MediaFigures figures();

  @Override
  void close();
}
