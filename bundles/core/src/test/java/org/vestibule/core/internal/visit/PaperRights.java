// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Step;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.AccessRights;

/** Rights on paper: ways in, a code, one pass; notes what it reserves and what it is told. */
final class PaperRights implements AccessRights {
  static final String CODE = "2468";
  static final String HELP = "2469";
  static final String PASS_NUMBER = "90017002";
  static final String PASS = "pass-1";
  static final String PICTURE = "VP10AB";

  /** An end that was told. */
  record Settled(String order, DoorOutcome outcome) {}

  final List<AccessRequest> judged = new CopyOnWriteArrayList<>();
  final List<AccessRequest> reserved = new CopyOnWriteArrayList<>();
  final List<String> held = new CopyOnWriteArrayList<>();
  final List<Settled> settled = new CopyOnWriteArrayList<>();
  final Map<String, Boolean> checked = new ConcurrentHashMap<>();
  volatile List<Set<EntryMethod>> ways = List.of(Set.of(EntryMethod.FACE));
  volatile UnaryOperator<Entitlement> bend = answer -> answer;
  volatile UnaryOperator<Entitlement> bendReserve = answer -> answer;
  volatile Runnable onReserve = () -> {};
  volatile int uses = 1;
  volatile int tries = 3;

  static Entitlement.Refused refusal(String code) {
    return new Entitlement.Refused(
        code,
        "Not now (" + code + ").",
        Optional.empty(),
        List.of(new Step("schedule office-hours", false, "closed")));
  }

  @Override
  public Entitlement judge(AccessRequest request) {
    judged.add(request);
    return bend.apply(verdict(request));
  }

  private Entitlement verdict(AccessRequest request) {
    if (request.pass().isPresent()) {
      return uses > 0
          ? granted(request, Building.ANNA, Set.of(EntryMethod.PASS))
          : refusal("pass-used");
    }
    for (Set<EntryMethod> way : ways) {
      if (request.shown().containsAll(way)) {
        return granted(request, request.person().get(), way);
      }
    }
    List<Set<EntryMethod>> missing = ways.stream().map(way -> less(way, request.shown())).toList();
    return new Entitlement.MoreNeeded(missing, List.of(new Step("rule residents", true, "more")));
  }

  private static Entitlement granted(AccessRequest request, PersonId who, Set<EntryMethod> way) {
    List<Step> steps =
        request.duress()
            ? List.of(new Step("rule residents", true, "ok"), new Step("duress", true, "help"))
            : List.of(new Step("rule residents", true, "ok"));
    return new Entitlement.Granted(who, way, request.pass(), request.duress(), steps);
  }

  private static Set<EntryMethod> less(Set<EntryMethod> way, Set<EntryMethod> shown) {
    Set<EntryMethod> left = new HashSet<>(way);
    left.removeAll(shown);
    return left;
  }

  @Override
  public synchronized CodeAnswer check(
      DoorId door, Optional<PersonId> person, String entered, Instant at) {
    checked.put(entered, person.isPresent());
    if (tries == 0) {
      return new CodeAnswer.LockedOut(at.plusSeconds(60));
    }
    String code = person.isPresent() ? entered : entered.replaceFirst("^1[*#]", "");
    boolean own = person.isPresent() || !code.equals(entered);
    if (own && (code.equals(CODE) || code.equals(HELP))) {
      return new CodeAnswer.Code(Building.ANNA, code.equals(HELP));
    }
    if (person.isEmpty() && (entered.equals(PASS_NUMBER) || entered.equals(PICTURE))) {
      return new CodeAnswer.PassShown(PASS);
    }
    return new CodeAnswer.Wrong(--tries);
  }

  @Override
  public Entitlement reserve(String order, AccessRequest request) {
    onReserve.run();
    synchronized (this) {
      reserved.add(request);
      Entitlement answer = bendReserve.apply(verdict(request));
      if (answer instanceof Entitlement.Granted) {
        held.add(order);
        uses -= request.pass().isPresent() ? 1 : 0;
      }
      return answer;
    }
  }

  @Override
  public void settle(String order, DoorOutcome outcome) {
    settled.add(new Settled(order, outcome));
  }
}
