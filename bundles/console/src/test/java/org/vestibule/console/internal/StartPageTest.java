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
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitStory;

/** From an empty house to a door that works, in a browser. */
@Timeout(180)
class StartPageTest {
  private static final PersonId ADA = new PersonId("ada-brandt");
  private static final String SITE = "org.vestibule.store.site";

  @TempDir Path data;
  private SampleConsole console;
  private SampleWiring wiring;
  private Browser browser;
  private Hands hands;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.unpack(console);
    wiring = new SampleWiring(console);
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
  void refusedSettingKeepsWhatWasChosenAndATakenOneCanBeUndone() throws Exception {
    console.cabinet.writable = false;
    hands.open(console.token(), "start/building");
    browser.until("#follows", "General Data Protection Regulation");
    hands.fill("#building select", "de", "change");
    hands.submit("#building");
    browser.until("#building .error", "Storage failed");
    browser.until("#building", "What was chosen is still here");
    assertThat(chosen()).isEqualTo("de");
    assertThat(done("building")).isEqualTo("false");
    hands.go("start/station");
    browser.until("h2", "At which door");
    hands.go("start/building");
    browser.until("document.querySelector('#building select')?.value === 'de'");

    console.cabinet.writable = true;
    hands.submit("#building");
    browser.until("!!document.querySelector('#put-back')");
    assertThat(console.cabinet.kept.get(SITE).get("language")).isEqualTo("de");
    browser.until("!!document.querySelector('.past[data-step=building]')");
    hands.click("#put-back");
    browser.until("document.querySelector('#building select')?.value === 'en'");
    assertThat(console.cabinet.kept.toString()).doesNotContain("language=de");
  }

  @Test
  void buildingGetsItsNameWhichStandsAboveEveryPageAndIsChangedInTheSettings() throws Exception {
    hands.open(console.token(), "start/building");
    browser.until("!!document.querySelector('#building [name=building]')");
    hands.fill("#building [name=building]", "Maple Street 7");
    hands.submit("#building");
    browser.until(".of-house", "Maple Street 7");
    hands.go("doors");
    browser.until("document.title === 'Doors · Maple Street 7'");
    hands.go("settings/form/org.vestibule.store.site");
    browser.until("document.querySelector('[name=building]')?.value === 'Maple Street 7'");
    hands.fill("[name=building]", "Oak Court");
    hands.submit(".editor");
    browser.until(".of-house", "Oak Court");
    assertThat(console.cabinet.value(SITE, "building")).isEqualTo("Oak Court");
    assertThat(Client.json(Client.operator(console).get("/api/site")).path("building").asText())
        .isEqualTo("Oak Court");
    hands.go("start/building");
    browser.until("document.querySelector('#building [name=building]')?.value === 'Oak Court'");
    hands.fill("#building [name=building]", "");
    hands.submit("#building");
    browser.until("!document.querySelector('.of-house')");
    assertThat(console.cabinet.value(SITE, "building")).isEmpty();
  }

  @Test
  void whoeverMayNotIsToldSoAndAHouseWithoutDoorHasNothingToTry() throws Exception {
    console.trust.access.tokens.put(
        "lift",
        SampleAccess.caller("lift", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.DOOR_SYSTEM)));
    hands.open("lift", "start/building");
    browser.until(".start .empty", "not for this account");
    hands.go("start/station");
    browser.until("h2", "At which door");
    assertThat(browser.value("document.querySelectorAll('.kind').length")).isEqualTo("0");
    hands.go("start/trial");
    browser.until(".start .empty", "no door to try yet");
    assertThat(browser.value("!!document.querySelector('.hands, #works')")).isEqualTo("false");
  }

  @Test
  void firstOwnerIsOfferedTheStepsOnceAndTheFirstIsDone() throws Exception {
    console.trust.access.owned = false;
    browser.open("http://127.0.0.1:" + console.port() + "/#setup=" + SampleAccess.SETUP);
    browser.until("document.querySelector('#login [name=code]')?.value.length > 0");
    hands.fill("#login [name=name]", "maya");
    hands.fill("#login [name=password]", SampleDay.PASSWORD);
    hands.submit("#login");
    browser.until(".start", "The house belongs to maya");
    assertThat(done("owner")).isEqualTo("true");
    browser.until(".offer", "Set up a second factor");
    hands.click("#onward");
    browser.until("h2", "under which law");
    browser.value("location.hash = ''");
    browser.until("h1", "Now");
  }

  @Test
  void emptyHouseGetsADoorThatWorksAndWhatWasMadeIsTakenBackByOnePress() throws Exception {
    hands.open(console.token(), "now");
    browser.until(".empty", "Begin the first steps");
    hands.click(".empty a.first");
    browser.until("h2", "Whose is the house?");
    tablet("Porch");
    browser.until("#just-made", "secrets/station-porch.token");
    hands.click("#take-back");
    browser.until("!document.querySelector('#just-made, #stations')");
    assertThat(console.cabinet.kept).isEmpty();

    tablet("Front");
    browser.until("#stations", "Front door");
    assertThat(console.cabinet.kept)
        .containsOnlyKeys("org.vestibule.door~front-door", "org.vestibule.station.http~front");
    resident();
    hands.go("start/trial");
    browser.until("#rung", "Waits for the bell");
    VisitStory rings = visit(Optional.empty());
    console.sample.stories.add(rings);
    console.deltas.on(new VisitEvent.VisitOpened(Instant.now(), rings));
    browser.until("#rung", "at the door");
    assertThat(browser.value("!!document.querySelector('#works')")).isEqualTo("false");
    browser.keepPressed("#open-front-door", ".card.hand .told", "Opened");
    browser.until("#works", "The door works");
    browser.until("#works", "it took");
    VisitStory opened = visit(Optional.of(new DoorOutcome.Opened("Front door released", 1)));
    console.deltas.on(
        new VisitEvent.VisitUpdated(Instant.now(), "outcome", Optional.of(rings), opened));
    browser.until("#rung", "Opened for");
    assertThat(console.sample.commands.deeds).containsExactly("box: DoorOpen[door=front-door]");
  }

  /** Makes a tablet a station of a new door, and comes back when it answers. */
  private void tablet(String title) throws Exception {
    hands.go("start/station");
    browser.until("#start-panel", "The quickest way");
    hands.click("#start-panel");
    browser.until("!!document.querySelector('#place')");
    browser.until("!!document.querySelector('[name=doorTitle]')");
    hands.fill("[name=title]", title);
    hands.fill("[name=doorTitle]", title + " door");
    hands.submit("#place");
    browser.until("#made", "Starting");
    wiring.answer();
    browser.until("document.querySelector('#made')?.dataset.ready === 'true'");
    browser.until("#made .first", "Back to the first steps");
    hands.click("#made .first");
  }

  private void resident() throws Exception {
    hands.go("start/resident");
    browser.until(".start", "a face is an offer");
    browser.until("document.querySelector('#enter [name=doors]')?.checked");
    hands.fill("#enter [name=name]", "Ada Brandt");
    hands.go("start/owner");
    browser.until("h2", "Whose is the house?");
    hands.go("start/resident");
    browser.until("document.querySelector('#enter [name=name]')?.value === 'Ada Brandt'");
    hands.fill("#enter [name=unit]", "12");
    hands.click("#with-face");
    browser.until("document.querySelector('#enrol [name=unit]')?.value === '12'");
    hands.click("#faceless");
    browser.until("document.querySelector('#enter [name=unit]')?.value === '12'");
    hands.submit("#enter");
    browser.until("#residents", "Ada Brandt");
    browser.until(".start .enrol", "How do they come in?");
    assertThat(console.sample.people).containsKey(ADA);
    assertThat(console.sample.faceless).contains(ADA);
    browser.until("!!document.querySelector('.past[data-step=resident]')");
  }

  private static VisitStory visit(Optional<DoorOutcome> outcome) {
    return SampleDay.story(
        "v-first",
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        outcome,
        List.of());
  }

  private String chosen() throws Exception {
    return browser.value("document.querySelector('#building select').value");
  }

  private String done(String step) throws Exception {
    return browser.value(
        "document.querySelector('[data-step=" + step + "]').classList.contains('past')");
  }
}
