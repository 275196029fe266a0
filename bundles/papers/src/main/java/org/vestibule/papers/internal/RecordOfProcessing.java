// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** The record of processing activities, GDPR Art. 30(1), letter by letter. */
final class RecordOfProcessing {
  private static final Map<String, String> PURPOSES =
      Map.of(
          "unlock", "Opening a door for people who agreed to be recognised by their face",
          "visit-log", "Keeping who came when, for the person concerned",
          "training", "Making the sorting of visitors better",
          "recordings", "Keeping photos");

  private RecordOfProcessing() {}

  static String of(Facts facts) {
    StringBuilder text = new StringBuilder("# Record of processing activities\n\n");
    text.append("GDPR Art. 30(1). ").append(Words.NO_ADVICE).append("\n\n");
    JsonNode controller = facts.at("controller");
    text.append("## a) Controller\n\n| | |\n|---|---|\n");
    text.append(row("Name", controller.path("name")));
    text.append(row("Address", controller.path("address")));
    text.append(row("Contact", controller.path("contact")));
    text.append(row("Data protection officer", controller.path("dpo")));
    purposes(facts, text);
    recipients(facts, text);
    limits(facts, text);
    measures(facts, text);
    return text.toString();
  }

  private static void purposes(Facts facts, StringBuilder text) {
    text.append("\n## b) and c) Purposes, people and data\n\n");
    text.append("| data | of whom | purpose | basis |\n|---|---|---|---|\n");
    text.append(
        "| sound and pictures while a visit is open | visitors | telling residents who rings");
    text.append(" | Art. 6(1)(f), to be weighed by the controller; not kept |\n");
    if (keeps(facts, "visit")) {
      text.append("| stories of visits, without words, pictures and names | visitors | answering");
      text.append(" who came and why a door opened or did not");
      text.append(" | Art. 6(1)(f), to be weighed by the controller |\n");
    }
    if (keeps(facts, "visit") && keeps(facts, "photo")) {
      text.append("| one picture of each press, only where `pictures` of org.vestibule.core is");
      text.append(" `press` | visitors | seeing afterwards who came");
      text.append(" | Art. 6(1)(f), to be weighed by the controller |\n");
    }
    for (JsonNode kind : facts.list("data")) {
      String purpose = kind.path("purpose").asText();
      text.append("| ").append(kind.path("kind").asText());
      text.append(" | people who agreed | ").append(PURPOSES.getOrDefault(purpose, purpose));
      text.append(" | consent to ").append(purpose);
      text.append(purpose.equals("unlock") ? ", Art. 9(2)(a) |\n" : ", Art. 6(1)(a) |\n");
    }
    text.append("\nNot kept here, whatever anybody agrees to: ");
    text.append(Words.list(facts.at("site").path("refused"))).append(".\n");
  }

  /** Returns whether the store is here and the site does not refuse to keep a kind. */
  private static boolean keeps(Facts facts, String refusable) {
    for (JsonNode kind : facts.at("site").path("refused")) {
      if (kind.asText().equals(refusable)) {
        return false;
      }
    }
    return facts.has("store");
  }

  private static void recipients(Facts facts, StringBuilder text) {
    text.append("\n## d) and e) Recipients, processors and transfers\n\n");
    if (facts.list("sinks").isEmpty()) {
      text.append("No installed bundle can send anything out of this machine.\n");
      return;
    }
    text.append("| sink | bundle | purpose | may be sent | to |\n|---|---|---|---|---|\n");
    for (JsonNode sink : facts.list("sinks")) {
      JsonNode allowed = sink.path("allowed");
      text.append("| ").append(sink.path("sink").asText());
      text.append(" | ").append(sink.path("bundle").asText());
      text.append(" | ").append(sink.path("purpose").asText());
      text.append(" | ").append(Words.list(allowed.isEmpty() ? sink.path("declared") : allowed));
      JsonNode hosts = sink.path("hosts");
      text.append(" | ").append(hosts.isEmpty() ? "this machine only" : Words.list(hosts));
      text.append(" |\n");
    }
    boolean outside = facts.list("sinks").stream().anyMatch(sink -> !sink.path("hosts").isEmpty());
    text.append("\nProcessors (Art. 28) and transfers to third countries (Chapter V): ");
    text.append(outside ? Words.OPEN + " for each host" : "none is reachable").append(".\n");
  }

  private static void limits(Facts facts, StringBuilder text) {
    text.append("\n## f) Time limits\n\n");
    text.append(limits(facts));
  }

  /** Returns how long what is kept, as a table. */
  static String limits(Facts facts) {
    if (facts.list("retention").isEmpty()) {
      return "Retention is not known: the store is not installed or stopped.\n";
    }
    StringBuilder text = new StringBuilder("| what | at most | because |\n|---|---|---|\n");
    for (JsonNode rule : facts.list("retention")) {
      text.append("| ").append(rule.path("what").asText());
      text.append(" | ").append(Words.duration(rule.path("keep").asText()));
      text.append(" | ").append(rule.path("because").asText()).append(" |\n");
    }
    return text.toString();
  }

  private static void measures(Facts facts, StringBuilder text) {
    text.append("\n## g) Measures (Art. 32)\n\n");
    measure(
            facts,
            "store",
            "Sealed by a key of each person (AES-256-GCM); erasure destroys the key")
        .ifPresent(text::append);
    measure(facts, "access", "Roles per building and door, deny by default, second factor")
        .ifPresent(text::append);
    measure(facts, "core", "Audit, chained by hash and signed").ifPresent(text::append);
    measure(facts, "egress", "One way out: declared, allowed by name and counted")
        .ifPresent(text::append);
    text.append("- Organisational measures: ").append(Words.OPEN).append('\n');
  }

  private static Optional<String> measure(Facts facts, String bundle, String what) {
    return facts.has(bundle) ? Optional.of("- " + what + ".\n") : Optional.empty();
  }

  private static String row(String title, JsonNode value) {
    return "| " + title + " | " + Words.orOpen(value.asText()) + " |\n";
  }
}
