// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.core.internal.CoreKey;

/** The one order that a decision of the house leads to. On the visit's thread only. */
final class Unlocking {
  private final Visit visit;
  private final Diary diary;
  private final Bell bell;
  private final Rights rights;
  private Ordering ordering;
  private Optional<Finding> evidence = Optional.empty();

  Unlocking(Visit visit, Bell bell, Rights rights) {
    this.visit = visit;
    this.diary = visit.diary;
    this.bell = bell;
    this.rights = rights;
  }

  /** Returns whether an order was made; there is never a second one. */
  boolean begun() {
    return ordering != null;
  }

  /**
   * Orders the door to open: once in a visit, whatever comes of it.
   *
   * @param basis what it rests on
   * @param vigil whether the person is still there
   */
  void begin(Decision.Admit admit, Basis basis, Vigil vigil) {
    long life = visit.settings.millis(CoreKey.ORDER_LIFE).toNanos();
    long captured = basis.capturedNanos();
    String id = UUID.randomUUID().toString();
    UnlockOrder made =
        new UnlockOrder(
            id,
            visit.info.door(),
            admit.person(),
            visit.id,
            basis.methods(),
            admit.reason(),
            basis.capturedAt(),
            captured,
            captured + life);
    Grant grant = Grant.of(visit.desk, visit.settings, basis.request(), basis.said(), id);
    Errand errand =
        new Errand(
            made,
            grant,
            vigil,
            () -> visit.desk.rooms().people.now().filter(house -> known(house, made)).isPresent(),
            Map.of("person", admit.person().value()));
    evidence = basis.finding();
    ordering = new Ordering(visit, errand, new Outcome(made, grant));
    ordering.begin();
  }

  /** A face needs its template; a number needs only its person. */
  private static boolean known(PeopleDirectory people, UnlockOrder order) {
    return order.methods().contains(EntryMethod.FACE)
        ? !people.templates(order.person()).isEmpty()
        : people.active(order.person()).isPresent();
  }

  private static String words(DoorOutcome outcome) {
    return outcome instanceof DoorOutcome.TimedOut
        ? "Nobody knows whether the door opened. "
        : "The door did not open. ";
  }

  /** Returns whether the door opened. */
  boolean opened() {
    return diary.outcome().orElse(null) instanceof DoorOutcome.Opened;
  }

  /** The visit ends: an order on its way still gets its one outcome. */
  void end(String why) {
    evidence = Optional.empty();
    if (ordering != null) {
      ordering.end(why);
    }
  }

  /** What follows for the visit. */
  private final class Outcome implements Ordering.End {
    private final UnlockOrder order;
    private final Grant grant;

    Outcome(UnlockOrder order, Grant grant) {
      this.order = order;
      this.grant = grant;
    }

    @Override
    public void notOrdered(String sentence) {
      grant.refused().ifPresent(no -> rights.refused(Optional.of(order.person()), no));
      Decision.Ring ring =
          new Decision.Ring(false, "The door was not ordered to open. " + sentence);
      diary.decided(ring);
      visit.spend();
      bell.ring(ring);
    }

    @Override
    public void answered(DoorOutcome outcome) {
      if (opened()) {
        evidence.ifPresent(seen -> Renewal.offer(visit.desk, order.person(), seen));
        visit.after(visit.settings.millis(CoreKey.LINGER), visit::leaveOpened);
      } else {
        visit.spend();
        bell.ring(new Decision.Ring(false, words(outcome) + outcome.sentence()));
      }
    }

    @Override
    public void cut(DoorOutcome outcome) {
      // The visit is over: there is nobody left to ring for.
    }
  }
}
