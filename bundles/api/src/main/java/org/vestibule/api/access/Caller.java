// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.access;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;

/**
 * Who asks, through which door of the gateway's own, and what they may. Immutable.
 *
 * @param subject names them for the audit: an account, a client, {@code box} or {@code gateway}; 1
 *     to 128 characters, no secret
 * @param kind what they are
 * @param through the surface that let them in
 * @param grants what they hold; empty: nothing is allowed
 * @param person who they are in the people directory, if they are in it
 */
public record Caller(
    String subject, Kind kind, Through through, Set<Grant> grants, Optional<PersonId> person) {
  /** What somebody who asks is. */
  public enum Kind {
    /** A person with an account here or at a configured issuer. */
    PERSON,
    /** A machine with client credentials. */
    MACHINE,
    /** Whoever works on the box itself: its shell, or the token in its data folder. */
    BOX,
    /** The gateway by itself: a visit, a timer, a job. */
    GATEWAY
  }

  /** The surfaces. */
  public enum Through {
    REST,
    SHELL,
    MQTT,
    COAP,
    /** None: the gateway by itself. */
    INSIDE
  }

  /** The gateway by itself. */
  public static final Caller GATEWAY =
      new Caller(
          "gateway", Kind.GATEWAY, Through.INSIDE, Set.of(Grant.of(Role.OWNER)), Optional.empty());

  /** Copies the set. */
  public Caller {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(through, "through");
    Objects.requireNonNull(person, "person");
    grants = Set.copyOf(grants);
    if (subject == null || subject.isBlank() || subject.length() > 128) {
      throw new IllegalArgumentException("a caller's subject has 1 to 128 characters");
    }
  }

  /** Returns whether this is allowed anywhere in the building; lists must still be narrowed. */
  public boolean may(Permission permission) {
    return grants.stream().anyMatch(grant -> grant.role().permissions().contains(permission));
  }

  /** Returns whether this is allowed in the whole building. */
  public boolean mayEverywhere(Permission permission) {
    return grants.stream()
        .anyMatch(grant -> grant.everywhere() && grant.role().permissions().contains(permission));
  }

  /** Returns whether this is allowed at this door. */
  public boolean may(Permission permission, DoorId door) {
    return grants.stream()
        .filter(grant -> grant.role().permissions().contains(permission))
        .anyMatch(grant -> grant.everywhere() || grant.doors().contains(door));
  }

  /** Returns whether this is allowed at this station or camera. */
  public boolean may(Permission permission, StationId station) {
    return grants.stream()
        .filter(grant -> grant.role().permissions().contains(permission))
        .anyMatch(grant -> grant.everywhere() || grant.stations().contains(station));
  }
}
