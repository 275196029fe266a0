// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitPicture;

/** The face that decided beside its scores, in a browser, out of the picture that is looked at. */
@Timeout(180)
class DecidingFacePageTest {
  private static final Instant SEEN = Instant.parse("2026-03-01T18:03:12.456Z");
  private static final VisitPicture.Face FACE = new VisitPicture.Face(0.25, 0.25, 0.25, 0.5);
  private static final String CUT = "document.querySelector('.why .cutting:not([hidden]) canvas')";

  @TempDir Path data;
  private SampleConsole console;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    console.sample.journal.stories.addAll(SamplePast.visits(2));
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

  private void keep(String visit, Optional<VisitPicture.Face> face) {
    VisitPicture picture = new VisitPicture(SEEN, SampleView.now().bytes(), face);
    console.sample.journal.pictures.put(new VisitId(visit), List.of(picture));
  }

  private void open(String token, String visit) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/#token=" + token);
    browser.until(".live", "Live");
    browser.value("location.hash = '#/visits/" + visit + "'");
    browser.until(".story .why", "Known");
  }

  private void look() throws Exception {
    browser.until("#show-kept", "Show picture");
    browser.tap("#show-kept");
    browser.until("document.querySelector('.kept canvas')?.dataset.painted === '1'");
  }

  private long looks() {
    return console.sample.trail.stream()
        .filter(entry -> entry.action().equals("visit-picture-shown"))
        .count();
  }

  @Test
  void whoMayNotSeeVisitorsSeesNoFaceAndIsToldOfNone() throws Exception {
    keep("v-past-0", Optional.of(FACE));
    console.trust.access.tokens.put(
        "bms",
        SampleAccess.caller("bms", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.SYSTEM)));
    open("bms", "v-past-0");
    assertThat(browser.value("!document.querySelector('#show-kept, .cutting')")).isEqualTo("true");
    assertThat(browser.text(".story")).doesNotContain("decided, at", "one that decided");
  }

  @Test
  void aPictureOfBeforeTheUpdateIsNotSaidToBeTheOneThatDecided() throws Exception {
    keep("v-past-0", Optional.empty());
    open(console.token(), "v-past-0");
    assertThat(browser.text(".why")).doesNotContain("one that decided");
    look();
    browser.until(".why", "The kept picture is not known to be the one that decided");
    assertThat(browser.value("!document.querySelector('.cutting')")).isEqualTo("true");
  }

  @Test
  void theFaceStandsBesideItsScoresOnceSomebodyLooksAndThatIsOneLook() throws Exception {
    keep("v-past-0", Optional.of(FACE));
    open(console.token(), "v-past-0");
    browser.until("#show-kept", "Show picture");
    assertThat(browser.value("!document.querySelector('.cutting')")).isEqualTo("true");
    look();
    browser.until(CUT + " !== null");
    assertThat(browser.text(".why .cutting")).contains("The face that decided, at", ":12.4");
    assertThat(browser.value(CUT + ".ariaLabel")).startsWith("The face that decided, cut out of");
    assertThat(browser.value(CUT + ".closest('li').innerText")).contains("0.664", "0.951");
    assertThat(browser.value(CUT + ".width + 'x' + " + CUT + ".height"))
        .as("the box and what is around it, of 640 by 480")
        .isEqualTo("288x432");
    assertThat(looks()).isEqualTo(1);
  }

  @Test
  void aFaceAtTheEdgeIsCutWhereThePictureEndsAndReadInGerman() throws Exception {
    keep("v-past-0", Optional.of(new VisitPicture.Face(0.75, 0, 0.25, 0.25)));
    open(console.token(), "v-past-0");
    browser.value("localStorage.setItem('vestibule.language', 'de')");
    browser.value("location.reload()");
    browser.until("#show-kept", "Bild zeigen");
    browser.tap("#show-kept");
    browser.until(CUT + " !== null");
    assertThat(browser.text(".why .cutting")).contains("Das Gesicht, das entschied, um", ":12,4");
    assertThat(browser.value(CUT + ".width + 'x' + " + CUT + ".height")).isEqualTo("224x168");
  }
}
