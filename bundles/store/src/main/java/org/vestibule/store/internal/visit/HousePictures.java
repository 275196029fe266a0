// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.record.RecordRows;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * Pictures of visits, which end as photos do. Of a visit that names somebody a picture is that
 * person's photo, with their consent; of one that names nobody it is the house's. Thread-safe.
 */
@Component(service = {Expiring.class, HousePictures.class})
public final class HousePictures implements Expiring {
  private static final Logger LOG = LoggerFactory.getLogger(HousePictures.class);
  private static final int BATCH = 500;

  private final Database database;
  private final SubjectVault vault;
  private final RecordRows records;
  private final FacePlaces faces;

  /** Uses the database and the vault of this bundle. */
  @Activate
  public HousePictures(
      @Reference Database database, @Reference Subjects subjects, @Reference SubjectVault vault) {
    this.database = database;
    this.vault = vault;
    records = new RecordRows(subjects, vault);
    faces = new FacePlaces(vault);
  }

  /** Puts pictures beside a story, in the transaction that keeps it. */
  void put(Connection connection, VisitId visit, List<Named> named, List<VisitPicture> pictures)
      throws SQLException, VestibuleException {
    for (int place = 0; place < pictures.size(); place++) {
      VisitPicture picture = pictures.get(place);
      String id = visit.value();
      Optional<UUID> record = Optional.empty();
      byte[] sealed = null;
      if (named.isEmpty()) {
        sealed = vault.sealForHouse(context(id, place), picture.jpeg());
      } else if (named.size() == 1) {
        record = record(connection, named.get(0), picture);
      }
      if (sealed != null || record.isPresent()) {
        Optional<byte[]> face = faces.sealed(id, place, picture.face());
        PictureRows.put(
            connection,
            id,
            new PictureRows.Row(
                place, picture.capturedAt(), record, Optional.empty(), sealed, face));
      }
    }
  }

  private Optional<UUID> record(Connection connection, Named named, VisitPicture picture)
      throws SQLException, VestibuleException {
    try {
      return Optional.of(
          records.put(
              connection, named.person(), DataKind.PHOTO, picture.capturedAt(), picture.jpeg()));
    } catch (VestibuleException e) {
      if (HouseJournal.UNNAMED.contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Returns the pictures of a visit; one that does not open is left out.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  List<VisitPicture> of(VisitId visit) throws VestibuleException {
    List<VisitPicture> pictures = new ArrayList<>();
    for (PictureRows.Row row : database.read(c -> PictureRows.of(c, visit.value()))) {
      try {
        pictures.add(
            new VisitPicture(row.capturedAt(), open(visit, row), faces.of(visit.value(), row)));
      } catch (IllegalArgumentException e) {
        LOG.warn("A picture of visit {} does not open", visit);
      } catch (VestibuleException e) {
        if (!e.code().equals("seal-broken") && !e.code().equals("key-missing")) {
          throw e;
        }
        LOG.warn("A picture of visit {} does not open: {}", visit, e.code());
      }
    }
    return pictures;
  }

  /**
   * Returns those of some visits that have a picture; none is opened.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  Set<VisitId> among(Set<VisitId> visits) throws VestibuleException {
    return visits.isEmpty() ? Set.of() : database.read(c -> PictureRows.among(c, visits));
  }

  private byte[] open(VisitId visit, PictureRows.Row row) throws VestibuleException {
    if (row.record().isEmpty()) {
      return vault.openForHouse(context(visit.value(), row.place()), row.sealed());
    }
    return records
        .open(row.record().get(), row.subject().orElseThrow(), DataKind.PHOTO, row.sealed())
        .content();
  }

  @Override
  public String what() {
    return DataKind.PHOTO.label();
  }

  @Override
  public OptionalInt countBefore(Instant oldest) throws VestibuleException {
    return OptionalInt.of(database.read(c -> PictureRows.countBefore(c, oldest)));
  }

  @Override
  public int removeBefore(Instant oldest) throws VestibuleException {
    int removed = 0;
    int last;
    do {
      last = database.write(c -> PictureRows.dropBefore(c, oldest, BATCH));
      removed += last;
    } while (last == BATCH);
    return removed;
  }

  private static String context(String visit, int place) {
    return "visit-picture:" + visit + ":" + place;
  }
}
