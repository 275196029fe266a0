// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/**
 * An access system's server, as a vendor's package speaks to it. Logs in by itself when it has to.
 * Thread-safe: a door's thread sends commands while the head-end's own thread asks.
 *
 * <p>Every method may throw {@code device-unreachable} (not a byte was sent), {@code
 * device-timed-out} (sent, and no answer says what became of it), {@code device-refused}, {@code
 * credentials-wrong}, {@code answer-invalid} and {@code egress-*}.
 */
public interface HeadEnd extends AutoCloseable {
  /** Logs in and asks who is there; returns its name and version for people. */
  String greet() throws VestibuleException, InterruptedException;

  /** Returns those of {@code keys} that the head-end does not know. */
  Set<String> missing(Collection<String> keys) throws VestibuleException, InterruptedException;

  /** Keeps the session alive, and shows that the head-end still answers. */
  void ping() throws VestibuleException, InterruptedException;

  /**
   * Tells a door to do something. Never sent twice, unless the head-end certainly refused the first
   * because the session had ended.
   *
   * @param key what the head-end calls the door
   */
  void tell(Command command, String key) throws VestibuleException, InterruptedException;

  /** Returns every card that the head-end knows, of everyone. */
  Roster roster(HeadEndSettings.Cards wish) throws VestibuleException, InterruptedException;

  /** Returns what happened at doors since it was asked last; each event once. */
  default List<String> news() throws VestibuleException, InterruptedException {
    return List.of();
  }

  /** Logs out as well as it can. Never throws. */
  @Override
  void close();

  /** What a door can be told. */
  enum Command {
    /** Release it for as long as the head-end says. */
    OPEN,
    /** Release it until it is told otherwise. */
    HOLD,
    /** Lock it. */
    LOCK
  }

  /**
   * The cards of a head-end.
   *
   * @param cards those that can be read, and count
   * @param unreadable how many entries lacked a field or had one that makes no sense
   */
  record Roster(List<HeldCard> cards, int unreadable) {
    /** Copies. */
    public Roster {
      cards = List.copyOf(cards);
    }
  }
}
