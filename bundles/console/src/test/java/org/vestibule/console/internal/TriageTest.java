// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teaching over REST, and how refusals are answered. */
class TriageTest {
  private static final String PARCEL = "{\"label\":\"delivery\",\"text\":\"parcel\"}";

  @TempDir Path data;
  private final SampleTraining training = new SampleTraining();
  private SampleConsole console;
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    console.sample.house.training = training;
    operator = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void withoutTeachingNothingIsTaught() throws Exception {
    console.sample.house.training = null;
    assertThat(Client.code(operator.get("/api/triage/labels"))).isEqualTo("503 service-missing");
    assertThat(Client.code(operator.post("/api/triage/utterances", PARCEL)))
        .isEqualTo("503 service-missing");
  }

  @Test
  void refusalsHaveTheStatusThatFitsThem() throws Exception {
    Map<String, Integer> expected =
        Map.of(
            "unknown-label", 404,
            "utterance-known", 409,
            "training-running", 409,
            "utterance-invalid", 422,
            "too-many-utterances", 422,
            "model-missing", 503,
            "audit-unwritable", 503);
    for (Map.Entry<String, Integer> refusal : expected.entrySet()) {
      training.refusal = refusal.getKey();
      assertThat(Client.code(operator.post("/api/triage/utterances", PARCEL)))
          .isEqualTo(refusal.getValue() + " " + refusal.getKey());
    }
  }

  @Test
  void whatIsTaughtIsListedAndTrained() throws Exception {
    assertThat(operator.post("/api/triage/utterances", PARCEL).statusCode()).isEqualTo(201);
    assertThat(operator.get("/api/triage/utterances").body()).contains("\"parcel\"", "u-1");
    assertThat(operator.get("/api/triage/labels").body()).contains("\"estate-agent\"", "VENDOR");
    assertThat(operator.post("/api/triage/train", "").body()).contains("visitor-intent-site@1.0.0");
    assertThat(operator.get("/api/triage/progress").body()).contains("Fitting");
    assertThat(training.by).containsOnly("box");
  }
}
