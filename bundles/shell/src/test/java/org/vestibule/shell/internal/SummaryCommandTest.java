// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.VisitSummary;

/** What the shell says of a day. */
class SummaryCommandTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(before);
  }

  @Test
  void anImpossibleNumberOfHoursIsRefused() {
    SummaryCommand command = new SummaryCommand();
    command.hours = 0;
    assertThatThrownBy(command::execute)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("hours-invalid"));
  }

  @Test
  void textAndCountsAreShownAndThatTheAuditIsShorter() throws Exception {
    SummaryCommand command = new SummaryCommand();
    command.hours = 48;
    command.summaries =
        (from, to, language) -> {
          assertThat(Duration.between(from, to)).hasHours(48);
          return new VisitSummary(
              from,
              to,
              List.of(new VisitSummary.Count("intent-delivery", 5)),
              "Five couriers.",
              "template",
              false);
        };
    command.execute();
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("Five couriers.", "intent-delivery", "5", "does not reach back");
  }
}
