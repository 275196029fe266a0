// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.status.Status;

/** Health as somebody reads it in a browser. */
@Timeout(180)
class HealthPageTest {
  private static final String FIRST = ".health-parts li:first-child";

  @TempDir Path data;
  private final SampleClock past = new SampleClock();
  private SampleConsole console;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000, past);
    browser = new Browser(data);
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (console != null) {
      console.close();
    }
  }

  @Test
  void emptyHouseSaysWhatWillAppear() throws Exception {
    open(console.token());
    browser.until("#verdict", "No part has reported yet");
    browser.until("#trends", "No visit ended yet");
    browser.until("#trends", "No part failed");
    assertThat(browser.value("document.querySelectorAll('svg path[d*=NaN]').length"))
        .isEqualTo("0");
  }

  @Test
  void whoeverMayNotChangeFeaturesIsOfferedNoDiagnostics() throws Exception {
    SampleDay.fill(console.sample);
    console.trust.access.tokens.put(
        "max",
        SampleAccess.caller("max", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.MANAGER)));
    open("max");
    browser.until("#verdict", "2 of 8 parts are not ready");
    assertThat(browser.value("document.querySelectorAll('#diagnostics').length")).isEqualTo("0");
  }

  @Test
  void whatNeedsSomebodyStandsFirstAndTellsItsHistory() throws Exception {
    SampleDay.fill(console.sample);
    console.sample.house.updates = new SampleUpdates();
    open(console.token());
    browser.until(FIRST, "mqtt");
    browser.until(".health-lines", "Updating vision");
    browser.until(FIRST, "Check that the other side runs");
    browser.value("document.querySelector('" + FIRST + " a').click()");
    browser.until(".part-history", "Degraded: Network");
    Status works = Status.ready("Connected to the broker");
    console.sample.statuses.put("mqtt", works);
    StatusChanged change = new StatusChanged(Instant.now(), "mqtt", works);
    console.watch.on(change);
    console.deltas.on(change);
    browser.until(".part-history", "Connected to the broker");
    browser.until(FIRST, "station-front");
    assertThat(browser.value("document.querySelectorAll('.part-history li').length"))
        .isEqualTo("2");
    browser.until("#verdict", "1 part is starting");
  }

  @Test
  void trendsAnswerInTheirTitlesAndSayHowMuchTheyKnow() throws Exception {
    SampleDay.fill(console.sample);
    past.pass(console.watch);
    open(console.token());
    browser.until("#trends", "95 of 100 doors had their order within");
    browser.until("#trends", "not enough data yet: ");
    browser.until("#trends", "The process holds");
    browser.value("[...document.querySelectorAll('.range button')].at(-1).click()");
    browser.until(".range button[aria-pressed=true]", "24 hours");
    browser.until("#trends", "mqtt failed most often");
    browser.until("#trends", "a restart begins anew");
    assertThat(browser.value("document.querySelectorAll('svg path[d*=NaN]').length"))
        .isEqualTo("0");
  }

  @Test
  void twoThousandPartsAreFoundAndShownAPageAtATime() throws Exception {
    SampleDay.fill(console.sample);
    for (int n = 0; n < 2000; n++) {
      console.sample.statuses.put("reader-" + n, Status.ready("Answers"));
    }
    open(console.token());
    browser.until(".more-parts", "50 of 2,008 parts");
    assertThat(browser.value("document.querySelectorAll('.health-parts li').length"))
        .isEqualTo("50");
    browser.value("document.querySelector('.more-parts button').click()");
    browser.until("document.querySelectorAll('.health-parts li').length === 100");
    browser.value(
        "(() => { const search = document.querySelector('.health-parts input');"
            + " search.value = 'reader-1999'; search.dispatchEvent(new Event('input', {bubbles: true})); })()");
    browser.until("document.querySelectorAll('.health-parts li').length === 1");
    browser.until(FIRST, "reader-1999");
  }

  private void open(String token) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/#token=" + token);
    browser.until(".live", "Live");
    browser.value("location.hash = '#/health'");
  }
}
