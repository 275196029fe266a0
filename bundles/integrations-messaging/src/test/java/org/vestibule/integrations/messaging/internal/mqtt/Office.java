// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Authentication;
import org.vestibule.api.access.Caller;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;

/** A gateway's office that knows one machine, does whatever it orders, and writes down. */
final class Office implements Authentication, CommandDesk, AuditTrail {
  static final String TOKEN = "t0ken-of-the-lift";
  static final Caller LIFT =
      new Caller("lift", Caller.Kind.MACHINE, Caller.Through.MQTT, Set.of(), Optional.empty());

  final List<CommandRequest> requests = new CopyOnWriteArrayList<>();
  final List<Caller> acting = new CopyOnWriteArrayList<>();
  final List<String> addresses = new CopyOnWriteArrayList<>();
  final List<Map<String, String>> lines = new CopyOnWriteArrayList<>();

  @Override
  public Caller bearer(String token, String address, Caller.Through through)
      throws VestibuleException {
    if (!token.equals(TOKEN) || through != Caller.Through.MQTT) {
      throw new VestibuleException("token-wrong", "token", "another one", "a known one", "Log in");
    }
    addresses.add(address);
    return LIFT;
  }

  @Override
  public CompletionStage<CommandResult> carryOut(CommandRequest request, Caller caller) {
    requests.add(request);
    acting.add(Acting.now());
    return CompletableFuture.completedFuture(
        new CommandResult(
            request.id(),
            request.command().name(),
            CommandResult.State.DONE,
            "done",
            "It is open",
            Optional.empty(),
            Instant.now()));
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details) {
    if (Acting.now().through() != Caller.Through.MQTT || !action.equals("command-refused")) {
      throw new IllegalStateException(actor + " " + action);
    }
    lines.add(details);
    return null;
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
  public boolean owned() {
    return true;
  }

  @Override
  public Caller own(Attempt attempt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Caller logIn(Attempt attempt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Caller> still(Caller loggedIn) {
    return Optional.of(loggedIn);
  }
}
