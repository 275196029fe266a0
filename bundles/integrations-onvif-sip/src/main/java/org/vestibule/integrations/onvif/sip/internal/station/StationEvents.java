// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/**
 * What happens at one station goes into the house: the bell opens a visit, keys go to the door's
 * panel or into the visit, inputs to the doors. Thread-safe.
 */
final class StationEvents implements StationListener {
  private static final Logger LOG = LoggerFactory.getLogger(StationEvents.class);

  /** Open visits are among the newest. */
  private static final int RECENT = 50;

  private final StationInfo info;
  private final StationHouse house;
  private final Executor worker;

  /**
   * @param worker runs what may wait, in order
   */
  StationEvents(StationInfo info, StationHouse house, Executor worker) {
    this.info = info;
    this.house = house;
    this.worker = worker;
  }

  @Override
  public void pressed(Optional<String> unit) {
    work(() -> press(unit));
  }

  @Override
  public void keyed(String keys) {
    work(() -> key(keys));
  }

  @Override
  public void moved(boolean moving) {
    // Nobody in the house asks yet; a camera's own motion gate decides what is looked at.
  }

  @Override
  public void input(DoorSignal signal, boolean active) {
    house.signals().ifPresent(doors -> doors.report(source(), info.door(), signal, active));
  }

  @Override
  public void lost() {
    house.signals().ifPresent(doors -> doors.gone(source()));
  }

  private String source() {
    return "station " + info.id();
  }

  private void press(Optional<String> unit) {
    Optional<Visits> visits = house.visits();
    if (visits.isEmpty()) {
      LOG.warn("The bell of station {} was pressed, and the house has no visits", info.id());
      return;
    }
    try {
      visits.get().press(new ButtonPress(info.id(), Instant.now(), Optional.empty(), unit));
    } catch (VestibuleException e) {
      LOG.warn("The bell of station {} opens no visit: {}", info.id(), e.getMessage());
    }
  }

  private void key(String keys) {
    if (house.front().filter(front -> front.keyed(info.door(), keys)).isPresent()) {
      return;
    }
    Optional<VisitId> open = house.visits().flatMap(this::openVisit);
    if (open.isEmpty()) {
      LOG.debug("Keys at station {} outside a visit", info.id());
      return;
    }
    try {
      house.visits().orElseThrow().keyed(open.get(), keys);
    } catch (VestibuleException e) {
      LOG.info("Keys at station {} are not taken: {}", info.id(), e.getMessage());
    }
  }

  private Optional<VisitId> openVisit(Visits visits) {
    return visits.recent(RECENT).stream()
        .filter(story -> story.closedAt().isEmpty() && story.station().equals(info.id()))
        .max(Comparator.comparing(VisitStory::openedAt))
        .map(VisitStory::id);
  }

  private void work(Runnable what) {
    try {
      worker.execute(what);
    } catch (RejectedExecutionException e) {
      LOG.warn("Station {} tells more than the house can take; something was left out", info.id());
    }
  }
}
