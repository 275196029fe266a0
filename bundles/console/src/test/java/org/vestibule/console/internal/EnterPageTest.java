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
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** Somebody who gives no face, in a browser: entered, and then given what lets them in. */
@Timeout(180)
class EnterPageTest {
  private static final PersonId CLEO = new PersonId("cleo-marsh");

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
  void aShortNameThatSomebodyHasIsSaidBeforeAndRefusedWithoutLosingWhatWasTyped() throws Exception {
    begin("Ada Brandt");
    browser.until(".enrol .notice", "This is the short name of Ada Brandt");
    hands.fill("#enter [name=unit]", "7");
    hands.submit("#enter");
    browser.until("#enter .error", "Person exists");
    assertThat(browser.value("document.querySelector('#enter [name=unit]').value")).isEqualTo("7");
    assertThat(console.sample.people).hasSize(1);
  }

  @Test
  void whoGivesNoFaceIsAddedByKeyboardWithoutConsentAndGetsACodeAfterwards() throws Exception {
    begin("Cleo Marsh");
    hands.fill("#enter [name=unit]", "7");
    assertThat(browser.text("#enter")).doesNotContain("consent", "picture");
    browser.value("document.querySelector('#enter button[type=submit]').focus()");
    browser.enter();
    browser.until(".enrol h2", "Cleo Marsh is added");
    browser.until("#face", "No face");
    browser.until("#phone", "/resident");
    browser.value("document.querySelector('#code details').open = true");
    hands.fill("#set-code [name=code]", "73914");
    hands.submit("#set-code");
    browser.until("#code", "Replace");
    assertThat(console.sample.faceless).containsExactly(CLEO);
    assertThat(console.trust.ledger).isEmpty();
    browser.until(".list.people", "Cleo Marsh");
    hands.click("#phone a");
    browser.until("document.querySelector('[name=person]')?.value === 'cleo-marsh'");
  }

  @Test
  void aNameThatWasTypedWronglyIsChangedAndTheFaceStays() throws Exception {
    hands.open(console.token(), "people/ada-brandt");
    browser.until("!!document.querySelector('#change-person')");
    browser.value("document.querySelector('#change-person').closest('details').open = true");
    hands.fill("#change-person [name=name]", "");
    hands.submit("#change-person");
    hands.fill("#change-person [name=name]", "Ada Brand");
    hands.fill("#change-person [name=unit]", "14");
    hands.submit("#change-person");
    browser.until(".person h2", "Ada Brand ");
    browser.until("#face", "Enrolled");
    assertThat(console.sample.people.get(new PersonId("ada-brandt")).unit()).isEqualTo("14");
  }

  @Test
  void whoeverIsLateIsToldSoAndSeesWhatSomebodyElseChanged() throws Exception {
    PersonId ada = new PersonId("ada-brandt");
    console.sample.meanwhile =
        () ->
            console.sample.people.computeIfPresent(
                ada, (id, now) -> new Person(id, now.name(), "77", now.doors()));
    hands.open(console.token(), "people/ada-brandt");
    browser.until("!!document.querySelector('#change-person')");
    browser.value("document.querySelector('#change-person').closest('details').open = true");
    hands.fill("#change-person [name=unit]", "14");
    hands.submit("#change-person");
    browser.until(".person [role=alert]", "somebody else changed this person");
    browser.until("document.querySelector('#change-person [name=unit]').value === '77'");
    assertThat(console.sample.people.get(ada).unit()).isEqualTo("77");
  }

  private void begin(String name) throws Exception {
    hands.open(console.token(), "people");
    browser.until("!!document.querySelector('.main .buttons a.first')");
    hands.click(".main .buttons a.first");
    browser.until("!!document.querySelector('#enter')");
    hands.fill("#enter [name=name]", name);
    browser.until("document.querySelector('#enter [name=id]').value !== ''");
  }
}
