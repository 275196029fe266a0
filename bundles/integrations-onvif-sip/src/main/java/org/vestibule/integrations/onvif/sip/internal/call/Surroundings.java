// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationId;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.api.visit.Visits;
import org.vestibule.integrations.onvif.sip.internal.media.Media;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;

/** What calls need of others; each may be missing at any time. Thread-safe. */
final class Surroundings {
  volatile Visits visits;
  volatile UserAgent agent;
  volatile Media media;
  volatile EventPublisher events;
  volatile PeopleDirectory people;
  volatile SealedShelves shelves;
  final List<DoorStation> stations = new CopyOnWriteArrayList<>();

  Visits visits() throws VestibuleException {
    return required(visits, "visits", "core");
  }

  SealedShelves shelves() throws VestibuleException {
    return required(shelves, "shelves of the house", "store");
  }

  Optional<UserAgent> agent() {
    return Optional.ofNullable(agent);
  }

  Optional<PeopleDirectory> people() {
    return Optional.ofNullable(people);
  }

  Optional<DoorStation> station(StationId id) {
    return stations.stream().filter(one -> one.info().id().equals(id)).findFirst();
  }

  void publish(VestibuleEvent event) {
    EventPublisher present = events;
    if (present != null) {
      present.publish(event);
    }
  }

  private static <T> T required(T service, String what, String bundle) throws VestibuleException {
    if (service == null) {
      throw new VestibuleException(
          "service-missing", what, "not running", "running", "Start the bundle " + bundle + ".");
    }
    return service;
  }
}
