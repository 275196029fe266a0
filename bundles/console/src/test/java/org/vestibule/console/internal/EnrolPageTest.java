// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.people.PersonId;

/** Enrolling somebody in a browser: from files, by the camera, anew, and beside a twin. */
@Timeout(180)
class EnrolPageTest {
  @TempDir Path data;
  private SampleConsole console;
  private Browser browser;
  private Hands hands;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    browser = new Browser(data);
    hands = new Hands(browser, console);
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
  void filesAreAdvisedOnAndNothingIsLostByCancelling() throws Exception {
    hands.open(console.token(), "people/enrol");
    who("Zoë Müller");
    assertThat(browser.value("document.querySelector('#enrol input[name=id]').value"))
        .isEqualTo("zoe-muller");
    hands.submit("#enrol");
    browser.until(".capture .advice", "Choose where");
    send("landscape", "face 1", "face 2");
    browser.until(".enrol .results", "landscape.jpg: Look straight into the camera.");
    browser.until(".capture .kept", "2 of 3 pictures kept");
    assertThat(browser.value("document.querySelector('#enrol-finish').disabled")).isEqualTo("true");
    hands.click("#enrol-cancel");
    browser.until(".enrol .notice", "Cancelled");
    assertThat(browser.value("document.querySelector('#enrol input[name=name]').value"))
        .isEqualTo("Zoë Müller");
    hands.submit("#enrol");
    browser.until(".capture .kept", "0 of 3 pictures kept");
    send("face 1", "face 2", "face 3");
    browser.until(".capture .kept", "3 of 3 pictures kept");
    assertThat(console.sample.people).doesNotContainKey(new PersonId("zoe-muller"));
    hands.click("#enrol-finish");
    browser.until(".enrol h2", "Zoë Müller is enrolled");
    browser.until(".list.people", "Zoë Müller");
  }

  @Test
  void whatIsTypedAtOnceOutlivesLeavingThePage() throws Exception {
    hands.open(console.token(), "people");
    browser.until("!!document.querySelector('.list.people')");
    // As soon as the field is there, before it is drawn: quicker than any hand.
    browser.value(
        "(() => { const eye = new MutationObserver(() => {"
            + " const at = document.querySelector('#enrol [name=unit]'); if (!at) return;"
            + " eye.disconnect(); at.value = '12';"
            + " at.dispatchEvent(new Event('input', { bubbles: true })); window.typed = true; });"
            + " eye.observe(document.body, { childList: true, subtree: true }); })()");
    hands.go("people/enrol");
    browser.until("!!window.typed");
    hands.go("people");
    browser.until("!document.querySelector('#enrol')");
    hands.go("people/enrol");
    browser.until("document.querySelector('#enrol [name=unit]')?.value === '12'");
  }

  @Test
  void cameraGoesOnUntilSomebodySaysSo() throws Exception {
    hands.open(console.token(), "people/enrol");
    who("Bo Lindqvist");
    hands.submit("#enrol");
    browser.until(".capture .advice", "Choose where");
    hands.click("#enrol-camera");
    browser.until("#enrol-camera", "Stop the camera");
    browser.until("!document.querySelector('#enrol-finish').disabled");
    hands.click("#enrol-finish");
    browser.until(".enrol h2", "Bo Lindqvist is enrolled");
    assertThat(console.sample.people).containsKey(new PersonId("bo-lindqvist"));
  }

  @Test
  void whoeverIsKnownIsEnrolledAnewUnderWhatIsKnown() throws Exception {
    hands.open(console.token(), "people/ada-brandt");
    browser.until("#face", "Renew the face");
    hands.click("#face a");
    browser.until(".enrol h2", "Enrol Ada Brandt anew");
    assertThat(browser.value("document.querySelector('#enrol input[name=unit]').value"))
        .isEqualTo("12");
    hands.fill("#enrol input[name=code]", SampleHouse.CODE);
    hands.submit("#enrol");
    browser.until(".enrol .error", "Consent missing");
    hands.fill("#enrol input[name=consent]", "form 8");
    hands.submit("#enrol");
    browser.until(".capture .advice", "Choose where");
    hands.go("people");
    browser.until("!document.querySelector('.capture')");
    // An entry is there when the answer is.
    browser.until(
        "performance.getEntriesByType('resource').some((each) => each.name.endsWith('/ticket-0'))");
    assertThat(console.sample.desk.progress("ticket-0")).isEmpty();
  }

  @Test
  void twinsAreAskedAbout() throws Exception {
    hands.open(console.token(), "people/enrol");
    who("Ida Twin");
    hands.submit("#enrol");
    browser.until(".capture .advice", "Choose where");
    send("face 1", "face 2", "face 3");
    browser.until("!document.querySelector('#enrol-finish').disabled");
    hands.click("#enrol-finish");
    browser.until(".enrol h2", "Are these two people?");
    browser.until(".enrol .question", "ada-brandt");
    hands.click("#two-people");
    browser.until(".enrol h2", "Ida Twin is enrolled");
  }

  private void who(String name) throws Exception {
    browser.until("!!document.querySelector('#enrol')");
    hands.fill("#enrol input[name=name]", name);
    hands.fill("#enrol input[name=code]", SampleHouse.CODE);
    hands.fill("#enrol input[name=consent]", "form 7");
    browser.until("document.querySelector('#enrol input[name=id]').value !== ''");
  }

  /** Sends pictures: for the sample desk a file is what it says. */
  private void send(String... pictures) throws Exception {
    StringBuilder files = new StringBuilder("[");
    for (String picture : pictures) {
      files.append("new File(['%1$s'],'%1$s.jpg',{type:'image/jpeg'}),".formatted(picture));
    }
    hands.choose("#enrol-files", files.append("]").toString());
  }
}
