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
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.people.PersonId;

/** Settings and accounts as somebody works them in a browser. */
@Timeout(180)
class SettingsPageTest {
  private static final String CORE = "org.vestibule.core";

  @TempDir Path data;
  private SampleConsole console;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    SampleSettings.fill(console);
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
  void refusedValueStaysAsItWasTypedAndTheBoundIsNamed() throws Exception {
    open(console.token(), "form/" + CORE);
    type("debounceMillis", "60001");
    browser.tap("#save");
    browser.until("#setting-debounceMillis .bad", "a whole number from 0 to 60000");
    browser.until("document.activeElement.name === 'debounceMillis'");
    console.deltas.on(
        new DoorEvent.DoorContactChanged(
            Instant.now(), new DoorId("front-door"), DoorContact.CLOSED, DoorContact.OPEN));
    go("history");
    browser.until(".detail h2", "History");
    go("form/" + CORE);
    browser.until(".detail", "1 change is not saved yet");
    assertThat(browser.value("document.querySelector('[name=debounceMillis]').value"))
        .isEqualTo("60001");
    assertThat(kept("debounceMillis")).isNull();
  }

  @Test
  void whatThePartRefusesIsSaidAndPutBack() throws Exception {
    open(console.token(), "form/" + CORE);
    type("language", SampleSettings.REFUSED);
    browser.tap("#save");
    browser.until(".result", "The part did not take it");
    browser.until(".result", "makes no sense");
    browser.tap("#put-back");
    browser.until(".result", "Put back");
    assertThat(kept("language")).isEqualTo("en");
  }

  @Test
  void valueIsTakenWithoutARestartAndPutBackFromTheHistory() throws Exception {
    open(console.token(), "form/" + CORE);
    type("debounceMillis", "2000");
    browser.tap("#save");
    browser.until(".result", "Saved and in force");
    assertThat(kept("debounceMillis")).isEqualTo("2000");
    assertThat(browser.value("document.querySelector('[name=debounceMillis]').value"))
        .isEqualTo("2000");
    go("history");
    browser.until("#change-1", "debounceMillis");
    browser.tap("#change-1 button");
    browser.until(".result", "Put back");
    assertThat(kept("debounceMillis")).isNull();
  }

  @Test
  void whoeverWasOvertakenSeesByWhomAndChoosesWhoseValuesHold() throws Exception {
    open(console.token(), "form/" + CORE);
    type("debounceMillis", "2000");
    meanwhile("3000");
    // Who comes back reads what holds by now; what they typed was meant for what held before.
    go("history");
    browser.until("#change-1", "maya");
    go("form/" + CORE);
    browser.until(".detail", "1 change is not saved yet");
    browser.tap("#save");
    browser.until(".overtaken", "maya changed this meanwhile");
    browser.until(".overtaken ins", "3000");
    assertThat(kept("debounceMillis")).isEqualTo("3000");
    assertThat(browser.value("document.querySelector('[name=debounceMillis]').value"))
        .isEqualTo("2000");
    browser.tap("#save-mine");
    browser.until(".result", "Saved and in force");
    assertThat(kept("debounceMillis")).isEqualTo("2000");
    type("debounceMillis", "4000");
    meanwhile("5000");
    browser.tap("#save");
    browser.until(".overtaken ins", "5000");
    browser.tap("#take-theirs");
    browser.until("document.querySelector('[name=debounceMillis]').value === '5000'");
    browser.until("!document.querySelector('.overtaken')");
    assertThat(kept("debounceMillis")).isEqualTo("5000");
  }

  /** Somebody else sets the same. */
  private void meanwhile(String millis) throws Exception {
    String token = console.trust.access.token("maya", Grant.of(Role.OWNER));
    assertThat(
            Client.bearing(console, token)
                .put("/api/settings/" + CORE, "{\"values\":{\"debounceMillis\":" + millis + "}}")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void searchFindsASettingByWhatItDoes() throws Exception {
    open(console.token(), "");
    browser.until(".main", "Visits and doors");
    browser.value(
        "(() => { const field = document.querySelector('#settings-search'); field.value = 'second"
            + " press'; field.dispatchEvent(new Event('input', {bubbles: true})); })()");
    browser.until("!document.querySelector('.main').textContent.includes('Webhooks')");
    browser.until(".main", "Debounce");
  }

  @Test
  void tokenOfAMachineIsShownOnce() throws Exception {
    open(console.token(), "accounts/new");
    browser.until(".detail", "For whom");
    browser.value(
        "(() => { const kind = document.querySelector('[name=kind]'); kind.value = 'machine';"
            + " kind.dispatchEvent(new Event('change', {bubbles: true})); })()");
    browser.until("!document.querySelector('[name=password]')");
    browser.value("document.querySelector('[name=name]').value = 'lift'");
    browser.value("document.querySelector('[name=role][value=door-system]').click()");
    browser.value("document.querySelector('.detail form').requestSubmit()");
    browser.until(".once", "not shown again");
    String token = browser.text(".once code");
    assertThat(token).isNotEmpty();
    go("accounts");
    browser.until(".detail h2", "Accounts");
    go("accounts/new");
    browser.until(".detail h2", "New account");
    assertThat(browser.text("body")).doesNotContain(token);
  }

  @Test
  void residentSeesTheirOwnAccountAndNothingElse() throws Exception {
    console.trust.access.account(
        "ada",
        "a sample password",
        Optional.of(new PersonId("ada-brandt")),
        Grant.of(Role.RESIDENT));
    browser.open("http://127.0.0.1:" + console.port() + "/#/settings");
    browser.until("!!document.querySelector('#login [name=password]')");
    browser.value("document.querySelector('#login [name=name]').value = 'ada'");
    browser.value("document.querySelector('#login [name=password]').value = 'a sample password'");
    browser.value("document.querySelector('#login').requestSubmit()");
    browser.until(".main", "My account");
    browser.until(".main", "Second factor");
    assertThat(browser.text("#app"))
        .doesNotContain("Backups")
        .doesNotContain("Webhooks")
        .doesNotContain("Accounts");
  }

  private void open(String token, String place) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/#token=" + token);
    browser.until(".rail", "Settings");
    go(place);
  }

  private void go(String place) throws Exception {
    browser.value("location.hash = '#/settings/" + place + "'");
  }

  private void type(String name, String words) throws Exception {
    browser.until("!!document.querySelector('[name=" + name + "]')");
    browser.value(
        ("(() => { const field = document.querySelector('[name=%s]'); field.value = '%s';"
                + " field.dispatchEvent(new Event('input', {bubbles: true})); })()")
            .formatted(name, words));
    browser.until("!document.querySelector('#save').disabled");
  }

  private Object kept(String key) {
    return console.cabinet.kept.get(CORE).get(key);
  }
}
