// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitCorrection.What;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;

/**
 * What was said was wrong in visits, until the journal has it: it takes a correction only beside a
 * story, and there is none before the visit is over. Thread-safe.
 */
final class Slips {
  /** So many wait at most; beyond that the oldest goes. */
  static final int MOST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Slips.class);

  private record Key(VisitId visit, What what) {}

  private final Map<Key, Optional<VisitCorrection>> waiting = new LinkedHashMap<>();

  /**
   * Somebody said that something was wrong, or took that back.
   *
   * @param said empty takes it back
   */
  synchronized void put(VisitId visit, What what, Optional<VisitCorrection> said) {
    Key key = new Key(visit, what);
    waiting.remove(key);
    waiting.put(key, said);
    if (waiting.size() > MOST) {
      Key oldest = waiting.keySet().iterator().next();
      waiting.remove(oldest);
      LOG.warn("That visit {} was corrected is in no journal", oldest.visit());
    }
  }

  /** Returns how many wait. */
  synchronized int waiting() {
    return waiting.size();
  }

  /**
   * Hands over what the journal takes. What it has no story of yet waits for the next one; where
   * the story is gone it waits in vain until it is the oldest.
   *
   * @return false where it has to be tried again although no story comes
   */
  boolean handOver(Optional<VisitJournal> journal) {
    Map<Key, Optional<VisitCorrection>> said;
    synchronized (this) {
      said = new LinkedHashMap<>(waiting);
    }
    if (journal.isEmpty()) {
      return said.isEmpty();
    }
    for (Map.Entry<Key, Optional<VisitCorrection>> each : said.entrySet()) {
      try {
        handOver(journal.get(), each.getKey(), each.getValue());
        synchronized (this) {
          waiting.remove(each.getKey(), each.getValue());
        }
      } catch (VestibuleException e) {
        if (!e.code().equals("unknown-visit")) {
          return false;
        }
      }
    }
    return true;
  }

  private static void handOver(VisitJournal journal, Key key, Optional<VisitCorrection> said)
      throws VestibuleException {
    if (said.isPresent()) {
      journal.correct(key.visit(), said.get());
    } else {
      journal.uncorrect(key.visit(), key.what());
    }
  }
}
