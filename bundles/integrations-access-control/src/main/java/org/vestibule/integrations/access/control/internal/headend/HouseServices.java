// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.util.Optional;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/**
 * What head-ends find around them; each may come and go, and is swapped for another. Thread-safe.
 */
public final class HouseServices {
  private final Runnable changed;
  private volatile EgressBroker broker;
  private volatile Credentials credentials;
  private volatile PeopleDirectory people;
  private volatile CardFormats formats;
  private volatile Leaves leaves;

  /**
   * @param changed called when something came
   */
  HouseServices(Runnable changed) {
    this.changed = changed;
  }

  /** The way out came. */
  public void use(EgressBroker service) {
    broker = service;
    changed.run();
  }

  /** The way out went; another may have come before. */
  public void forget(EgressBroker service) {
    if (broker == service) {
      broker = null;
    }
  }

  /** Where cards go came. */
  public void use(Credentials service) {
    credentials = service;
    changed.run();
  }

  /** Where cards go went; another may have come before. */
  public void forget(Credentials service) {
    if (credentials == service) {
      credentials = null;
    }
  }

  /** Who is known came. */
  public void use(PeopleDirectory service) {
    people = service;
    changed.run();
  }

  /** Who is known went; another may have come before. */
  public void forget(PeopleDirectory service) {
    if (people == service) {
      people = null;
    }
  }

  /** What cards look like came. */
  public void use(CardFormats service) {
    formats = service;
    changed.run();
  }

  /** Where fires are known came. */
  public void use(Leaves service) {
    leaves = service;
  }

  /** Where fires are known went; another may have come before. */
  public void forget(Leaves service) {
    if (leaves == service) {
      leaves = null;
    }
  }

  /** What cards look like went; another may have come before. */
  public void forget(CardFormats service) {
    if (formats == service) {
      formats = null;
    }
  }

  /** Returns whether a fire releases a door. */
  boolean burns(DoorId door) {
    Leaves now = leaves;
    return now != null && now.view(door).fire();
  }

  Optional<EgressBroker> broker() {
    return Optional.ofNullable(broker);
  }

  /** Returns what takes cards, if all of it is here. */
  Optional<CardTaker> cardTaker() {
    Credentials to = credentials;
    PeopleDirectory who = people;
    CardFormats what = formats;
    return to == null || who == null || what == null
        ? Optional.empty()
        : Optional.of(new CardTaker(to, who, what));
  }

  /** What takes cards. */
  record CardTaker(Credentials credentials, PeopleDirectory people, CardFormats formats) {}
}
