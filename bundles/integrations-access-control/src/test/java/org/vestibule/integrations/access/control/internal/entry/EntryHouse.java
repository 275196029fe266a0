// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.integrations.access.control.internal.credential.CardBook;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** A house of few rules: who needs what, in the order in which everything happened. */
final class EntryHouse
    implements CardBook, AccessRights, DoorController, AuditTrail, EventPublisher {
  static final PersonId ANNA = new PersonId("p-anna");

  final Map<CardBits, PersonId> cards = new HashMap<>();
  final BlockingQueue<VestibuleEvent> events = new LinkedBlockingQueue<>();
  final List<String> story = Collections.synchronizedList(new ArrayList<>());
  final List<UnlockOrder> orders = Collections.synchronizedList(new ArrayList<>());
  volatile Set<EntryMethod> needed = Set.of(EntryMethod.CARD);
  volatile DoorOutcome outcome = new DoorOutcome.Opened("open", 0);
  volatile boolean auditFull;
  volatile boolean lockedOut;

  /** What the next event brings, as one into a bundle that is being replaced may. */
  volatile Error failing;

  @Override
  public Optional<CardBits> bits(PersonId person, DoorId door) {
    return Optional.empty();
  }

  @Override
  public Optional<PersonId> holder(DoorId door, CardBits read) {
    return Optional.ofNullable(cards.get(read));
  }

  @Override
  public Entitlement judge(AccessRequest request) {
    if (request.pass().equals(Optional.of("used"))) {
      return new Entitlement.Refused("pass-used", "used up", Optional.empty(), List.of());
    }
    if (request.pass().isPresent() || request.shown().containsAll(needed)) {
      return new Entitlement.Granted(
          request.person().orElse(ANNA),
          request.shown(),
          request.pass(),
          request.duress(),
          List.of());
    }
    Set<EntryMethod> missing = new java.util.HashSet<>(needed);
    missing.removeAll(request.shown());
    return new Entitlement.MoreNeeded(List.of(missing), List.of());
  }

  @Override
  public CodeAnswer check(DoorId door, Optional<PersonId> person, String entered, Instant at) {
    if (lockedOut) {
      return new CodeAnswer.LockedOut(at.plusSeconds(60));
    }
    return switch (entered) {
      case "4711", "12*4711" -> new CodeAnswer.Code(ANNA, false);
      case "4712" -> new CodeAnswer.Code(ANNA, true);
      case "900001" -> new CodeAnswer.PassShown("plumber");
      case "900002" -> new CodeAnswer.PassShown("used");
      default -> new CodeAnswer.Wrong(2);
    };
  }

  @Override
  public Entitlement reserve(String order, AccessRequest request) {
    return judge(request);
  }

  @Override
  public void settle(String order, DoorOutcome answer) {
    story.add("settled " + answer.getClass().getSimpleName());
  }

  @Override
  public List<DoorInfo> doors() {
    return List.of();
  }

  @Override
  public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
    story.add("unlock");
    orders.add(order);
    return CompletableFuture.completedFuture(outcome);
  }

  @Override
  public DoorState state(DoorId door) {
    return DoorState.UNKNOWN;
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (auditFull) {
      throw new VestibuleException("audit-unwritable", "audit", "full", "room", "Make room.");
    }
    story.add("audit " + action);
    return new AuditEntry(1, Instant.EPOCH, actor, "inside", action, details, "", "");
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return List.of();
  }

  @Override
  public long verify() {
    return 0;
  }

  @Override
  public void publish(VestibuleEvent event) {
    Error with = failing;
    failing = null;
    if (with != null) {
      throw with;
    }
    story.add("event " + event.topic());
    events.add(event);
  }
}
