// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.privacy.Retention.Rule;
import org.vestibule.store.internal.database.Database;

/** Counts what a run would delete now, by the wall clock as it stands. Thread-safe. */
final class Due {
  private final Rules rules;
  private final ExpiredRows rows;
  private final Supplier<Instant> wall;

  Due(Database database, Rules rules, Supplier<Instant> wall) {
    this.rules = rules;
    rows = new ExpiredRows(database);
    this.wall = wall;
  }

  /** Returns how many of each; whatever cannot be counted, and has no rule, is left out. */
  Map<String, Integer> count(Collection<Expiring> others) throws VestibuleException {
    Instant now = wall.get();
    Map<String, Integer> due = new TreeMap<>();
    for (DataKind kind : DataKind.values()) {
      due.put(kind.label(), rows.count(kind, now.minus(rules.of(kind).keep())));
    }
    for (Expiring other : others) {
      Optional<Duration> keep = rules.of(other.what()).map(Rule::keep);
      OptionalInt counted =
          keep.isPresent() ? other.countBefore(now.minus(keep.get())) : OptionalInt.empty();
      counted.ifPresent(count -> due.merge(other.what(), count, Integer::sum));
    }
    return due;
  }
}
