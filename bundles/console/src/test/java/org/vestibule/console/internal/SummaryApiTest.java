// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.intent.VisitSummary;

/** Summaries as a client of the REST interface gets them. */
class SummaryApiTest {
  @TempDir Path data;
  private SampleConsole console;
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    operator = Client.operator(console);
    console.sample.house.summaries =
        (from, to, language) ->
            new VisitSummary(
                from,
                to,
                List.of(new VisitSummary.Count("visits", 5)),
                "Five visits, told in " + language.toLanguageTag(),
                "template",
                true);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void aMomentThatIsNoneIsRefusedByName() throws Exception {
    assertThat(Client.code(operator.get("/api/summary?from=yesterday")))
        .isEqualTo("422 value-invalid");
  }

  @Test
  void withoutASummarizerItSaysWhichPartIsMissing() throws Exception {
    console.sample.house.summaries = null;
    assertThat(Client.code(operator.get("/api/summary"))).isEqualTo("503 service-missing");
  }

  @Test
  void aPeriodIsToldInTheWantedLanguage() throws Exception {
    JsonNode told =
        Client.json(
            operator.get(
                "/api/summary?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&language=de"));
    assertThat(told.path("text").asText()).isEqualTo("Five visits, told in de");
    assertThat(told.path("from").asText()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(told.path("counts").path(0).path("value").asInt()).isEqualTo(5);
  }
}
