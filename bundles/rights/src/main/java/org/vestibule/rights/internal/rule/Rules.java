// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.rights.AccessRequest;

/**
 * Judges who may pass a door. A pure function: no clock, no input or output, nothing changed; the
 * same state and request have the same answer.
 *
 * <p>Every rule of the door that is for the person is looked at in order, and one that is satisfied
 * is enough. A door without any rule is open, by one thing shown, to whoever has been given it. A
 * pass opens what its host may open by a pass at that moment.
 */
public final class Rules {
  private static final Set<EntryMethod> ENTERED = Set.of(EntryMethod.CODE, EntryMethod.PASS);

  private Rules() {}

  /** Judges. */
  public static Entitlement judge(RightsState state, AccessRequest request) {
    Trace trace = new Trace();
    if (request.pass().isPresent()) {
      Entitlement byPass = PassRules.judge(state, request, trace);
      if (byPass instanceof Granted || request.person().isEmpty()) {
        return byPass;
      }
    }
    return ofPerson(state, request, trace);
  }

  /** Returns whether somebody may give passes for a door, at whatever time these are to hold. */
  public static boolean mayInvite(Book book, Subject subject, DoorId door) {
    return applicable(book, subject, door).stream()
        .anyMatch(rule -> rule.ways().contains(Set.of(EntryMethod.PASS)));
  }

  /** Returns whether whoever shows this passes the door; by a phone they let a visitor in. */
  public static boolean moves(Set<EntryMethod> shown) {
    return Passback.moves(shown);
  }

  /** Returns the rules of a door that are for somebody; where there are none, what is usual. */
  static List<AccessRule> applicable(Book book, Subject subject, DoorId door) {
    List<AccessRule> rules = book.rules(door);
    if (rules.isEmpty()) {
      return !book.withheld(door) && subject.person().doors().contains(door)
          ? List.of(usual(door))
          : List.of();
    }
    return rules.stream().filter(rule -> rule.isFor(subject, door)).toList();
  }

  private static Entitlement ofPerson(RightsState state, AccessRequest request, Trace trace) {
    DoorId door = request.door();
    if (!state.peopleKnown()) {
      return trace.refused("person", "rights-unknown", "The people's directory cannot be read now");
    }
    Subject subject = state.subjects().get(request.person().orElseThrow());
    if (subject == null) {
      return state.secretsKnown()
          ? trace.refused("person", "no-right", "Nobody of that name is known here")
          : trace.refused("person", "rights-unknown", "Nobody is known while the vault is locked");
    }
    if (subject.suspended()) {
      return trace.refused("person", "no-right", "This person's time here has ended");
    }
    List<AccessRule> rules = applicable(state.book(), subject, door);
    if (rules.isEmpty()) {
      return withoutRule(state, door, trace);
    }
    Optional<Entitlement.Refused> back = Passback.against(state, subject, request, trace);
    if (back.isPresent()) {
      return back.get();
    }
    return new Weighing(state, subject, request, trace).of(rules);
  }

  private static Entitlement withoutRule(RightsState state, DoorId door, Trace trace) {
    List<AccessRule> rules = state.book().rules(door);
    if (rules.isEmpty() && state.book().withheld(door)) {
      return trace.refused(
          "rules of " + door, "rights-unknown", "A rule of this door has a wrong configuration");
    }
    rules.forEach(rule -> trace.fails(rule.label(), "It is for others"));
    boolean byGroup = rules.stream().flatMap(rule -> rule.who().stream()).anyMatch(Rules::isGroup);
    if (byGroup && !state.secretsKnown()) {
      return trace.refused(
          "groups",
          "rights-unknown",
          "Who is in which group cannot be read while the vault is locked");
    }
    return rules.isEmpty()
        ? trace.refused(AccessRule.USUAL, "no-right", "This door is not among theirs")
        : trace.refused("rules of " + door, "no-right", "No rule of this door is for this person");
  }

  private static boolean isGroup(Who who) {
    return who.kind() == Who.Kind.GROUP;
  }

  /** What counts of what was shown: nothing that is entered, while that is locked out. */
  static Set<EntryMethod> counting(Set<EntryMethod> shown, boolean lockedOut) {
    return lockedOut ? Ways.without(shown, ENTERED) : shown;
  }

  private static AccessRule usual(DoorId door) {
    return new AccessRule(
        AccessRule.USUAL,
        Set.of(door),
        List.of(new Who(Who.Kind.EVERYONE, "")),
        AccessRule.ALWAYS,
        Ways.USUAL,
        false,
        Optional.empty());
  }
}
