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
      enter(enrolment, templates, subject, code, ledger);
    }
    roster.tell(enrolment.id());
    return person(enrolment);
  }

  private void enter(
      Enrolment enrolment,
      List<FaceTemplate> templates,
      UUID subject,
      CodeKey code,
      ConsentEntry ledger)
      throws VestibuleException {
    boolean entered = false;
    String why = "failed";
    try {
      database.write(
          connection -> {
            write(connection, enrolment, templates, subject, code, ledger);
            return null;
          });
      entered = true;
      roster.refresh(subject);
    } catch (VestibuleException e) {
      why = e.code();
      throw e;
    } finally {
      if (!entered) {
        journal.note("gateway", "person-not-enrolled", subject, Map.of("reason", why));
      }
      ledger.settled(enrolment.id());
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
    if (!subjects.find(connection, enrolment.id()).equals(Optional.of(subject))) {
      throw EnrolmentCheck.erasedMeanwhile(enrolment);
    }
    ledger.requireOrEnter(
        connection, subject, enrolment.id(), Purpose.UNLOCK, EnrolmentCheck.paper(enrolment));
    try {
      writes.person(connection, subject, person(enrolment), code);
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

  private static Person person(Enrolment enrolment) {
    return new Person(enrolment.id(), enrolment.name(), enrolment.unit(), enrolment.doors());
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
