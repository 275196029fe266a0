// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.consent.ConsentEntry;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * Enters people: first the audit, then the person, their faces and the note of their consent in one
 * transaction. Thread-safe.
 */
final class Registry {
  private static final String DUPLICATE = "23505";
  private static final String NO_PARENT = "23506";

  private final Database database;
  private final SubjectVault vault;
  private final Subjects subjects;
  private final Roster roster;
  private final PersonWrites writes;
  private final Journal journal;
  private final Neighbour<ConsentEntry> consents;

  Registry(
      Database database,
      SubjectVault vault,
      Subjects subjects,
      Roster roster,
      PersonWrites writes,
      Journal journal,
      Neighbour<ConsentEntry> consents) {
    this.database = database;
    this.vault = vault;
    this.subjects = subjects;
    this.roster = roster;
    this.writes = writes;
    this.journal = journal;
    this.consents = consents;
  }

  Person enrol(Enrolment enrolment, List<FaceTemplate> templates) throws VestibuleException {
    EnrolmentCheck.complete(enrolment, templates);
    try (Neighbour.Held<ConsentEntry> held = consents.hold()) {
      ConsentEntry ledger = held.service().orElseThrow(Registry::noLedger);
      ledger.require(enrolment.id(), Purpose.UNLOCK, EnrolmentCheck.paper(enrolment));
      CodeKey code = CodeKey.of(vault, enrolment.code());
      Optional<Resident> holder = roster.of(code);
      if (holder.isPresent() && !holder.get().person().id().equals(enrolment.id())) {
        throw EnrolmentCheck.codeTaken(enrolment);
      }
      // Before the audit: the line needs a pseudonym, which says nothing if nothing comes of it.
      UUID subject = database.write(c -> subjects.findOrCreate(c, enrolment.id()));
      journal.record(
          "operator", "person-enrolled", subject, EnrolmentCheck.facts(enrolment, templates));
      try {
        written(
            subject,
            "person-not-enrolled",
            c -> write(c, enrolment, templates, subject, code, ledger));
      } finally {
        ledger.settled(enrolment.id());
      }
    }
    roster.tell(enrolment.id());
    return EnrolmentCheck.person(enrolment);
  }

  /** Enters somebody without a face: nothing of it needs consent. */
  Person enter(Person person) throws VestibuleException {
    EnrolmentCheck.described(person);
    if (roster.knows(person.id())) {
      throw EnrolmentCheck.exists(person.id());
    }
    UUID subject = database.write(c -> subjects.findOrCreate(c, person.id()));
    journal.record(
        "operator",
        "person-entered",
        subject,
        Map.of("doors", EnrolmentCheck.doors(person.doors())));
    written(subject, "person-not-enrolled", c -> write(c, person, subject));
    roster.tell(person.id());
    return person;
  }

  /** Changes name, unit and doors of somebody who is here, and still as they were before. */
  Person change(Person before, Person next) throws VestibuleException {
    EnrolmentCheck.described(next);
    PersonId id = next.id();
    UUID subject =
        database
            .read(c -> subjects.find(c, id))
            .filter(found -> roster.knows(id))
            .orElseThrow(() -> EnrolmentCheck.unknown(id));
    journal.record(
        "operator", "person-changed", subject, Map.of("doors", EnrolmentCheck.doors(next.doors())));
    written(
        subject,
        "person-not-changed",
        c -> {
          requireLiving(c, id, subject);
          Person now =
              roster
                  .rows()
                  .read(c, subject)
                  .map(Resident::person)
                  .orElseThrow(() -> EnrolmentCheck.erasedMeanwhile(id));
          if (!now.equals(before)) {
            throw EnrolmentCheck.changedMeanwhile(id);
          }
          writes.change(c, subject, next);
        });
    roster.tell(id);
    return next;
  }

  /** What is written of somebody in one transaction. */
  @FunctionalInterface
  private interface Writing {
    void to(Connection connection) throws SQLException, VestibuleException;
  }

  /** What fails after the audit's line is told there. */
  private void written(UUID subject, String otherwise, Writing writing) throws VestibuleException {
    boolean entered = false;
    String why = "failed";
    try {
      database.write(
          connection -> {
            writing.to(connection);
            return null;
          });
      entered = true;
      roster.refresh(subject);
    } catch (VestibuleException e) {
      why = e.code();
      throw e;
    } finally {
      if (!entered) {
        journal.note("gateway", otherwise, subject, Map.of("reason", why));
      }
    }
  }

  private void write(Connection connection, Person person, UUID subject)
      throws SQLException, VestibuleException {
    requireLiving(connection, person.id(), subject);
    try {
      writes.newcomer(connection, subject, person);
    } catch (SQLException e) {
      if (DUPLICATE.equals(e.getSQLState())) {
        throw EnrolmentCheck.exists(person.id());
      }
      throw e;
    }
  }

  private void requireLiving(Connection connection, PersonId person, UUID subject)
      throws SQLException, VestibuleException {
    if (!subjects.find(connection, person).equals(Optional.of(subject))) {
      throw EnrolmentCheck.erasedMeanwhile(person);
    }
  }

  private void write(
      Connection connection,
      Enrolment enrolment,
      List<FaceTemplate> templates,
      UUID subject,
      CodeKey code,
      ConsentEntry ledger)
      throws SQLException, VestibuleException {
    requireLiving(connection, enrolment.id(), subject);
    ledger.requireOrEnter(
        connection, subject, enrolment.id(), Purpose.UNLOCK, EnrolmentCheck.paper(enrolment));
    try {
      writes.person(connection, subject, EnrolmentCheck.person(enrolment), code);
      writes.templates(connection, subject, templates);
    } catch (SQLException e) {
      if (DUPLICATE.equals(e.getSQLState())) {
        throw EnrolmentCheck.codeTaken(enrolment);
      }
      if (NO_PARENT.equals(e.getSQLState())) {
        throw EnrolmentCheck.consentMissing(enrolment);
      }
      throw e;
    }
  }

  private static VestibuleException noLedger() {
    return new VestibuleException(
        "room-empty",
        "the consent ledger",
        "it is stopped or is being replaced",
        "a ledger that can be asked",
        "Try again in a second");
  }
}
