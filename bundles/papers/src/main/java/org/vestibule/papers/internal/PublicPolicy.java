// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The written policy that the Illinois Biometric Information Privacy Act, 740 ILCS 14/15(a), asks
 * to be made public: a retention schedule and guidelines for destroying; useful elsewhere, too.
 */
final class PublicPolicy {
  private PublicPolicy() {}

  static String of(Facts facts) {
    StringBuilder text = new StringBuilder("# Biometric data: retention and destruction\n\n");
    text.append(Words.NO_ADVICE).append("\n\n");
    JsonNode controller = facts.at("controller");
    text.append(Words.orOpen(controller.path("name").asText()));
    text.append(" runs an intercom that opens a door at the face of people who agreed in writing.");
    text.append(" Questions and requests: ");
    text.append(Words.orOpen(controller.path("contact").asText())).append(".\n\n");
    text.append("## What is collected\n\n");
    if (facts.has("vision")) {
      text.append(
          "A template: numbers computed from pictures of a face. The pictures are not kept");
      text.append(" unless the person agreed to that apart.\n");
    } else {
      text.append("No biometric data: no part that reads faces is installed.\n");
    }
    text.append(
        "\n## Why\n\nTo open doors for the person, and for nothing else. Biometric data are");
    text.append(" not sold, leased, traded or otherwise profited from, and no part of the gateway");
    text.append(" can send a template anywhere.\n\n## How long\n\n");
    text.append(RecordOfProcessing.limits(facts));
    destruction(facts, text);
    text.append("\n## How consent is given here\n\nBy: ");
    text.append(Words.list(facts.at("site").path("releaseChannels")));
    text.append(". Taking it back needs no reason and counts at once.\n");
    return text.toString();
  }

  private static void destruction(Facts facts, StringBuilder text) {
    text.append("\n## How it is destroyed\n\n");
    text.append(
        "Each person's data are sealed by a key of their own. Erasing destroys the key, the");
    text.append(" rows and every copy in memory; an older backup opens nothing of that person any");
    text.append(" more, and a signed receipt can be checked later.\n\n");
    JsonNode site = facts.at("site");
    Optional<String> inactive = period(site.path("inactivity"));
    Optional<String> delay = period(site.path("erasureDelay"));
    text.append("Data are destroyed when the person asks, takes consent back or moves out");
    inactive.ifPresent(time -> text.append(", and when they were not here for ").append(time));
    delay.ifPresent(time -> text.append("; in the last two cases ").append(time).append(" later"));
    text.append(
        ". Where the Illinois act applies: at the latest when the purpose is fulfilled, or");
    text.append(" three years after the last interaction, whichever is first.\n");
  }

  private static Optional<String> period(JsonNode iso) {
    return iso.asText().isEmpty() || java.time.Duration.parse(iso.asText()).isZero()
        ? Optional.empty()
        : Optional.of(Words.duration(iso.asText()));
  }
}
