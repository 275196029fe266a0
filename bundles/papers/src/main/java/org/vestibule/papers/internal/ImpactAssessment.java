// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The draft of a data protection impact assessment, GDPR Art. 35(7), letter by letter. */
final class ImpactAssessment {
  private static final JsonNode RISKS = risks();

  private ImpactAssessment() {}

  static String of(Facts facts) {
    StringBuilder text = new StringBuilder("# Data protection impact assessment: draft\n\n");
    text.append("GDPR Art. 35(7). ").append(Words.NO_ADVICE).append("\n\n");
    description(facts, text);
    text.append("\n## b) Necessity and proportionality\n\n");
    text.append("- A door opens by face only for people who agreed; a code, a key and the bell");
    text.append(" remain for everybody else.\n");
    text.append("- Why a less intrusive means does not serve the purpose here: ");
    text.append(Words.OPEN).append("\n- Views of the people concerned (Art. 35(9)): ");
    text.append(Words.OPEN).append('\n');
    text.append("\n## c) and d) Risks and measures\n\n");
    text.append("| part | risk | measures | residual risk |\n|---|---|---|---|\n");
    for (JsonNode risk : RISKS) {
      if (facts.has(risk.path("bundle").asText())) {
        text.append("| ").append(risk.path("bundle").asText());
        text.append(" | ").append(risk.path("risk").asText()).append(" | ");
        risk.path("mitigations").forEach(each -> text.append(each.asText()).append(". "));
        text.append("| ").append(Words.OPEN).append(" |\n");
      }
    }
    strangers(facts, text);
    text.append("\nAdvice of the data protection officer (Art. 35(2)): ").append(Words.OPEN);
    text.append("\n\nPrior consultation (Art. 36) needed: ").append(Words.OPEN).append('\n');
    return text.toString();
  }

  private static void description(Facts facts, StringBuilder text) {
    text.append("## a) What is done\n\n");
    text.append("Site profile: ").append(facts.at("site").path("title").asText("not known"));
    text.append(".\n\nFaces are ");
    text.append(facts.has("vision") ? "compared" : "not compared");
    text.append(facts.has("identification") ? " with everybody who is enrolled (1:N)" : "");
    text.append(
        facts.has("vision") && !facts.has("identification")
            ? " with the one person whose code was entered (1:1)"
            : "");
    text.append(". Speech is ");
    text.append(facts.has("audio") ? "turned into text on this machine" : "not understood");
    text.append(". Data and their purposes: see the record of processing.\n\n");
    if (!facts.list("models").isEmpty()) {
      text.append("| model | serves | licence | commercial use |\n|---|---|---|---|\n");
      for (JsonNode model : facts.list("models")) {
        text.append("| ").append(model.path("name").asText());
        text.append(" | ").append(model.path("slot").asText());
        text.append(" | ").append(model.path("licence").asText());
        text.append(" | ").append(model.path("commercialUse").asText()).append(" |\n");
      }
    }
    JsonNode laws = facts.at("site").path("regulations");
    if (!laws.isEmpty()) {
      text.append("\nLaws that the site's profile names, as read on the day beside them:\n\n");
      for (JsonNode law : laws) {
        text.append("- ").append(law.path("title").asText());
        String applies = law.path("applies").asText();
        text.append(applies.isEmpty() ? ", date not settled" : ", applies from " + applies);
        text.append(" (").append(law.path("source").asText());
        text.append(", ").append(law.path("asOf").asText()).append(")\n");
      }
    }
  }

  /** A bundle that this table does not know, and that sends something, must not look harmless. */
  private static void strangers(Facts facts, StringBuilder text) {
    for (JsonNode sink : facts.list("sinks")) {
      String bundle = sink.path("bundle").asText().replace("org.vestibule.", "");
      boolean known = false;
      for (JsonNode risk : RISKS) {
        known |= risk.path("bundle").asText().equals(bundle);
      }
      if (!known) {
        text.append("| ").append(bundle).append(" | Sends ");
        text.append(Words.list(sink.path("declared"))).append(": ");
        text.append(sink.path("purpose").asText()).append(" | ").append(Words.OPEN);
        text.append(" | ").append(Words.OPEN).append(" |\n");
      }
    }
  }

  private static JsonNode risks() {
    try (InputStream in = ImpactAssessment.class.getResourceAsStream("risks.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
