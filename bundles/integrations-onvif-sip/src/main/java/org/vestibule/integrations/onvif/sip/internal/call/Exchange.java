// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.call.Call;
import org.vestibule.api.call.Call.State;
import org.vestibule.api.call.Calls;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhone;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;

/** All calls of this house: at most one of a visit. Thread-safe. */
final class Exchange implements Calls {
  private static final Duration LONGEST_QUIET = Duration.ofHours(24);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int REMEMBERED = 32;
  private static final int ID_BYTES = 8;

  private final Desk desk;
  private final Viewers viewers;
  private final QuietTimes quiet;
  private final Supplier<Map<String, RingGroup>> groups;
  private final Map<VisitId, HouseCall> calls = new ConcurrentHashMap<>();
  private final Deque<HouseCall> ended = new ArrayDeque<>();
  private final SecureRandom random = new SecureRandom();

  Exchange(Desk desk, QuietTimes quiet, Supplier<Map<String, RingGroup>> groups) {
    this.desk = desk;
    this.quiet = quiet;
    this.groups = groups;
    viewers = new Viewers(desk.around());
  }

  /** Decides whom to ring. */
  RingPlan plan(Wanted wanted) {
    CallsSettings settings = desk.settings().get();
    Collection<SipPhone> phones =
        desk.around().agent().map(agent -> agent.phones().values()).orElse(List.of());
    return RingPlan.of(
        wanted,
        new RingPlan.House(
            phones, groups.get(), this::isQuiet, settings.ring(), settings.mostRing()),
        desk.ticks().now(),
        desk.ticks().zone());
  }

  /** Returns the call of a visit that is not over. */
  Optional<HouseCall> of(VisitId visit) {
    return Optional.ofNullable(calls.get(visit));
  }

  /** Returns the calls that are not over. */
  Stream<HouseCall> all() {
    return calls.values().stream();
  }

  /** Makes a call, which does not ring yet; empty where the visit has one by now. */
  Optional<HouseCall> open(Call first, Wanted wanted, RingPlan plan, AutoCloseable keep) {
    HouseCall made = new HouseCall(desk, first, wanted, plan, keep, this::over);
    return calls.putIfAbsent(first.visit(), made) == null ? Optional.of(made) : Optional.empty();
  }

  /** Returns a name that no call has. */
  String name() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "c-" + HexFormat.of().formatHex(bytes);
  }

  /** A visit closed. */
  void closed(VisitId visit) {
    of(visit).ifPresent(call -> call.end("visit-closed"));
  }

  /** A user agent is gone. */
  void gone(UserAgent agent) {
    all().forEach(call -> call.gone(agent));
  }

  /** Ends everything. */
  void endAll() {
    all().forEach(call -> call.end("failed"));
  }

  @Override
  public List<Call> of(Caller caller) {
    List<HouseCall> theirs = all().filter(call -> shows(caller, call)).toList();
    theirs.stream()
        .filter(call -> call.now().state() == State.RINGING)
        .forEach(call -> call.seenBy(caller.subject()));
    return theirs.stream().map(HouseCall::now).sorted(Comparator.comparing(Call::since)).toList();
  }

  @Override
  public Conversation answer(String call, Caller caller, String surface) throws VestibuleException {
    HouseCall found = find(call, caller);
    if (found.now().state() != State.RINGING) {
      throw CallRefusals.late(found.now());
    }
    CompletableFuture<Conversation> told = new CompletableFuture<>();
    // Whose account is somebody's, their rights are asked; of nobody's there are none to ask.
    boolean opens =
        caller.person().isPresent() || caller.may(Permission.WORK_DOORS, found.now().door());
    found.answer(
        new Answering(surface, caller.subject(), caller.person(), opens), caller.subject(), told);
    try {
      return told.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VestibuleException refused) {
        throw refused;
      }
      throw new IllegalStateException("call " + call + " was not answered", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      told.cancel(false);
      throw new VestibuleException(
          "call-over",
          "call " + call,
          "no answer of the visits within " + PATIENCE.toSeconds() + " s",
          "an answer",
          "Look at the status of the house.",
          e);
    }
  }

  @Override
  public void decline(String call, Caller caller) throws VestibuleException {
    find(call, caller).decline(caller.subject(), caller.person());
  }

  @Override
  public Optional<Instant> quietUntil(Caller caller) {
    return caller.person().flatMap(quiet::until);
  }

  @Override
  public void quiet(Caller caller, Duration span) throws VestibuleException {
    PersonId person =
        caller
            .person()
            .filter(id -> desk.around().people().flatMap(p -> p.person(id)).isPresent())
            .orElseThrow(
                () ->
                    new VestibuleException(
                        "nobody",
                        "account " + caller.subject(),
                        "belongs to no person of this house",
                        "the account of a person who lives here",
                        "Connect the account with a person."));
    if (span.isNegative() || span.compareTo(LONGEST_QUIET) > 0) {
      throw new VestibuleException(
          "quiet-invalid",
          "quiet time",
          span.toString(),
          "0 to " + LONGEST_QUIET.toHours() + " h",
          "Choose a shorter time.");
    }
    quiet.set(person, desk.ticks().now().plus(span));
    if (!span.isZero()) {
      all().forEach(call -> call.quiet(person));
    }
  }

  private boolean shows(Caller caller, HouseCall call) {
    Call now = call.now();
    if (now.state() == State.ANSWERED) {
      return call.holder().equals(caller.subject());
    }
    return viewers.sees(caller, call)
        && !call.declinedBy(caller.subject())
        && (now.urgent() || quietUntil(caller).isEmpty());
  }

  private HouseCall find(String id, Caller caller) throws VestibuleException {
    Stream<HouseCall> past;
    synchronized (ended) {
      past = List.copyOf(ended).stream();
    }
    return Stream.concat(all(), past)
        .filter(call -> call.now().id().equals(id))
        .filter(call -> viewers.sees(caller, call))
        .findFirst()
        .orElseThrow(() -> CallRefusals.unknown(id));
  }

  private void over(HouseCall call) {
    calls.remove(call.now().visit(), call);
    synchronized (ended) {
      ended.addLast(call);
      if (ended.size() > REMEMBERED) {
        ended.removeFirst();
      }
    }
  }

  private boolean isQuiet(SipPhone phone) {
    return phone.person().flatMap(quiet::until).isPresent();
  }
}
