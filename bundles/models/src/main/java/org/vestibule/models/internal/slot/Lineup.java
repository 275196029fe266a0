// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.slot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.rollout.Candidate;
import org.vestibule.models.internal.rollout.Contest;
import org.vestibule.models.internal.rollout.Watch;

/**
 * Everything that is loaded for one slot, and in which part. Replaced whole, so that a request sees
 * the slot before a change or after it.
 *
 * @param active what serves, {@code null} when nothing does
 * @param watch the watch over it, {@code null} when there is none
 * @param candidate what is in shadow or canary, {@code null} when nothing is
 * @param companions what serves the templates of its own space
 */
public record Lineup(Serving active, Watch watch, Candidate candidate, List<Serving> companions) {
  /** Nothing is loaded. */
  public static final Lineup EMPTY = new Lineup(null, null, null, List.of());

  /** Copies the list. */
  public Lineup {
    companions = List.copyOf(companions);
  }

  /** Returns all that is loaded, each once. */
  public Set<Serving> all() {
    Set<Serving> all = new LinkedHashSet<>();
    if (active != null) {
      all.add(active);
    }
    if (watch != null) {
      all.add(watch.before());
    }
    all.addAll(companions);
    if (candidate != null) {
      all.add(candidate.serving());
    }
    return all;
  }

  /** Returns what serves the next request: the active model, or the canary when it is its turn. */
  Serving next() {
    return candidate != null && candidate.servesNext() ? candidate.serving() : active;
  }

  /** Returns the comparison that wants to see live requests. */
  Optional<Contest> contest() {
    if (candidate != null) {
      return Optional.of(candidate.contest());
    }
    return Optional.ofNullable(watch).map(Watch::contest);
  }

  /** Returns what embeds into a space and may be asked to; the active model first. */
  public Optional<Serving> of(String space) {
    List<Serving> asked = new ArrayList<>();
    if (active != null) {
      asked.add(active);
    }
    if (watch != null) {
      asked.add(watch.before());
    }
    asked.addAll(companions);
    return asked.stream().filter(one -> one.pack().manifest().space().equals(space)).findFirst();
  }

  /**
   * Another model serves, and a roll-out that was under way is over.
   *
   * @param next what serves from now on
   * @param newWatch the watch over it, {@code null} for none
   * @param keepBefore whether what served before becomes a companion
   */
  public Lineup served(Serving next, Watch newWatch, boolean keepBefore) {
    List<Serving> kept = new ArrayList<>(companions);
    if (keepBefore && active != null && !kept.contains(active)) {
      kept.add(active);
    }
    String space = next.pack().manifest().space();
    kept.removeIf(one -> one.pack().manifest().space().equals(space));
    return new Lineup(next, newWatch, null, kept);
  }

  /** The model before serves again, warm; what did not hold its bounds goes. */
  public Lineup back() {
    return served(watch.before(), null, false);
  }

  /** The watch is over. */
  public Lineup unwatched() {
    return new Lineup(active, null, candidate, companions);
  }

  /** Another candidate, or none. */
  public Lineup with(Candidate next) {
    return new Lineup(active, watch, next, companions);
  }

  /** Other companions. */
  public Lineup with(List<Serving> others) {
    return new Lineup(active, watch, candidate, others);
  }

  /** Ends the comparisons that are under way, for this is not what is loaded any more. */
  public void end(String sentence) {
    if (watch != null) {
      watch.contest().end("ended", sentence);
    }
    if (candidate != null) {
      candidate.contest().end("ended", sentence);
    }
  }

  /** Takes out what may not be loaded any more. */
  public Lineup without(Predicate<Serving> gone) {
    boolean noActive = active == null || gone.test(active);
    return new Lineup(
        noActive ? null : active,
        watch == null || noActive || gone.test(watch.before()) ? null : watch,
        candidate == null || noActive || gone.test(candidate.serving()) ? null : candidate,
        companions.stream().filter(gone.negate()).toList());
  }
}
