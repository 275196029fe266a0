// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.store.internal.record.RecordRows;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * Seals stories and opens them. What does not open takes nothing else away: it is left out, and
 * counted. Thread-safe.
 */
final class SealedStories {
  private static final Logger LOG = LoggerFactory.getLogger(SealedStories.class);

  private final SubjectVault vault;
  private final RecordRows records;
  private final Set<String> broken = new HashSet<>();

  SealedStories(SubjectVault vault, RecordRows records) {
    this.vault = vault;
    this.records = records;
  }

  byte[] seal(String id, byte[] story) throws VestibuleException {
    return vault.sealForHouse(context(id), story);
  }

  /**
   * Opens one; empty where it does not open any more.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  Optional<VisitStory> open(VisitRows.Row row) throws VestibuleException {
    Marks marks = new Marks();
    try {
      for (VisitRows.Mentioned each : row.mentioned()) {
        mean(row.id(), each, marks);
      }
      byte[] story = vault.openForHouse(context(row.id()), row.sealed());
      return Optional.of(new StoryReader(StoryText.read(story), marks, Marks.SOMEBODY).story());
    } catch (IOException | IllegalArgumentException e) {
      broken(row.id(), e);
      return Optional.empty();
    } catch (VestibuleException e) {
      demandBroken(e);
      broken(row.id(), e);
      return Optional.empty();
    }
  }

  /** A name that does not open is not given back; whose key is gone is being erased. */
  private void mean(String visit, VisitRows.Mentioned mentioned, Marks marks)
      throws VestibuleException {
    try {
      Mention.read(
          records.open(mentioned.record(), mentioned.subject(), DataKind.VISIT, mentioned.sealed()),
          marks);
    } catch (VestibuleException e) {
      if (!e.code().equals("key-missing")) {
        demandBroken(e);
        broken(visit, e);
      }
    } catch (IllegalArgumentException e) {
      broken(visit, e);
    }
  }

  private static void demandBroken(VestibuleException e) throws VestibuleException {
    if (!e.code().equals("seal-broken")) {
      throw e;
    }
  }

  private void broken(String visit, Exception e) {
    synchronized (broken) {
      if (broken.add(visit)) {
        LOG.warn("Visit {} of the journal does not open: {}", visit, e.toString());
      }
    }
  }

  /** Returns how many were found not to open. */
  int broken() {
    synchronized (broken) {
      return broken.size();
    }
  }

  /** Others lie there now, or fewer: what is broken will be found again. */
  void forgetBroken() {
    synchronized (broken) {
      broken.clear();
    }
  }

  /** Binds a seal to its row, so that one visit is not read in another's place. */
  private static String context(String id) {
    return "visit:" + id;
  }
}
