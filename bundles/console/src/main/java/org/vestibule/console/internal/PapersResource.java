// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.papers.Papers;

/** The papers that are made from the wiring, and their sign-off. */
final class PapersResource {
  /** A sign-off: of which state, and with what remark. */
  record SignOffForm(String digest, String note) {}

  private final Trust trust;

  PapersResource(Trust trust) {
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_COMPLIANCE, "GET", "/papers/drift", request -> drift())
        .on(Permission.SIGN_PAPERS, "POST", "/papers/sign-off", this::signOff)
        .on(Permission.SEE_COMPLIANCE, "GET", "/papers/{kind}", this::paper);
  }

  private Papers papers() throws Problem {
    return House.need(trust.papers, "papers");
  }

  private Reply paper(Request request) throws VestibuleException {
    Papers.Paper paper = papers().paper(kind(request.part("kind")), language(request));
    String accept = request.http().getHeader("Accept");
    boolean json = accept != null && accept.toLowerCase(Locale.ROOT).contains("application/json");
    return Reply.ok(
            json
                ? new Reply.Text("application/json", paper.json())
                : new Reply.Text("text/markdown; charset=utf-8", paper.markdown()))
        .with("Vary", "Accept")
        .with("X-Vestibule-Digest", paper.digest());
  }

  private static Papers.Kind kind(String label) throws Problem {
    for (Papers.Kind kind : Papers.Kind.values()) {
      if (label(kind).equals(label)) {
        return kind;
      }
    }
    throw new Problem(
        404,
        "unknown-paper",
        "paper",
        Request.shortened(label),
        "record-of-processing, impact-assessment, notice or policy",
        "Check the spelling.");
  }

  static String label(Papers.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String language(Request request) throws Problem {
    String given = request.http().getParameter("language");
    if (given != null && !given.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")) {
      throw Problem.invalid(
          "query parameter language",
          Request.shortened(given),
          "a tag of BCP 47",
          "Ask for ?language=de");
    }
    return given == null ? "en" : given;
  }

  private Reply drift() throws VestibuleException {
    Papers papers = papers();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("drift", EventFields.plain(papers.drift()));
    plain.put("digest", papers.paper(Papers.Kind.RECORD_OF_PROCESSING, "en").digest());
    papers.lastSignOff().ifPresent(last -> plain.put("lastSignOff", EventFields.plain(last)));
    return Reply.ok(plain);
  }

  private Reply signOff(Request request) throws VestibuleException {
    SignOffForm form = request.body(SignOffForm.class, Json.SMALL);
    AccountsResource.required("digest", form.digest());
    String note = form.note() == null ? "" : form.note();
    if (note.length() > 500) {
      throw Problem.invalid(
          "note", note.length() + " characters", "at most 500 characters", "Shorten the note.");
    }
    return Reply.created(EventFields.plain(papers().signOff(form.digest(), note)));
  }
}
