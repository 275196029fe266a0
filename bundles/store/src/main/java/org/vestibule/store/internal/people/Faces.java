// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.store.internal.database.Database;

/** What becomes of faces after enrolment: one that is renewed, one that was a mistake. */
final class Faces {
  private static final Logger LOG = LoggerFactory.getLogger(Faces.class);

  /** Above it two templates are the same one. */
  private static final float SAME = 0.9999f;

  private final Database database;
  private final Roster roster;
  private final PersonWrites writes;
  private final Journal journal;
  private final Set<PersonId> renewing = ConcurrentHashMap.newKeySet();

  Faces(Database database, Roster roster, PersonWrites writes, Journal journal) {
    this.database = database;
    this.roster = roster;
    this.writes = writes;
    this.journal = journal;
  }

  /** One at a time for each person, so that the audit tells of each renewal once. */
  boolean renew(PersonId id, FaceTemplate template) {
    Optional<Resident> held = roster.of(id).filter(one -> renewable(one, template));
    if (held.isEmpty() || !renewing.add(id)) {
      return false;
    }
    UUID subject = held.get().subject();
    boolean announced = false;
    boolean renewed = false;
    try {
      journal.record("gateway", "template-renewed", subject, Map.of("space", template.space()));
      announced = true;
      renewed = database.write(c -> renew(c, subject, template));
      roster.refresh(subject);
    } catch (VestibuleException e) {
      LOG.warn("A template of {} is not renewed: {}", held.get().pseudonym(), e.code());
    } finally {
      renewing.remove(id);
      if (announced && !renewed) {
        journal.note("gateway", "template-not-renewed", subject, Map.of("space", template.space()));
      }
    }
    if (renewed) {
      roster.tell(id);
    }
    return renewed;
  }

  private boolean renew(Connection connection, UUID subject, FaceTemplate template)
      throws SQLException, VestibuleException {
    Optional<Resident> now = roster.rows().read(connection, subject);
    if (now.filter(one -> renewable(one, template)).isEmpty()) {
      return false;
    }
    writes.face(connection, subject, DataKind.TEMPLATE, template);
    return true;
  }

  /** Whoever took back their consent has no template, and gets none by the back door. */
  private static boolean renewable(Resident one, FaceTemplate template) {
    return !one.suspended() && !one.templates().isEmpty() && !one.in(template.space());
  }

  boolean reject(PersonId id, FaceTemplate face, String by) throws VestibuleException {
    Optional<Resident> held = roster.of(id).filter(one -> !one.suspended());
    if (held.isEmpty() || rejects(held.get(), face)) {
      return held.isPresent();
    }
    UUID subject = held.get().subject();
    // First, so that what cannot be audited is not noted.
    journal.record(by, "face-corrected", subject, Map.of("space", face.space()));
    boolean noted = false;
    try {
      noted = database.write(c -> reject(c, subject, face));
      roster.refresh(subject);
    } finally {
      if (!noted) {
        journal.note("gateway", "face-not-corrected", subject, Map.of("space", face.space()));
      }
    }
    if (noted) {
      roster.tell(id);
    }
    return noted;
  }

  private boolean reject(Connection connection, UUID subject, FaceTemplate face)
      throws SQLException, VestibuleException {
    Optional<Resident> now = roster.rows().read(connection, subject);
    if (now.filter(one -> !one.suspended() && !one.templates().isEmpty()).isEmpty()) {
      return false;
    }
    if (!rejects(now.get(), face)) {
      int surplus = now.get().negatives().size() + 1 - PeopleDirectory.MOST_NEGATIVES;
      for (int i = 0; i < surplus; i++) {
        writes.remove(connection, now.get().negatives().get(i));
      }
      writes.face(connection, subject, DataKind.NEGATIVE, face);
    }
    return true;
  }

  private boolean rejects(Resident resident, FaceTemplate face) {
    return roster.open(resident.negatives()).stream()
        .anyMatch(held -> held.comparableWith(face) && held.similarity(face) > SAME);
  }
}
