// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.vestibule.api.visit.VisitId;

/**
 * Which visit has the one dialog with a panel. It belongs to the first visit that asks for it and
 * ends with that; a panel that calls anew replaces its former call. Whoever is told of a dialog
 * that ends has to hang it up: nothing is called while this is locked. Thread-safe.
 */
final class PanelTurn {
  /** A call that no visit ever wanted is ended after so long. */
  static final Duration UNWANTED = Duration.ofMinutes(2);

  /** A visit that closes does not end a call that began just now: that is of the next one. */
  static final Duration NEXT = Duration.ofSeconds(5);

  private final LongSupplier nanos;
  private PanelCall current;
  private VisitId visit;

  /** The visit in which the panel hung up: it is not called back. */
  private VisitId left;

  /** Whether the panel called anew in a visit that may be over: the next one may have it. */
  private boolean anew;

  private boolean shut;

  /**
   * @param nanos the monotonic clock
   */
  PanelTurn(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns the dialog, if it is this visit's or becomes so now. */
  synchronized Optional<PanelCall> claim(VisitId by) {
    if (current != null && (visit == null || anew)) {
      visit = by;
      anew = false;
    }
    return held(by);
  }

  /** Returns the dialog that a visit has now. */
  synchronized Optional<PanelCall> held(VisitId by) {
    return by.equals(visit) ? Optional.ofNullable(current) : Optional.empty();
  }

  /** Returns the dialog, whoever has it. */
  synchronized Optional<PanelCall> current() {
    return Optional.ofNullable(current);
  }

  /** Returns whether the panel hung up in this visit. */
  synchronized boolean hungUpIn(VisitId by) {
    return by.equals(left);
  }

  /** Returns whether no dialog is taken any more. */
  synchronized boolean shut() {
    return shut;
  }

  /**
   * The panel called: its call goes on with the visit of the one that it replaces.
   *
   * @return empty when no call is taken any more; else the one that ends, if there is one
   */
  synchronized Optional<Optional<PanelCall>> take(PanelCall came) {
    if (shut) {
      return Optional.empty();
    }
    Optional<PanelCall> ends = current();
    current = came;
    anew = visit != null;
    left = null;
    return Optional.of(ends);
  }

  /** A visit calls the panel; returns the dialog that ends. */
  synchronized Optional<PanelCall> dial(PanelCall call, VisitId by) {
    Optional<PanelCall> ends = current();
    current = call;
    visit = by;
    anew = false;
    return ends;
  }

  /** No dialog is there any more; returns the one that ends. */
  synchronized Optional<PanelCall> clear() {
    return dial(null, null);
  }

  /** As {@link #clear}, for good. */
  synchronized Optional<PanelCall> shutDown() {
    shut = true;
    return clear();
  }

  /** A visit is over: returns the dialog that ends, its own or one that nobody asked for. */
  synchronized Optional<PanelCall> forget(VisitId by) {
    boolean next = current != null && (visit == null || anew) && age().compareTo(NEXT) <= 0;
    boolean over = !next && (visit == null || by.equals(visit));
    Optional<PanelCall> ends = over ? current() : Optional.empty();
    current = over ? null : current;
    visit = over || by.equals(visit) ? null : visit;
    anew = false;
    left = by.equals(left) ? null : left;
    return ends;
  }

  /** A dialog has ended by itself. */
  synchronized void drop(PanelCall call) {
    if (current == call) {
      current = null;
      left = call.incoming() ? visit : left;
      visit = null;
    }
  }

  /** Returns whether there is a dialog that no visit wanted for too long. */
  synchronized boolean unwanted() {
    return visit == null && current != null && age().compareTo(UNWANTED) > 0;
  }

  private Duration age() {
    return Duration.ofNanos(nanos.getAsLong() - current.sinceNanos());
  }
}
