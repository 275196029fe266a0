// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.Entitlement.MoreNeeded;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.rights.AccessRequest;

/** Weighs the rules that are for somebody. Changes nothing but its own notes; for one thread. */
final class Weighing {
  private final RightsState state;
  private final Subject subject;
  private final AccessRequest request;
  private final Trace trace;
  private final Optional<Instant> lockedUntil;
  private final Set<EntryMethod> counting;
  private final List<Set<EntryMethod>> open = new ArrayList<>();
  private final List<Refused> against = new ArrayList<>();

  Weighing(RightsState state, Subject subject, AccessRequest request, Trace trace) {
    this.state = state;
    this.subject = subject;
    this.request = request;
    this.trace = trace;
    lockedUntil =
        Stream.of(state.doorLockedUntil(), subject.lockedUntil())
            .flatMap(Optional::stream)
            .filter(until -> until.isAfter(request.at()))
            .max(Instant::compareTo);
    counting = Rules.counting(request.shown(), lockedUntil.isPresent());
  }

  Entitlement of(List<AccessRule> rules) {
    for (AccessRule rule : rules) {
      Optional<Refused> untimely = Timing.against(state, rule, request.at(), trace);
      if (untimely.isPresent()) {
        against.add(untimely.get());
        continue;
      }
      for (Set<EntryMethod> way : rule.ways()) {
        if (counting.containsAll(way) && !way.contains(EntryMethod.PASS)) {
          trace.holds(rule.label(), "Shown: " + Ways.text(way));
          return new Granted(
              subject.person().id(), way, Optional.empty(), request.duress(), trace.steps());
        }
      }
      trace.fails(rule.label(), "It asks for " + Ways.text(Ways.missing(rule.ways(), counting)));
      open.addAll(rule.ways());
    }
    return open.isEmpty() ? soonest() : more();
  }

  /** What is left to be shown, if the person can. */
  private Entitlement more() {
    List<Set<EntryMethod>> missing =
        Ways.missing(open, counting).stream()
            .filter(way -> codeCounts() || !way.contains(EntryMethod.CODE))
            .toList();
    if (!missing.isEmpty()) {
      return new MoreNeeded(missing, trace.steps());
    }
    if (lockedUntil.isPresent()) {
      return trace.refused(
          "lock-out",
          "locked-out",
          "Too many wrong numbers were entered; none is looked at for a while",
          lockedUntil);
    }
    if (!state.secretsKnown()) {
      return trace.refused(
          "code", "rights-unknown", "Codes cannot be compared while the vault is locked");
    }
    if (!against.isEmpty()) {
      return soonest();
    }
    return trace.refused(
        "code", "no-right", "Every way asks for something that this person has not been given");
  }

  private boolean codeCounts() {
    return lockedUntil.isEmpty() && state.secretsKnown() && subject.hasCode();
  }

  /** Of the reasons against: what somebody can wait for comes first. */
  private Refused soonest() {
    Refused best = against.get(0);
    for (Refused each : against) {
      if (rank(each) < rank(best) || rank(each) == rank(best) && earlier(each, best)) {
        best = each;
      }
    }
    trace.fails("rules of " + request.door(), best.sentence());
    return new Refused(best.code(), best.sentence(), best.from(), trace.steps());
  }

  private static int rank(Refused each) {
    return switch (each.code()) {
      case "first-person-awaited" -> 0;
      case "out-of-schedule" -> 1;
      default -> 2;
    };
  }

  private static boolean earlier(Refused one, Refused other) {
    return one.from().isPresent()
        && (other.from().isEmpty() || one.from().get().isBefore(other.from().get()));
  }
}
