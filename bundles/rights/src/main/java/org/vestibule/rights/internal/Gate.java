// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.rights.internal.rule.Book;
import org.vestibule.rights.internal.rule.PassFacts;
import org.vestibule.rights.internal.rule.RightsState;
import org.vestibule.rights.internal.rule.Rules;

/**
 * The rights as the doors ask them. Judges from memory; one call waits, for {@link #PATIENCE_MS} at
 * most and only for a pass whose use the disk does not know yet. Thread-safe.
 */
@Component(service = AccessRights.class)
public final class Gate implements AccessRights {
  /** So long an order waits for a use of a pass to be on the disk. */
  static final int PATIENCE_MS = 50;

  private final RightsHouse house;
  private final int patienceMillis;
  private final Keypad keypad;

  /** Works on what the house knows. */
  @Activate
  public Gate(@Reference RightsHouse house) {
    this(house, PATIENCE_MS);
  }

  Gate(RightsHouse house, int patienceMillis) {
    this.house = house;
    this.patienceMillis = patienceMillis;
    keypad = new Keypad(house);
  }

  @Override
  public Entitlement judge(AccessRequest request) {
    return Rules.judge(house.state(request), request);
  }

  @Override
  public CodeAnswer check(DoorId door, Optional<PersonId> person, String entry, Instant at) {
    return keypad.check(door, person, entry, at);
  }

  @Override
  public Entitlement reserve(String order, AccessRequest request) {
    Optional<Orders.Promise> before = house.orders.find(order);
    if (before.isPresent()) {
      return again(before.get(), request);
    }
    RightsState state = house.state(request);
    PassBook.Taking taking =
        request.pass().isEmpty()
            ? new PassBook.Taking(Rules.judge(state, request), true)
            : house.passes.take(
                request.pass().get(), pass -> Rules.judge(current(state, pass), request));
    if (!(taking.entitlement() instanceof Granted granted)) {
      return taking.entitlement();
    }
    Orders.Promise promise = new Orders.Promise(order, request, granted, house.nanos.getAsLong());
    Optional<Orders.Promise> other =
        house.orders.put(promise, each -> onTheWayIn(state.book(), each, promise));
    if (other.isPresent()) {
      granted.pass().ifPresent(pass -> house.passes.settle(pass, false));
      return other.get().order().equals(order)
          ? again(other.get(), request)
          : new Entitlement.Refused(
              "passed-back",
              "Another door to where they want to go is being opened for them",
              Optional.empty(),
              granted.trace());
    }
    if (granted.pass().isEmpty()) {
      return stillGranted(promise);
    }
    if (taking.onDisk() || charged(granted.pass().orElseThrow())) {
      return granted;
    }
    settle(order, new DoorOutcome.Cancelled("withdrawn", "The use could not be written"));
    return new Entitlement.Refused(
        "rights-unknown",
        "The use of this pass could not be written down in time; show it again",
        Optional.empty(),
        granted.trace());
  }

  @Override
  public void settle(String order, DoorOutcome outcome) {
    if (house.orders.end(order, promise -> Settling.of(house, promise, outcome))) {
      house.scribe.soon(house.memory::round);
    }
  }

  /** Since it was judged another order of theirs may have ended, and they are inside by now. */
  private Entitlement stillGranted(Orders.Promise promise) {
    Entitlement now = Rules.judge(house.state(promise.request()), promise.request());
    if (now instanceof Granted) {
      return promise.granted();
    }
    house.orders.remove(promise.order());
    return now;
  }

  /** Where nobody may enter twice, nobody does by two doors at once either. */
  private static boolean onTheWayIn(Book book, Orders.Promise one, Orders.Promise other) {
    return one.granted().pass().isEmpty()
        && other.granted().pass().isEmpty()
        && Rules.moves(one.granted().by())
        && Rules.moves(other.granted().by())
        && one.granted().person().equals(other.granted().person())
        && book.zones().stream()
            .anyMatch(
                zone ->
                    zone.hard()
                        && zone.in().contains(one.request().door())
                        && zone.in().contains(other.request().door()));
  }

  /** The subjects are those of the moment before, the pass is that of this one. */
  private static RightsState current(RightsState state, Optional<PassFacts> pass) {
    return state.pass().isPresent() ? state.with(pass) : state;
  }

  /** The same order for the same request has the same answer, and takes nothing more. */
  private static Entitlement again(Orders.Promise promise, AccessRequest request) {
    return promise.request().equals(request)
        ? promise.granted()
        : new Entitlement.Refused(
            "no-right",
            "The order is another one's already",
            Optional.empty(),
            promise.granted().trace());
  }

  private boolean charged(String pass) {
    CompletableFuture<Boolean> written =
        house.scribe.ask(
            () -> {
              house.memory.charge(pass);
              return true;
            });
    try {
      return written.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
