// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitCorrection.What;
import org.vestibule.api.visit.VisitId;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.vault.SubjectVault;

/** What was said was wrong in visits, beside their stories. Thread-safe. */
final class HouseCorrections {
  private static final Logger LOG = LoggerFactory.getLogger(HouseCorrections.class);

  private final Database database;
  private final SubjectVault vault;

  HouseCorrections(Database database, SubjectVault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * Keeps one.
   *
   * @throws VestibuleException {@code unknown-visit}, {@code vault-locked}, {@code storage-*}
   */
  void put(VisitId visit, VisitCorrection correction) throws VestibuleException {
    String kind = correction.what().word();
    byte[] sealed = null;
    if (correction.label().isPresent()) {
      sealed = vault.sealForHouse(context(visit, kind), correction.label().get().getBytes(UTF_8));
    }
    CorrectionRows.Row row =
        new CorrectionRows.Row(visit, kind, correction.saidAt(), Optional.ofNullable(sealed));
    if (!database.write(connection -> CorrectionRows.put(connection, row))) {
      throw new VestibuleException(
          "unknown-visit",
          "visit " + visit,
          "not in the journal",
          "a visit that is kept",
          "Say it again when the visit is over, or leave it");
    }
  }

  /** Drops what was said of one. */
  void drop(VisitId visit, What what) throws VestibuleException {
    database.write(connection -> CorrectionRows.drop(connection, visit, what.word()));
  }

  /** Returns those of some visits; of one that does not open only the label is left out. */
  Map<VisitId, List<VisitCorrection>> of(Set<VisitId> visits) throws VestibuleException {
    Map<VisitId, List<VisitCorrection>> found = new HashMap<>();
    if (visits.isEmpty()) {
      return found;
    }
    for (CorrectionRows.Row row : database.read(c -> CorrectionRows.of(c, visits))) {
      for (What what : What.values()) {
        if (what.word().equals(row.kind())) {
          found
              .computeIfAbsent(row.visit(), visit -> new ArrayList<>())
              .add(new VisitCorrection(what, row.saidAt(), label(row)));
        }
      }
    }
    return found;
  }

  private Optional<String> label(CorrectionRows.Row row) throws VestibuleException {
    if (row.sealed().isEmpty()) {
      return Optional.empty();
    }
    try {
      String context = context(row.visit(), row.kind());
      return Optional.of(new String(vault.openForHouse(context, row.sealed().get()), UTF_8));
    } catch (VestibuleException e) {
      if (!e.code().equals("seal-broken")) {
        throw e;
      }
      LOG.warn("A correction of visit {} does not open", row.visit());
      return Optional.empty();
    }
  }

  private static String context(VisitId visit, String kind) {
    return "visit-correction:" + visit.value() + ":" + kind;
  }
}
