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
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.people.PersonId;

/** Doors as somebody works them in a browser. */
@Timeout(180)
class PageTest {
  private static final DoorId FRONT = new DoorId("front-door");
  private static final String FRONT_CARD = ".door:has(#open-front-door)";
  private static final String YARD_CARD = ".door:has(#open-yard-gate)";

  @TempDir Path data;
  private SampleConsole console;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
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
  void whoeverMayNotWorkDoorsHasNoButtonAndHearsOfNoSilentAlarm() throws Exception {
    console.trust.access.tokens.put(
        "lee",
        SampleAccess.caller("lee", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.INTEGRATOR)));
    open("lee");
    console.deltas.on(
        new DoorEvent.DuressSignalled(Instant.now(), FRONT, new PersonId("ada-brandt")));
    console.deltas.on(
        new DoorEvent.DoorContactChanged(
            Instant.now(), FRONT, DoorContact.CLOSED, DoorContact.OPEN));
    browser.until(".door", "The door stands open");
    assertThat(browser.value("document.querySelectorAll('.hands').length")).isEqualTo("0");
    assertThat(browser.text("body")).doesNotContain("ilent").doesNotContain("ada-brandt");
  }

  @Test
  void tapOpensNothingAndWhatIsKeptPressedOpensOnce() throws Exception {
    open(console.token());
    browser.until("#open-front-door", "Open");
    browser.tap("#open-front-door");
    browser.until("#open-front-door", "Press again: Open");
    assertThat(orders()).isEmpty();
    browser.keepPressed(
        "#open-yard-gate", YARD_CARD + " .told", "Asked, no answer: look at the door");
    browser.until("#news", "Yard gate: Asked, no answer");
    assertThat(orders()).containsExactly("box: DoorOpen[door=yard-gate]");
  }

  @Test
  void keyboardPressesTwiceAndKeepsItsPlace() throws Exception {
    open(console.token());
    browser.until("#hold-front-door", "Hold for a minute");
    browser.value("document.querySelector('#hold-front-door').focus()");
    browser.enter();
    browser.until("#hold-front-door", "Press again: Hold for a minute");
    // A second press that comes too soon is the same hand, and does not count.
    browser.value("window.pressed = Date.now()");
    browser.until("Date.now() - window.pressed > 500");
    browser.enter();
    browser.until(FRONT_CARD + " .told", "Unlocked for a minute");
    assertThat(browser.value("document.activeElement.id")).isEqualTo("hold-front-door");
  }

  @Test
  void alarmsAreToldInWordsWhileTheyLast() throws Exception {
    open(console.token());
    browser.until(YARD_CARD + " .alarms", "Forced open: nobody had been let through");
    console.deltas.on(
        new DoorEvent.DoorAlarmRaised(Instant.now(), FRONT, DoorAlarm.HELD_OPEN, "Too long"));
    browser.until(FRONT_CARD + " .alarms", "Stands open for too long");
    browser.until("#news", "Front door: Stands open for too long");
    console.deltas.on(new DoorEvent.DoorAlarmCleared(Instant.now(), FRONT, DoorAlarm.HELD_OPEN));
    browser.until("#news", "It is over");
    browser.until("!document.querySelector('" + FRONT_CARD + " .alarms')");
    console.deltas.on(
        new DoorEvent.DuressSignalled(Instant.now(), FRONT, new PersonId("ada-brandt")));
    browser.until(".still", "Silent alarm at Front door");
    browser.until("#news", "Silent alarm");
    browser.tap("#out");
    browser.until("#login", "Log in");
    assertThat(browser.text("body")).doesNotContain("Silent alarm");
  }

  @Test
  void pictureIsOffUntilItIsWishedForAndOffAgainAfterwards() throws Exception {
    console.sample.stories.removeIf(story -> story.closedAt().isEmpty());
    console.sample.station.porch = true;
    open(console.token());
    browser.until("#look-front", "Show picture");
    assertThat(browser.value("document.querySelectorAll('.look canvas').length")).isEqualTo("0");
    assertThat(console.sample.station.asked).isEmpty();
    browser.tap("#look-front");
    browser.until("Number(document.querySelector('.look canvas')?.dataset.painted) > 1");
    assertThat(console.sample.trail.get(0).action()).isEqualTo("station-looked-at");
    browser.value("window.before = true");
    browser.value("location.reload()");
    browser.until(
        "!window.before && Number(document.querySelector('.look canvas')?.dataset.painted) > 0");
    assertThat(console.sample.trail).hasSize(1);
    browser.tap("#look-front");
    browser.until("!document.querySelector('.look canvas')");
  }

  @Test
  void visitIsToldAtItsDoorWhileItHappensAndLeadsToItsStory() throws Exception {
    console.sample.station.porch = true;
    open(console.token());
    browser.until(FRONT_CARD + " .there", "A visitor rings");
    browser.until("Number(document.querySelector('.look canvas')?.dataset.painted) > 0");
    browser.tap(FRONT_CARD + " .there");
    browser.until(".detail", "Delivery at 0.94");
  }

  @Test
  void germanReaderWorksADoorInGerman() throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/");
    browser.until("#login", "Log in");
    browser.value("localStorage.setItem('vestibule.language', 'de')");
    browser.open("http://127.0.0.1:" + console.port() + "/?neu#token=" + console.token());
    browser.until("#open-front-door", "Öffnen");
    browser.keepPressed("#open-front-door", FRONT_CARD + " .told", "Geöffnet.");
    assertThat(browser.value("document.documentElement.lang")).isEqualTo("de");
    assertThat(browser.text(YARD_CARD)).contains("Nicht erreichbar", "Die Tür steht offen");
  }

  private void open(String token) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/#token=" + token);
    browser.until(".live", "Live");
  }

  private List<String> orders() {
    return console.sample.commands.deeds;
  }
}
