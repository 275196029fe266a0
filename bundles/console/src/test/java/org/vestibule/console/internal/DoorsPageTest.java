// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.DoorEvent;

/** Doors, stations and readers, and taking a station into service, in a browser. */
@Timeout(180)
class DoorsPageTest {
  private static final DoorId FRONT = new DoorId("front-door");
  private static final String STATION = "org.vestibule.station.onvif~side-entry";

  @TempDir Path data;
  private SampleConsole console;
  private SampleWiring wiring;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    SampleDay.wire(console);
    SampleSettings.fill(console);
    wiring = new SampleWiring(console);
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
  void whoeverMayNotWireDoorsAddsNone() throws Exception {
    console.trust.access.tokens.put(
        "mo", SampleAccess.caller("mo", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.MANAGER)));
    open("mo", "#/doors");
    browser.until(".tree", "Its panel has not polled it for 40 s");
    assertThat(browser.text("#main")).doesNotContain("Add a station");
    show("#/doors/new");
    browser.until(".empty", "not for this account");
    show("#/doors/reader/front");
    browser.until(".one", "Its panel polls it");
    assertThat(browser.value("document.querySelectorAll('.one button').length")).isEqualTo("0");
  }

  @Test
  void refusedLoginMakesNothingAndTheRightOneMakesAStationThatIsTakenBackByOnePress()
      throws Exception {
    Map<String, Dictionary<String, Object>> before = new TreeMap<>(console.cabinet.kept);
    found();
    type("username", "vestibule");
    type("password", "guessed");
    submit("#login-station");
    browser.until("[data-step=login]", "Does not work");
    browser.until("[data-step=login]", "Check user and password");
    assertThat(browser.text("[data-step=relays]")).contains("Not tried");
    assertThat(typed("username")).isEqualTo("vestibule");
    assertThat(typed("password")).isEqualTo("guessed");
    assertThat(console.cabinet.kept).isEqualTo(before);
    assertThat(console.trust.secrets.kept).isEmpty();

    login();
    type("title", "Side entry");
    type("doorTitle", "Side entry");
    submit("#place");
    browser.until("#made", "Starting");
    assertThat(browser.value("document.querySelector('#made').dataset.ready")).isEqualTo("false");
    wiring.answer();
    browser.until("document.querySelector('#made')?.dataset.ready === 'true'");
    assertThat(values(STATION))
        .containsEntry("door", "side-entry")
        .containsEntry("username", "vestibule")
        .containsEntry("password", "secret:station-side-entry")
        .containsEntry("doors", "side-entry=relay-1")
        .containsEntry("allowInsecure", "true");
    assertThat(values("org.vestibule.door~side-entry")).containsEntry("actuator", "onvif");
    assertThat(console.trust.secrets.kept).containsOnlyKeys("station-side-entry");
    assertThat(console.cabinet.kept.toString()).doesNotContain("garden");

    browser.tap("#undo");
    browser.until("#place", "All of it was taken back");
    assertThat(console.cabinet.kept).isEqualTo(before);
    assertThat(console.trust.secrets.kept).isEmpty();
    assertThat(typed("title")).isEqualTo("Side entry");
  }

  @Test
  void whatThePartDoesNotTakeIsTakenBackAtOnceAndWhatWasTypedStays() throws Exception {
    Map<String, Dictionary<String, Object>> before = new TreeMap<>(console.cabinet.kept);
    found();
    login();
    type("title", SampleSettings.REFUSED);
    type("doorTitle", "Side entry");
    submit("#place");
    browser.until(".error", "makes no sense");
    browser.until("#place", "Nothing was made");
    assertThat(console.cabinet.kept).isEqualTo(before);
    assertThat(console.trust.secrets.kept).isEmpty();
    assertThat(typed("title")).isEqualTo(SampleSettings.REFUSED);
    show("#/doors");
    browser.until(".tree", "Yard gate");
    show("#/doors/new");
    browser.until("#place", "Name of the station");
    assertThat(typed("doorTitle")).isEqualTo("Side entry");
  }

  @Test
  void hostThatTheSiteDoesNotLetOutIsAllowedWhereThatIsFound() throws Exception {
    String policy = "org.vestibule.egress";
    console.cabinet.set(policy, Map.of("hosts", "mqtt:broker.example"));
    console.entrance.cameras.allowed = host -> values(policy).toString().contains("onvif:" + host);
    found();
    type("username", "vestibule");
    type("password", "garden");
    submit("#login-station");
    browser.until("[data-step=reachable]", "Does not work");
    browser.until(".point button", "Let the gateway reach 192.0.2.20");
    browser.tap(".point button");
    browser.until("[data-step=login]", "Works");
    assertThat(values(policy).get("hosts"))
        .contains("mqtt:broker.example", "onvif:192.0.2.20", "cameras:192.0.2.20");
  }

  @Test
  void commissioningCountsDownUntilItIsClosed() throws Exception {
    open(console.token(), "#/doors/reader/lift");
    browser.until(".one", "Not secured");
    submit("#commission");
    browser.until(
        "/[0-4]:[0-5][0-9]/.test(document.querySelector('#commissioning .countdown')?.textContent)");
    browser.value("window.shown = document.querySelector('.countdown').textContent");
    browser.until("document.querySelector('.countdown')?.textContent !== window.shown");
    browser.tap("#commissioning button");
    browser.until("!!document.querySelector('#commission')");
    assertThat(console.entrance.deeds).containsExactly("box: open lift for 5", "box: close lift");
  }

  @Test
  void keyIsForgottenForWhoeverTypesTheNameOnly() throws Exception {
    open(console.token(), "#/doors/reader/front");
    browser.until(".one", "Forget the key");
    browser.value("document.querySelector('.one section:last-child button').click()");
    browser.until("!!document.querySelector('[name=confirm]')");
    type("confirm", "lift");
    submit(".confirm");
    browser.until(".confirm", "That is not");
    assertThat(console.entrance.deeds).isEmpty();
    type("confirm", "front");
    submit(".confirm");
    browser.until(".one", "Not secured");
    assertThat(console.entrance.deeds).containsExactly("box: no key of front");
  }

  @Test
  void alarmIsShownWithItsCauseAndWhatToDo() throws Exception {
    open(console.token(), "#/doors");
    browser.until(".tree", "Forced open: nobody had been let through");
    console.deltas.on(
        new DoorEvent.DoorAlarmRaised(
            Instant.now(), FRONT, DoorAlarm.HELD_OPEN, "Front door stands open for over 30 s"));
    browser.until(".tree", "Stands open for too long: Front door stands open for over 30 s");
    browser.until(".tree", "Close the door, or see what keeps it open");
    show("#/doors/front-door");
    browser.until(".detail .alarms", "over 30 s");
    console.deltas.on(new DoorEvent.DoorAlarmCleared(Instant.now(), FRONT, DoorAlarm.HELD_OPEN));
    browser.until("!document.querySelector('.detail .alarms')");
  }

  @Test
  void twoCamerasAreOffUntilSomebodyLooksAndSayHowFarApartTheyAre() throws Exception {
    console.sample.station.porch = true;
    open(console.token(), "#/doors");
    browser.until(".pick", "Show side by side");
    submit(".pick");
    browser.until(".looking", "Show both pictures");
    browser.until("#main", "Visits at both doors");
    assertThat(console.sample.station.openFeeds).hasValue(0);
    browser.tap(".looking button");
    browser.until("document.querySelectorAll('.pair canvas[data-painted]').length === 2");
    browser.until("/(apart|same moment)/.test(document.querySelector('.skew')?.textContent)");
    assertThat(browser.value("document.querySelectorAll('.lane .track i').length")).isEqualTo("5");
  }

  /** Chooses what answers in the network. */
  private void found() throws Exception {
    open(console.token(), "#/doors/new");
    browser.until("!!document.querySelector('#kind-onvif')");
    browser.tap("#kind-onvif");
    browser.until("#address", "Look in the network");
    browser.tap("#discover");
    browser.until(".found", "One device answers");
    browser.value("document.querySelector('[name=found]').click()");
    submit("#address");
    browser.until("!!document.querySelector('#login-station')");
  }

  /** Tries the right login and goes on. */
  private void login() throws Exception {
    type("username", "vestibule");
    type("password", "garden");
    submit("#login-station");
    browser.until("[data-step=login]", "Works");
    submit("#login-station");
    browser.until("!!document.querySelector('[name=doorTitle]')");
  }

  private void open(String token, String page) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/#token=" + token);
    browser.until(".live", "Live");
    show(page);
  }

  private void show(String page) throws Exception {
    browser.value("location.hash = '" + page + "'");
  }

  private void submit(String form) throws Exception {
    browser.value("document.querySelector('" + form + "').requestSubmit()");
  }

  private void type(String name, String text) throws Exception {
    String input = "document.querySelector('[name=" + name + "]')";
    browser.value(
        "(%s.value = '%s', %s.dispatchEvent(new Event('input', {bubbles: true})))"
            .formatted(input, text, input));
  }

  private String typed(String name) throws Exception {
    return browser.value("document.querySelector('[name=" + name + "]')?.value");
  }

  private Map<String, String> values(String pid) {
    Map<String, String> values = new TreeMap<>();
    Dictionary<String, Object> kept = console.cabinet.kept.get(pid);
    for (String key : kept == null ? List.<String>of() : Collections.list(kept.keys())) {
      values.put(key, String.valueOf(kept.get(key)));
    }
    return values;
  }
}
