// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TriageTraining;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.Visits;

/**
 * What this site taught triage: labels, utterances, training. The training writes the audit, and
 * does so without the words.
 */
final class TriageResource {
  /** A label's body. */
  record LabelForm(String title, String intent) {}

  /**
   * An utterance's body; its words stay out of every log.
   *
   * @param visit the visit in which another wish was understood; null: none is named
   */
  record UtteranceForm(String label, String text, String visit) {
    @Override
    public String toString() {
      return "UtteranceForm[***]";
    }
  }

  private final House house;

  TriageResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .on(
            Permission.TEACH,
            "GET",
            "/triage/labels",
            request -> Reply.ok(plain(training().labels())))
        .on(Permission.TEACH, "PUT", "/triage/labels/{label}", this::define)
        .on(Permission.TEACH, "DELETE", "/triage/labels/{label}", this::remove)
        .on(
            Permission.TEACH,
            "GET",
            "/triage/utterances",
            request -> Reply.ok(plain(training().taught())))
        .on(Permission.TEACH, "POST", "/triage/utterances", this::teach)
        .on(Permission.TEACH, "DELETE", "/triage/utterances/{id}", this::withdraw)
        .on(
            Permission.TEACH,
            "POST",
            "/triage/train",
            request -> Reply.ok(Map.of("pack", train(request))))
        .on(Permission.TEACH, "GET", "/triage/progress", request -> Reply.ok(progress()));
  }

  private TriageTraining training() throws Problem {
    return House.need(house.training, "teaching of triage");
  }

  private Map<String, Object> progress() throws Problem {
    return Map.of("progress", training().progress());
  }

  private Reply define(Request request) throws VestibuleException {
    LabelForm form = request.body(LabelForm.class, Json.SMALL);
    Intent intent = intent(form.intent());
    return order(
        training ->
            EventFields.plain(
                training.define(request.part("label"), form.title(), intent, request.who())));
  }

  private Reply remove(Request request) throws VestibuleException {
    order(
        training -> {
          training.remove(request.part("label"), request.who());
          return null;
        });
    return Reply.noContent();
  }

  private Reply teach(Request request) throws VestibuleException {
    UtteranceForm form = request.body(UtteranceForm.class, Json.SMALL);
    Optional<VisitId> visit = visit(request, Optional.ofNullable(form.visit()));
    Reply taught =
        order(
            training ->
                EventFields.plain(training.teach(form.label(), form.text(), request.who())));
    corrected(visit, Optional.of(form.label()));
    return new Reply(201, taught.body(), Map.of());
  }

  private Optional<VisitId> visit(Request request, Optional<String> id) throws Problem {
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(Sight.story(house, request.caller(), Permission.TEACH, id.get()).id());
  }

  private void corrected(Optional<VisitId> visit, Optional<String> label) {
    Visits visits = house.visits;
    if (visits != null && visit.isPresent()) {
      visits.wrongIntent(visit.get(), label);
    }
  }

  private Reply withdraw(Request request) throws VestibuleException {
    Optional<VisitId> visit = visit(request, request.query("visit"));
    order(
        training -> {
          training.withdraw(request.part("id"), request.who());
          return null;
        });
    corrected(visit, Optional.empty());
    return Reply.noContent();
  }

  private String train(Request request) throws VestibuleException {
    return (String) order(training -> training.train(request.who())).body();
  }

  private static Intent intent(String name) throws Problem {
    for (Intent intent : Intent.values()) {
      if (intent.name().equals(name)) {
        return intent;
      }
    }
    throw Problem.invalid(
        "intent",
        name == null ? "nothing" : Request.shortened(name),
        "an intent such as DELIVERY",
        "Say what the label counts as.");
  }

  private static List<Object> plain(List<?> records) {
    return records.stream().<Object>map(EventFields::plain).toList();
  }

  /** An order to the training. */
  @FunctionalInterface
  private interface Order {
    Object give(TriageTraining training) throws VestibuleException;
  }

  private Reply order(Order order) throws Problem {
    TriageTraining training = training();
    try {
      return Reply.ok(order.give(training));
    } catch (VestibuleException e) {
      throw new Problem(
          statusOf(e.code()), e.code(), e.input(), e.found(), e.allowed(), e.remedy(), e);
    }
  }

  private static int statusOf(String code) {
    return switch (code) {
      case "unknown-label", "unknown-utterance" -> 404;
      case "utterance-known", "training-running" -> 409;
      case "audit-unwritable",
          "model-missing",
          "native-missing",
          "storage-failed",
          "vault-locked" ->
          503;
      case "storage-full" -> 507;
      default -> 422;
    };
  }
}
