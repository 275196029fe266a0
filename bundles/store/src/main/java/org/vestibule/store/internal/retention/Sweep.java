// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.privacy.Retention.Rule;
import org.vestibule.api.privacy.Retention.Run;
import org.vestibule.store.internal.database.Database;

/** One run after the other. Not thread-safe. */
final class Sweep {
  private final Database database;
  private final Rules rules;
  private final ExpiredRows rows;
  private final Supplier<Reading> clocks;
  private final Consumer<Set<UUID>> faceless;
  private final ClockGuard guard = new ClockGuard();

  /**
   * @param clocks says what both clocks say
   * @param faceless told of whom a template or a negative has gone
   */
  Sweep(Database database, Rules rules, Supplier<Reading> clocks, Consumer<Set<UUID>> faceless) {
    this.database = database;
    this.rules = rules;
    rows = new ExpiredRows(database);
    this.clocks = clocks;
    this.faceless = faceless;
  }

  /** Runs; one thing that fails keeps none of the others. */
  Run run(Collection<Expiring> others) {
    Reading now = clocks.get();
    Map<String, Integer> removed = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    try {
      Optional<String> doubt = doubt(now);
      if (doubt.isPresent()) {
        problems.add("Nothing was deleted: " + doubt.get() + "; correct the clock or wait a day");
        return new Run(now.wall(), removed, problems);
      }
    } catch (VestibuleException e) {
      problems.add("Nothing was deleted: " + e.getMessage());
      return new Run(now.wall(), removed, problems);
    }
    Set<UUID> lost = new HashSet<>();
    for (DataKind kind : DataKind.values()) {
      try {
        ExpiredRows.Deleted deleted = rows.before(kind, oldest(now, rules.of(kind).keep()));
        removed.put(kind.label(), deleted.rows());
        if (kind == DataKind.TEMPLATE || kind == DataKind.NEGATIVE) {
          lost.addAll(deleted.subjects());
        }
      } catch (VestibuleException e) {
        problems.add(kind.label() + ": " + e.getMessage());
      }
    }
    faceless.accept(lost);
    others.forEach(other -> remove(other, now, removed, problems));
    return new Run(now.wall(), removed, problems);
  }

  private Optional<String> doubt(Reading now) throws VestibuleException {
    Optional<String> doubt =
        database.read(c -> guard.doubt(now, ClockRows.last(c), ClockRows.newest(c)));
    if (doubt.isEmpty()) {
      database.write(
          c -> {
            ClockRows.put(c, now);
            return null;
          });
    }
    return doubt;
  }

  private void remove(
      Expiring other, Reading now, Map<String, Integer> removed, List<String> problems) {
    Optional<Rule> rule = rules.of(other.what());
    if (rule.isEmpty()) {
      problems.add(other.what() + ": nobody says how long it is kept, so it is kept");
      return;
    }
    try {
      int count = other.removeBefore(oldest(now, rule.get().keep()));
      removed.merge(other.what(), count, Integer::sum);
    } catch (VestibuleException | RuntimeException e) {
      problems.add(other.what() + ": " + e.getMessage());
    }
  }

  private static Instant oldest(Reading now, Duration keep) {
    return now.wall().minus(keep);
  }
}
