// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.privacy.Retention.Run;

/** Tells the audit of a run: what it deleted, and each new problem once. */
final class RunAudit {
  private static final String ACTOR = "retention";

  private RunAudit() {}

  /**
   * Notes a run.
   *
   * @param audit may be null
   * @param before the run before, may be null
   * @return the run, with a problem more if it could not be noted
   */
  static Run noted(AuditTrail audit, Run before, Run run) {
    boolean failed = !run.problems().isEmpty();
    boolean known = before != null && before.problems().equals(run.problems());
    int removed = run.removed().values().stream().mapToInt(Integer::intValue).sum();
    if (removed == 0 && (!failed || known)) {
      return run;
    }
    Map<String, String> facts = new TreeMap<>();
    run.removed().forEach((what, count) -> facts.put(what.replace(' ', '-'), count.toString()));
    if (failed) {
      facts.put("problems", String.join("; ", run.problems()));
    }
    try {
      if (audit == null) {
        return with(run, "The run could not be audited: there is no audit");
      }
      audit.record(ACTOR, failed ? "retention-failed" : "retention-ran", facts);
      return run;
    } catch (VestibuleException e) {
      return with(run, "The run could not be audited: " + e.getMessage());
    }
  }

  private static Run with(Run run, String problem) {
    List<String> problems = new ArrayList<>(run.problems());
    problems.add(problem);
    return new Run(run.at(), run.removed(), problems);
  }
}
