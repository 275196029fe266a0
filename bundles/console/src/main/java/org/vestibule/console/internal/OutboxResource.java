// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.OutboxEntry;

/** What waits for other systems: how far each of them is, and what each gave up. */
final class OutboxResource {
  private static final int LETTERS = 100;
  private static final int MOST_LETTERS = 1000;

  /** A silent alarm: whoever reads along beside the threatened person must see nothing. */
  private static final String SILENT = "door/duress";

  private final House house;

  OutboxResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    String letters = "/outbox/{sink}/dead-letters";
    router
        .on(Permission.SEE_HOUSE, "GET", "/outbox", request -> depths())
        .on(Permission.SEE_HOUSE, "GET", letters, this::letters)
        .on(Permission.CHANGE_FEATURES, "POST", letters + "/{id}/replay", this::replay)
        .on(Permission.CHANGE_FEATURES, "DELETE", letters + "/{id}", this::discard)
        .on(Permission.CHANGE_FEATURES, "DELETE", "/outbox/{sink}", this::forget);
  }

  private Outbox outbox() throws Problem {
    return House.need(house.outbox, "outbox");
  }

  private Reply depths() throws Problem {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("bounds", EventFields.plain(outbox().bounds()));
    plain.put("sinks", EventFields.plain(outbox().depths()));
    return Reply.ok(plain);
  }

  private Reply letters(Request request) throws VestibuleException {
    int limit = request.limit(LETTERS, MOST_LETTERS);
    String sink = known(request);
    Caller caller = request.caller();
    boolean helps =
        caller.mayEverywhere(Permission.WORK_DOORS) && caller.mayEverywhere(Permission.SEE_PEOPLE);
    long after = NextPage.after(request).orElse(0);
    List<Outbox.DeadLetter> newer =
        outbox().deadLetters(sink).stream()
            .filter(letter -> helps || !letter.entry().topic().equals(SILENT))
            .filter(letter -> letter.entry().position() > after)
            .sorted(Comparator.comparingLong(letter -> letter.entry().position()))
            .limit(limit + 1L)
            .toList();
    List<Outbox.DeadLetter> letters = newer.subList(0, Math.min(limit, newer.size()));
    Reply reply = Reply.ok(letters.stream().map(letter -> shown(letter, caller)).toList());
    return newer.size() > limit
        ? NextPage.link(reply, request, letters.get(limit - 1).entry().position())
        : reply;
  }

  private static Map<String, Object> shown(Outbox.DeadLetter letter, Caller caller) {
    OutboxEntry entry = letter.entry();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", entry.id());
    plain.put("topic", entry.topic());
    plain.put("key", entry.key());
    plain.put("happenedAt", entry.at().toString());
    plain.put("givenUpAt", letter.at().toString());
    plain.put("reason", letter.reason());
    if (caller.mayEverywhere(Permission.SEE_VISITS)) {
      entry.visit().ifPresent(visit -> plain.put("visit", visit));
      Json.tree(entry.data()).ifPresent(data -> plain.put("data", Sight.event(data, caller)));
    }
    return plain;
  }

  private Reply replay(Request request) throws VestibuleException {
    String sink = known(request);
    record(request, "outbox-replayed", sink);
    return done(outbox().replay(sink, request.part("id")), request);
  }

  private Reply discard(Request request) throws VestibuleException {
    String sink = known(request);
    record(request, "outbox-discarded", sink);
    return done(outbox().discard(sink, request.part("id")), request);
  }

  private Reply forget(Request request) throws VestibuleException {
    String sink = known(request);
    record(request, "outbox-forgotten", sink);
    if (!outbox().forget(sink)) {
      throw unknownSink(sink);
    }
    return Reply.noContent();
  }

  private static Reply done(boolean there, Request request) throws Problem {
    if (!there) {
      throw new Problem(
          404,
          "unknown-letter",
          "dead letter",
          Request.shortened(request.part("id")),
          "one listed under the sink's dead-letters",
          "Look it up again; somebody may have been faster.");
    }
    return Reply.noContent();
  }

  /** Returns the sink of the path, if it was ever here. */
  private String known(Request request) throws Problem {
    String sink = request.part("sink");
    try {
      Identifier.require("sink", sink);
    } catch (IllegalArgumentException e) {
      throw unknownSink(sink);
    }
    if (outbox().depths().stream().noneMatch(depth -> depth.sink().equals(sink))) {
      throw unknownSink(sink);
    }
    return sink;
  }

  private static Problem unknownSink(String sink) {
    return new Problem(
        404,
        "unknown-sink",
        "sink",
        Request.shortened(sink),
        "a sink listed under /api/outbox",
        "Check the spelling.");
  }

  /** What is not told any more is in the audit before; what the audit cannot take stays. */
  private void record(Request request, String action, String sink) throws VestibuleException {
    AuditTrail audit = House.need(house.audit, "audit");
    Map<String, String> facts = new LinkedHashMap<>(Map.of("sink", sink));
    if (request.part("id") != null) {
      facts.put("letter", Request.shortened(request.part("id")));
    }
    audit.record(request.who(), action, facts);
  }
}
