// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.people.PersonId;

/**
 * Notes the day on which a door last opened for somebody, and nothing finer: it is kept so that
 * whoever has moved out is noticed. Runs on its own queue of events, so no door waits for it; a day
 * that cannot be written is written when the next door opens. One event at a time.
 */
public final class LastSeen implements EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);
  private static final int MOST_ORDERS = 64;

  private final Roster roster;
  private final TenureRows rows;
  private final Clock clock;
  private final Map<String, PersonId> orders =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PersonId> eldest) {
          return size() > MOST_ORDERS;
        }
      };

  /** Takes days from this clock, in its zone. */
  public LastSeen(Roster roster, TenureRows rows, Clock clock) {
    this.roster = roster;
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "days on which people were seen";
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof DoorOrdered ordered) {
      orders.put(ordered.orderId(), ordered.person());
    } else if (event instanceof DoorAnswered answered) {
      PersonId person = orders.remove(answered.orderId());
      if (person != null && answered.outcome() instanceof DoorOutcome.Opened) {
        seen(person);
      }
    }
  }

  private void seen(PersonId person) {
    LocalDate today = LocalDate.now(clock);
    Optional<Resident> held = roster.of(person);
    if (held.isEmpty() || held.get().tenure().lastSeen().equals(Optional.of(today))) {
      return;
    }
    try {
      rows.lastSeen(held.get().subject(), today);
      roster.refresh(held.get().subject());
    } catch (VestibuleException e) {
      LOG.debug("The day of {} is not noted: {}", held.get().pseudonym(), e.code());
    }
  }
}
