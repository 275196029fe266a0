// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** One visit at one door, one account, and what is ordered and written down. */
public final class Residents {
  public static final VisitId VISIT = new VisitId("v-1");

  /** Commands with who gave them. */
  public final List<String> ordered = Collections.synchronizedList(new ArrayList<>());

  public final List<CommandRequest> requests = Collections.synchronizedList(new ArrayList<>());

  /** Lines of the audit: who, what, for whom the thread acted. */
  public final List<String> audited = Collections.synchronizedList(new ArrayList<>());

  public volatile boolean closed;
  public volatile Role role = Role.OWNER;
  public volatile Optional<Instant> lockedUntil = Optional.empty();
  public volatile Optional<Frame> picture = Optional.empty();
  public volatile CommandResult.State result = CommandResult.State.DONE;

  /** Puts them into a house. */
  public House in(House house) {
    return house.with(visits(), accounts(), this::order, audit());
  }

  private CompletableFuture<CommandResult> order(CommandRequest request, Caller caller) {
    requests.add(request);
    ordered.add(caller.subject() + " " + request.command() + " as " + Acting.now().subject());
    return CompletableFuture.completedFuture(
        new CommandResult(
            request.id(),
            request.command().name(),
            result,
            "done",
            "the lock <says> so",
            Optional.empty(),
            Instant.now()));
  }

  private Visits visits() {
    return fake(
        Visits.class,
        Map.of(
            "story",
                arguments -> VISIT.equals(arguments[0]) ? Optional.of(story()) : Optional.empty(),
            "picture", arguments -> picture));
  }

  private Accounts accounts() {
    return fake(
        Accounts.class,
        Map.of(
            "accounts",
            arguments ->
                List.of(
                    new Accounts.Account(
                        "anna",
                        Caller.Kind.PERSON,
                        Set.of(Grant.of(role)),
                        Optional.empty(),
                        false,
                        Instant.EPOCH,
                        Optional.empty(),
                        lockedUntil))));
  }

  private AuditTrail audit() {
    return fake(
        AuditTrail.class,
        Map.of(
            "record",
            arguments -> {
              audited.add(arguments[0] + " " + arguments[1] + " as " + Acting.now().subject());
              return new AuditEntry(1, Instant.now(), "a", "rest", "b", Map.of(), "", "");
            }));
  }

  private VisitStory story() {
    return new VisitStory(
        VISIT,
        new StationId("front"),
        new DoorId("front-door"),
        Instant.now(),
        closed ? Optional.of(Instant.now()) : Optional.empty(),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** What one method does. */
  @FunctionalInterface
  private interface Does {
    Object with(Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Map<String, Does> methods) {
    return type.cast(
        Proxy.newProxyInstance(
            Residents.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Does does = methods.get(method.getName());
              if (does == null) {
                throw new UnsupportedOperationException(method.getName());
              }
              return does.with(arguments);
            }));
  }
}
