// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.testkit.internal.browser.Chromium;
import org.vestibule.testkit.internal.browser.FakeMedia;
import org.vestibule.testkit.internal.browser.Page;

/** Calls as a manager answers them in the console. */
@Timeout(180)
class CallPageTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path data;
  private SampleConsole console;
  private SampleCalls calls;

  @BeforeEach
  void start() throws Exception {
    assumeThat(Chromium.installed()).as("apt-get install chromium").isPresent();
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    console.sample.station.porch = true;
    calls = new SampleCalls(console.pages);
    console.sample.house.calls = calls;
    console.sample.house.updates = new SampleUpdates();
  }

  @AfterEach
  void stop() throws Exception {
    if (console != null) {
      console.close();
    }
  }

  @Test
  void whoeverMayNotAnswerIsNotRung() throws Exception {
    console.trust.access.tokens.put(
        "lee",
        SampleAccess.caller("lee", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.INTEGRATOR)));
    try (Chromium chromium = Chromium.start(data, FakeMedia.PATTERN)) {
      Page page = open(chromium, "lee");
      calls.ring("c-1", "lee");
      page.until("document.querySelectorAll('.door').length === 2", LONG);
      assertThat(page.evaluate("Boolean(document.querySelector('#answer'))").asBoolean()).isFalse();
      assertThat(page.evaluate("document.querySelectorAll('.look').length").asInt()).isZero();
    }
  }

  @Test
  void aManagerSeesTalksOpensAndHandsTheVisitorOver() throws Exception {
    try (Chromium chromium = Chromium.start(data, FakeMedia.PATTERN)) {
      Page page = open(chromium, console.token());
      page.evaluate("location.hash = '#/health'");
      calls.ring("c-1", "box");
      page.until(
          "document.querySelector('.bell.elsewhere')?.innerText.includes('Front door')", LONG);
      page.until("document.querySelector('#bell').innerText.includes('Front door')", LONG);
      page.touch(".bell.elsewhere");
      page.until("Number(document.querySelector('.look canvas')?.dataset.painted) > 1", LONG);
      page.touch("#answer");
      page.until(
          "document.querySelector('.door-call').innerText.includes('You can talk now')", LONG);
      assertThat(calls.spoken.poll(60, TimeUnit.SECONDS)).isNotNull();
      for (int i = 0; i < 50; i++) {
        short[] piece = new short[320];
        java.util.Arrays.fill(piece, (short) (i % 2 == 0 ? 8000 : -8000));
        calls.visitor.said.add(piece);
      }
      page.until("talkFigures.heard >= 16000", LONG);
      page.keepPressed(
          "#open",
          "document.getElementById('told')?.innerText.includes('Opened')"
              + " && Date.now() - (window.opened ??= Date.now()) > 500",
          LONG);
      // However long it was kept pressed, letting go is no new press.
      assertThat(page.evaluate("document.querySelector('#open').innerText").asText())
          .isEqualTo("Open the door");
      page.touch("#assistant");
      page.until(
          "document.getElementById('told').innerText.includes('The assistant goes on')", LONG);
      page.until("document.querySelector('#open-front-door')", LONG);
      assertThat(calls.deeds)
          .containsExactly(
              "box answered c-1 by browser",
              "opened c-1",
              "left c-1 ASSISTANT",
              "ended c-1 hung-up");
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void whoeverWasNotQuickEnoughIsTold() throws Exception {
    try (Chromium chromium = Chromium.start(data, FakeMedia.PATTERN)) {
      Page page = open(chromium, console.token());
      calls.ring("c-1", "box");
      page.until("document.querySelector('#answer')", LONG);
      calls.refusing = true;
      page.touch("#answer");
      page.until(
          "document.getElementById('told')?.innerText.includes('Somebody else was quicker')", LONG);
      assertThat(calls.deeds).isEmpty();
    }
  }

  private Page open(Chromium chromium, String token) throws Exception {
    Page page = chromium.page();
    page.size(1280, 900, false);
    page.open(URI.create("http://127.0.0.1:" + console.port() + "/#token=" + token));
    page.until("document.querySelector('.live')?.innerText.includes('Live')", LONG);
    return page;
  }
}
