// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.onvif.sip.internal.media.Media;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhone;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent.Contact;

/** The phones that ring for one call at this moment. Used by one thread at a time. */
final class Ringing {
  private static final Logger LOG = LoggerFactory.getLogger(Ringing.class);

  /** Devices that one call rings at most. */
  private static final int MOST = 32;

  private final Desk desk;
  private final String title;
  private final Leg.Owner owner;
  private final List<Leg> legs = new ArrayList<>();
  private final Set<String> declined = new HashSet<>();
  private final Set<PersonId> silenced = new HashSet<>();
  private boolean missed;

  Ringing(Desk desk, String title, Leg.Owner owner) {
    this.desk = desk;
    this.title = title;
    this.owner = owner;
  }

  /** Rings these and no others; one that rings already goes on, one that declined is left alone. */
  void only(List<String> users) {
    List.copyOf(legs).stream()
        .filter(leg -> !users.contains(leg.phone().user()))
        .forEach(this::hangUp);
    Optional<UserAgent> agent = desk.around().agent();
    Media media = desk.around().media;
    if (agent.isEmpty() || media == null) {
      return;
    }
    Set<String> ringing = new HashSet<>(legs.stream().map(leg -> leg.phone().user()).toList());
    users.stream()
        .filter(user -> !ringing.contains(user) && !declined.contains(user))
        .forEach(user -> ring(user, agent.get(), media));
  }

  /** Whoever declined is asked again: it became urgent. */
  void again() {
    declined.clear();
    silenced.clear();
  }

  /** Returns whether nothing rings. */
  boolean silent() {
    return legs.isEmpty();
  }

  /** Returns whether each phone that rang was looked at by somebody who said no. */
  boolean allDeclined() {
    return !missed && !declined.isEmpty();
  }

  /** Takes note that a leg ended; returns whether it was one that rang. */
  boolean ended(Leg leg, Why why) {
    if (!legs.remove(leg)) {
      return false;
    }
    if (why == Why.DECLINED || why == Why.BUSY) {
      String user = leg.phone().user();
      declined.add(user);
      List.copyOf(legs).stream()
          .filter(other -> why == Why.DECLINED && other.phone().user().equals(user))
          .forEach(this::hangUp);
    } else {
      missed = true;
    }
    return true;
  }

  /** Somebody does not want to be rung: their phones are silent, also those that would ring yet. */
  void silence(PersonId person) {
    silenced.add(person);
    for (Leg leg : List.copyOf(legs)) {
      if (isSilenced(leg.phone())) {
        declined.add(leg.phone().user());
        hangUp(leg);
      }
    }
  }

  private boolean isSilenced(SipPhone phone) {
    return phone.person().filter(silenced::contains).isPresent();
  }

  /** One of them answered: all others stop. */
  void answered(Optional<Leg> winner) {
    winner.ifPresent(legs::remove);
    List.copyOf(legs).forEach(Leg::answeredElsewhere);
    legs.clear();
  }

  /** All stop. */
  void stop() {
    List.copyOf(legs).forEach(this::hangUp);
  }

  /** What went with a user agent does not ring any more. */
  void gone(UserAgent agent) {
    missed |= legs.stream().anyMatch(leg -> leg.of(agent));
    List.copyOf(legs).stream().filter(leg -> leg.of(agent)).forEach(this::hangUp);
  }

  private void hangUp(Leg leg) {
    legs.remove(leg);
    leg.hangUp();
  }

  private void ring(String user, UserAgent agent, Media media) {
    SipPhone phone = agent.phones().get(user);
    if (phone != null && isSilenced(phone)) {
      declined.add(user);
      return;
    }
    List<Contact> contacts = phone == null ? List.of() : agent.contacts(user);
    missed |= contacts.isEmpty();
    for (Contact contact : contacts) {
      if (legs.size() == MOST) {
        LOG.warn("Phone {} is not rung: {} devices ring already", user, MOST);
        return;
      }
      try {
        MediaSession session =
            media.open(agent.local(contact), desk.settings().get().wish(contact.uri()));
        legs.add(Leg.ring(phone, contact, session, agent, title, owner));
      } catch (VestibuleException | RuntimeException e) {
        missed = true;
        LOG.info("Phone {} is not rung: {}", user, e.getMessage());
        desk.failed().accept("Phone " + user + " was not rung: " + e.getMessage());
      }
    }
  }
}
