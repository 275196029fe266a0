// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** What the door policy says of a visit, and whether the engine follows. On its thread only. */
final class Ruling {
  private final Visit visit;
  private final Rooms rooms;
  private final Sight sight;
  private final Listening listening;
  private final Rights rights;
  private final IntSupplier questions;
  private Showing showing = new Showing(Optional.empty(), Optional.empty(), Set.of());
  private Optional<Entitlement> said = Optional.empty();

  /**
   * @param questions how often the visitor was asked for words
   */
  Ruling(Visit visit, Sight sight, Listening listening, Rights rights, IntSupplier questions) {
    this.visit = visit;
    this.rooms = visit.desk.rooms();
    this.sight = sight;
    this.listening = listening;
    this.rights = rights;
    this.questions = questions;
  }

  /**
   * Asks the policy. While the {@linkplain Rights#awaited() rights are awaited} only what is urgent
   * of its answer counts.
   */
  Decision of(Claims claims) {
    Optional<Person> identified = claims.made() ? Optional.empty() : identified();
    showing = showing(claims, identified);
    said = rights.of(showing);
    if (said.orElse(null) instanceof Entitlement.Granted granted) {
      person(granted.person()).ifPresent(visit.diary::about);
    }
    VisitFacts facts =
        new VisitFacts(
            visit.info.door(),
            claims.made(),
            claims.person(),
            identified,
            sight.answer(),
            listening.heard(),
            listening.triage(),
            questions.getAsInt(),
            said);
    try {
      return rooms
          .policy
          .now()
          .map(policy -> policy.decide(facts))
          .orElseGet(() -> new Decision.Ring(false, "There is no door policy"));
    } catch (RuntimeException | LinkageError e) {
      return new Decision.Ring(false, "The door policy failed: " + e.getMessage());
    }
  }

  private Optional<Person> identified() {
    FaceAnswer answer = sight.answer().orElse(null);
    PersonId seen =
        answer instanceof FaceAnswer.Known known
            ? known.person()
            : answer instanceof FaceAnswer.Unproven unproven ? unproven.person() : null;
    Optional<Person> person = Optional.ofNullable(seen).flatMap(this::person);
    person.ifPresent(visit.diary::about);
    return person;
  }

  private Optional<Person> person(PersonId id) {
    return rooms.people.now().flatMap(people -> people.person(id));
  }

  private Showing showing(Claims claims, Optional<Person> identified) {
    Optional<Entry> entry = claims.entry();
    Optional<PersonId> who =
        entry.isPresent() && entry.get().pass().isEmpty()
            ? entry.get().person()
            : claims.person().or(() -> identified).map(Person::id);
    Set<EntryMethod> shown = EnumSet.noneOf(EntryMethod.class);
    entry.map(Entry::method).ifPresent(shown::add);
    if (sight.answer().orElse(null) instanceof FaceAnswer.Known known
        && who.equals(Optional.of(known.person()))) {
      shown.add(EntryMethod.FACE);
    }
    return new Showing(who, entry.flatMap(Entry::pass), shown);
  }

  /** Returns whose own code the rights ask for, if it is all that is missing. */
  Optional<PersonId> codeOf() {
    boolean code =
        said.orElse(null) instanceof Entitlement.MoreNeeded more
            && more.missing().contains(Set.of(EntryMethod.CODE));
    return code ? showing.person() : Optional.empty();
  }

  /** Returns whether a face would be enough beside what was entered, and none was looked for. */
  boolean lacksFace(Claims claims) {
    return claims.entry().isPresent()
        && said.orElse(null) instanceof Entitlement.MoreNeeded more
        && more.missing().contains(Set.of(EntryMethod.FACE));
  }

  /** Says that whoever showed something is not let in by it. */
  void refuse() {
    if (said.orElse(null) instanceof Entitlement.Refused refused && !showing.methods().isEmpty()) {
      rights.refused(showing.person(), refused);
    }
  }

  /**
   * Whatever the policy, no door opens without a living, confirmed face of somebody enrolled, or a
   * number that the rights found enough in this very visit.
   */
  Decision warranted(Decision decision, Claims claims) {
    if (!(decision instanceof Decision.Admit admit)) {
      return decision;
    }
    return missing(admit, claims)
        .<Decision>map(
            why ->
                new Decision.Ring(false, "Nothing confirms what the door policy decided. " + why))
        .orElse(admit);
  }

  private Optional<String> missing(Decision.Admit admit, Claims claims) {
    boolean more =
        said.orElse(null) instanceof Entitlement.Granted granted
            && (granted.by().isEmpty() || !showing.methods().containsAll(granted.by()));
    if (more) {
      return Optional.of("The rights grant it by what was not shown");
    }
    long now = visit.desk.ticks().nanos();
    Optional<PeopleDirectory> people = rooms.people.now();
    return entryWarrant(claims)
        .map(warrant -> warrant.missing(admit, people, visit.settings, now))
        .orElseGet(
            () ->
                new Warrant(claims.made(), claims.person(), sight.finding())
                    .missing(admit, people, visit.settings, now));
  }

  /** Empty where a face counts. */
  private Optional<EntryWarrant> entryWarrant(Claims claims) {
    return said.orElse(null) instanceof Entitlement.Granted granted
            && !granted.by().contains(EntryMethod.FACE)
        ? claims.entry().map(entry -> new EntryWarrant(entry, granted))
        : Optional.empty();
  }

  /** Returns what an order for this admission, which is {@link #warranted}, rests on. */
  Basis basis(Decision.Admit admit, Claims claims) {
    Optional<Entry> alone = entryWarrant(claims).map(EntryWarrant::entry);
    Showing shown =
        said.isPresent()
            ? showing
            : new Showing(Optional.of(admit.person()), Optional.empty(), Set.of(EntryMethod.FACE));
    boolean duress = claims.entry().filter(Entry::duress).isPresent();
    return new Basis(
        alone.isPresent() ? Optional.empty() : sight.finding(),
        alone,
        shown.request(visit.info.door(), duress, visit.desk.ticks().now()),
        said);
  }
}
