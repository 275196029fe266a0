// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PeopleListener;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;
import org.vestibule.core.internal.SettingsHolder;

/**
 * The visits of this gateway as a service. A changed configuration holds from the next visit on.
 */
@Component(
    service = {Visits.class, PeopleListener.class, PersonalDataHolder.class},
    immediate = true)
public final class VisitEngine implements Visits, PeopleListener, PersonalDataHolder {
  private final Reception reception;

  /** Starts without visits. */
  @Activate
  public VisitEngine(@Reference Rooms rooms, @Reference SettingsHolder settings) {
    reception = new Reception(rooms, Ticks.SYSTEM, settings::now);
  }

  @Deactivate
  void stop() throws InterruptedException {
    reception.stop();
  }

  @Override
  public VisitId press(ButtonPress press) throws VestibuleException {
    return reception.press(press);
  }

  @Override
  public void notThisPerson(VisitId visit, String by) throws VestibuleException {
    reception.notThisPerson(visit, by);
  }

  @Override
  public void wrongIntent(VisitId visit, Optional<String> label) {
    reception.wrongIntent(visit, label);
  }

  @Override
  public void keyed(VisitId visit, String keys) throws VestibuleException {
    reception.keyed(visit, keys);
  }

  @Override
  public AudioFeed listen(VisitId visit, String by) throws VestibuleException {
    return reception.listen(visit, by);
  }

  @Override
  public AutoCloseable keepOpen(VisitId visit, Duration most) throws VestibuleException {
    return reception.keepOpen(visit, most);
  }

  @Override
  public Conversation answer(VisitId visit, Answering who) throws VestibuleException {
    return reception.answer(visit, who);
  }

  @Override
  public Optional<Frame> picture(VisitId visit) throws VestibuleException {
    return reception.picture(visit);
  }

  @Override
  public void changed(PersonId person) {
    reception.changed(person);
  }

  @Override
  public Optional<VisitStory> story(VisitId id) {
    return reception.story(id);
  }

  @Override
  public List<VisitStory> recent(int limit) {
    return reception.recent(limit);
  }

  @Override
  public String holder() {
    return "visits in memory";
  }

  @Override
  public int erase(PersonId person) {
    return reception.erase(person);
  }

  @Override
  public boolean holds(PersonId person) {
    return !reception.about(person).isEmpty();
  }

  @Override
  public List<Item> copy(PersonId person) {
    return reception.about(person).stream().map(StoryCopy::of).toList();
  }
}
