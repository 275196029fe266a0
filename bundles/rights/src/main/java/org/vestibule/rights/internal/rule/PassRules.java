// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.rights.AccessRequest;

/** What a visitor's pass opens. Pure. */
final class PassRules {
  private static final Set<EntryMethod> PASS = Set.of(EntryMethod.PASS);

  private PassRules() {}

  static Entitlement judge(RightsState state, AccessRequest request, Trace trace) {
    if (!state.secretsKnown()) {
      return trace.refused(
          "pass", "rights-unknown", "Passes cannot be read while the vault is locked");
    }
    if (state.pass().isEmpty()) {
      return trace.refused("pass", "pass-unknown", "No such pass is known");
    }
    PassFacts pass = state.pass().get();
    String name = "pass " + pass.id();
    Optional<Refused> ended = against(pass, request, name, trace);
    if (ended.isPresent()) {
      return ended.get();
    }
    Optional<Instant> locked = state.doorLockedUntil().filter(until -> until.isAfter(request.at()));
    if (locked.isPresent()) {
      return trace.refused(
          "lock-out",
          "locked-out",
          "Too many wrong numbers were entered; none is looked at for a while",
          locked);
    }
    trace.holds(name, "It is valid");
    return byHost(state, pass, request, trace);
  }

  private static Optional<Refused> against(
      PassFacts pass, AccessRequest request, String name, Trace trace) {
    Refused refused = null;
    if (pass.revoked()) {
      refused = trace.refused(name, "pass-revoked", "The pass has been revoked");
    } else if (!request.at().isBefore(pass.until())) {
      refused = trace.refused(name, "pass-late", "The pass has expired");
    } else if (pass.taken() >= pass.uses()) {
      refused = trace.refused(name, "pass-used", "The pass has been used up");
    } else if (request.at().isBefore(pass.from())) {
      refused =
          trace.refused(name, "pass-early", "The pass is not valid yet", Optional.of(pass.from()));
    } else if (!pass.doors().contains(request.door())) {
      refused = trace.refused(name, "no-right", "The pass is not for this door");
    }
    return Optional.ofNullable(refused);
  }

  /** A pass gives no more than its host has. */
  private static Entitlement byHost(
      RightsState state, PassFacts pass, AccessRequest request, Trace trace) {
    if (!state.peopleKnown()) {
      return trace.refused("host", "rights-unknown", "The people's directory cannot be read now");
    }
    Subject host = state.subjects().get(pass.host());
    if (host == null || host.suspended()) {
      return trace.refused("host", "pass-revoked", "Whoever gave the pass is not here any more");
    }
    List<AccessRule> rules =
        Rules.applicable(state.book(), host, request.door()).stream()
            .filter(rule -> rule.ways().contains(PASS))
            .toList();
    if (rules.isEmpty()) {
      return trace.refused(
          "host", "no-right", "Whoever gave the pass may not let visitors in by this door");
    }
    Refused untimely = null;
    for (AccessRule rule : rules) {
      Optional<Refused> now = Timing.against(state, rule, request.at(), trace);
      if (now.isEmpty()) {
        trace.holds(rule.label(), "Shown: pass");
        return new Granted(host.person().id(), PASS, Optional.of(pass.id()), false, trace.steps());
      }
      untimely = untimely == null ? now.get() : untimely;
    }
    trace.fails("rules of " + request.door(), untimely.sentence());
    return new Refused(untimely.code(), untimely.sentence(), untimely.from(), trace.steps());
  }
}
