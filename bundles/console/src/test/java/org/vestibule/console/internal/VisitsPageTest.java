// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitCorrection.What;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/** Visits as somebody reads, searches and corrects them in a browser. */
@Timeout(180)
class VisitsPageTest {
  private static final String COURIER = "v-20260101-0009-k3f9";
  private static final String RESIDENT = "v-20260101-0008-a1d2";
  private static final String STRANGER = "v-20260101-0007-f00d";
  private static final String ROWS = "document.querySelectorAll('.main a.row').length";

  @TempDir Path data;
  private final SampleTraining training = new SampleTraining();
  private SampleConsole console;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    console.sample.house.training = training;
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
  void whoeverMayNotCorrectOrTeachHasNoButtonAndSeesNoName() throws Exception {
    console.trust.access.tokens.put(
        "bms",
        SampleAccess.caller("bms", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.SYSTEM)));
    open("bms", "visits/" + RESIDENT);
    browser.until(".story h2", "Opened for a visitor, 184 ms after the face was seen");
    assertThat(browser.value("!document.querySelector('#not-this')")).isEqualTo("true");
    browser.until(ROWS + " === 5");
    assertThat(browser.text("body")).doesNotContain("Ada Brandt").doesNotContain("ada-brandt");
    show("visits/" + COURIER);
    browser.until(".why", "94% sure");
    assertThat(browser.value("!document.querySelector('#wrong-intent, #listen')"))
        .isEqualTo("true");
  }

  @Test
  void aVisitThatIsForgottenSaysWhereOlderOnesAre() throws Exception {
    open(console.token(), "visits/v-none");
    browser.until(".detail .empty", "This visit is not here any more");
    browser.until(".detail .empty", "in the audit");
  }

  @Test
  void filterStandsInTheAddressAndSurvivesAReload() throws Exception {
    console.sample.stories.addAll(SamplePast.visits(6));
    open(console.token(), "visits");
    browser.until(ROWS + " === 11");
    browser.tap("#narrow");
    browser.until("select[name=outcome]", "Told what to do");
    choose("select[name=outcome]", "refused");
    browser.until(ROWS + " === 4");
    type(".filters input[type=search]", "Liveness");
    browser.until(ROWS + " === 3");
    assertThat(browser.value("location.hash")).isEqualTo("#/visits?outcome=refused&text=Liveness");
    browser.value("location.reload()");
    browser.until("document.querySelector('select[name=outcome]')?.value === 'refused'");
    browser.until(ROWS + " === 3");
    type(".filters input[type=search]", "no such words");
    browser.until(".main .empty", "No visit fits the filter");
    browser.tap("#clear-filter");
    browser.until(ROWS + " === 11");
    assertThat(browser.value("location.hash")).isEqualTo("#/visits");
  }

  @Test
  void listGoesOnWhereItEndedAndSaysHowFarBackItReaches() throws Exception {
    console.sample.stories.addAll(SamplePast.visits(40));
    open(console.token(), "visits");
    browser.until(ROWS + " === 30");
    assertThat(browser.text(".main")).doesNotContain("The list ends here");
    browser.tap("#more-visits");
    browser.until(ROWS + " === 45");
    browser.until(".reach", "Visits are kept for as long as the rules of this site say");
  }

  @Test
  void afterARestartTheListGoesOnIntoWhatIsKept() throws Exception {
    console.sample.journal.stories.addAll(SamplePast.visits(40));
    console.sample.stories.clear();
    open(console.token(), "visits");
    browser.until(ROWS + " === 30");
    browser.tap("#more-visits");
    browser.until(ROWS + " === 40");
    browser.tap("#visit-v-past-36");
    browser.until(".story h2", "Opened for");
    browser.until("#not-this", "Not this person");
    browser.tap("#not-this");
    browser.until("document.activeElement.id === 'not-yes'");
    browser.enter();
    browser.until(".confirm", "its face is no longer kept");
  }

  @Test
  void aKeptPictureIsShownWhenSomebodyAsks() throws Exception {
    console.sample.journal.stories.addAll(SamplePast.visits(2));
    console.sample.journal.pictures.put(
        new VisitId("v-past-0"),
        List.of(new VisitPicture(Instant.EPOCH, SampleView.now().bytes())));
    open(console.token(), "visits/v-past-0");
    browser.until("#show-kept", "Show picture");
    assertThat(looks()).isZero();
    browser.tap("#show-kept");
    browser.until("document.querySelector('.kept canvas')?.dataset.painted === '1'");
    assertThat(looks()).isEqualTo(1);
    show("visits/v-past-1");
    browser.until(".story", "v-past-1");
    assertThat(browser.value("!document.querySelector('#show-kept')")).isEqualTo("true");
  }

  @Test
  void picturesOfTheListAreShownWhenSomebodyAsksAndNotedOnce() throws Exception {
    console.sample.journal.stories.addAll(SamplePast.visits(3));
    for (String id : List.of("v-past-0", "v-past-2")) {
      console.sample.journal.pictures.put(
          new VisitId(id), List.of(new VisitPicture(Instant.EPOCH, SampleView.now().bytes())));
    }
    open(console.token(), "visits");
    browser.until(ROWS + " === 8");
    browser.until("#show-thumbs", "Show pictures");
    assertThat(browser.value("!document.querySelector('.thumb')")).isEqualTo("true");
    browser.tap("#show-thumbs");
    browser.until("document.querySelectorAll('.main .thumb').length === 8");
    paintedThumbs();
    assertThat(browser.value("!document.querySelector('#show-thumbs')")).isEqualTo("true");
    assertThat(browser.value("document.querySelector('.thumb canvas').ariaLabel"))
        .startsWith("The picture of");
    show("people");
    browser.until("!document.querySelector('.thumb')");
    show("visits");
    paintedThumbs();
    assertThat(asked())
        .as("twice each, and of no visit without a picture")
        .isEqualTo("v-past-0 v-past-0 v-past-2 v-past-2");
    assertThat(looks("visit-pictures-shown")).isEqualTo(1);
    assertThat(looks()).isZero();
  }

  private void paintedThumbs() throws Exception {
    browser.until("document.querySelector('#visit-v-past-2') !== null");
    browser.value("document.querySelector('#visit-v-past-2').scrollIntoView()");
    browser.until("document.querySelectorAll('.thumb canvas[data-painted]').length === 2");
  }

  /** Returns of which visits the list has asked for a picture. */
  private String asked() throws Exception {
    return browser.value(
        "performance.getEntriesByType('resource')"
            + ".map(each => /visits.(v-[^/]*).picture$/.exec(each.name)?.[1])"
            + ".filter(each => each).sort().join(' ')");
  }

  @Test
  void withoutAnyPictureTheListHasNoPlaceForOne() throws Exception {
    open(console.token(), "visits");
    browser.until(ROWS + " === 5");
    assertThat(browser.value("!document.querySelector('.thumb, #show-thumbs')")).isEqualTo("true");
  }

  @Test
  void whatWasSaidWasWrongStandsInListAndStoryAfterARestart() throws Exception {
    console.sample.journal.stories.addAll(SamplePast.visits(2));
    console.sample.stories.clear();
    console.sample.journal.correct(
        new VisitId("v-past-0"),
        new VisitCorrection(What.NOT_THIS_PERSON, Instant.EPOCH, Optional.empty()));
    console.sample.journal.correct(
        new VisitId("v-past-1"),
        new VisitCorrection(What.WRONG_INTENT, Instant.EPOCH, Optional.of("guest")));
    open(console.token(), "visits");
    browser.until("#visit-v-past-0", "Corrected");
    browser.until("#visit-v-past-1", "Corrected");
    show("visits/v-past-0");
    browser.until("#not-noted", "no longer taken for Bo Lindqvist");
    assertThat(browser.value("!document.querySelector('#not-this')")).isEqualTo("true");
    show("visits/v-past-1");
    browser.until("#was-wrong", "Corrected to “Guest”");
  }

  private long looks() {
    return looks("visit-picture-shown");
  }

  private long looks(String action) {
    return console.sample.trail.stream().filter(entry -> entry.action().equals(action)).count();
  }

  @Test
  void aLockedVaultIsNamedWhereTheListEnds() throws Exception {
    console.sample.journal.stories.addAll(SamplePast.visits(2));
    console.sample.journal.locked = true;
    open(console.token(), "visits");
    browser.until(ROWS + " === 5");
    browser.until(".reach", "can be read once the vault is open");
  }

  @Test
  void aLongSearchGoesOnStepByStep() throws Exception {
    console.sample.journal.stories.addAll(SamplePast.visits(12));
    console.sample.journal.mostLookedAt = 4;
    open(console.token(), "visits?outcome=left");
    browser.until(".main .empty", "No visit fits so far");
    browser.tap("#more-visits");
    browser.until(ROWS + " === 1");
    browser.until("document.querySelector('#visit-v-past-5') !== null");
  }

  @Test
  void whoeverComesStandsOnTopAndWhatTheFilterLeavesOutDoesNot() throws Exception {
    open(console.token(), "visits?outcome=opened");
    browser.until(ROWS + " === 1");
    VisitStory arriving = PermissionsTest.atYard(console.sample.stories.get(0));
    console.sample.stories.add(0, arriving);
    console.deltas.on(new VisitEvent.VisitOpened(Instant.now(), arriving));
    browser.until("document.querySelector('.rail .count')?.textContent === '2'");
    assertThat(browser.value(ROWS)).isEqualTo("1");
    browser.tap("#clear-filter");
    browser.until(".visits-of-day", "Yard gate");
    assertThat(browser.text(".visits-of-day h2")).isEqualTo("At the door");
  }

  @Test
  void storyShowsHowLongItTookAndWhatDecidedFirst() throws Exception {
    open(console.token(), "visits/" + RESIDENT);
    browser.until(".story h2", "Opened for Ada Brandt, unit 12, 184 ms after the face was seen");
    browser.until(".fall", "500 ms budget");
    assertThat(browser.value("document.querySelectorAll('.fall tbody th[scope=row]').length"))
        .isEqualTo("12");
    assertThat(browser.text(".fall tbody tr:last-child")).isEqualTo("Relay1777");
    assertThat(browser.value("document.querySelector('.fall i.last').style.width"))
        .startsWith("1.3");
    assertThat(browser.text(".why > li:first-child")).contains("Admit", "Similarity 0.71", "0.48");
    assertThat(browser.text(".why > li:nth-child(3)")).contains("Liveness 0.97").contains("0.80");
    show("visits/" + STRANGER);
    browser.until(".why > li:first-child .conditions", "bound 0.80: not met");
  }

  @Test
  void notThisPersonSaysWhatItDoesBeforeItIsDone() throws Exception {
    open(console.token(), "visits/" + RESIDENT);
    browser.until(".story h2", "unit 12");
    browser.until("#not-this", "Not this person");
    browser.tap("#not-this");
    browser.until(".confirm", "This cannot be undone");
    browser.until("document.activeElement.id === 'not-yes'");
    browser.tap("#not-no");
    browser.until("document.activeElement.id === 'not-this'");
    assertThat(console.sample.corrections).isEmpty();
    browser.enter();
    browser.until("document.activeElement.id === 'not-yes'");
    browser.enter();
    browser.until("#not-noted", "no longer taken for Ada Brandt");
    assertThat(console.sample.corrections).containsExactly("box: " + RESIDENT);
    browser.value("window.before = true, location.reload()");
    browser.until("!window.before");
    browser.until("#not-noted", "no longer taken for Ada Brandt");
  }

  @Test
  void wrongIntentIsTaughtRefusedInWordsUndoneAndTrained() throws Exception {
    open(console.token(), "visits/" + COURIER);
    browser.until("#wrong-intent", "Wrong intent");
    browser.tap("#wrong-intent");
    browser.until("#teach", "What the visitor wanted");
    choose("#teach select", "guest");
    training.refusal = "utterance-known";
    submit();
    browser.until("#teach .error", "remedy");
    training.refusal = "";
    submit();
    browser.until("#taught", "Noted as “Guest”");
    assertThat(training.taught).extracting(TaughtUtterance::label).containsExactly("guest");
    assertThat(training.taught.get(0).text()).startsWith("Hi, I have a parcel");
    browser.tap("#untaught");
    browser.until("#wrong-intent", "Wrong intent");
    assertThat(training.taught).isEmpty();
    browser.tap("#wrong-intent");
    browser.until("#teach", "What the visitor wanted");
    submit();
    browser.until("#train", "Train now");
    browser.tap("#train");
    browser.until("#taught", "visitor-intent-site@1.0.0");
  }

  @Test
  void openVisitIsHeardUntilNobodyListensAnyMore() throws Exception {
    open(console.token(), "visits/" + COURIER);
    browser.until("#listen", "Listen");
    browser.tap("#listen");
    browser.until(".listen", "Nothing is kept; the audit notes that you listened");
    await(1);
    browser.tap("#listen");
    browser.until("document.querySelector('#listen').getAttribute('aria-pressed') === 'false'");
    // The gateway notices that nobody listens when it sends the next sound.
    await(0);
    show("visits/" + RESIDENT);
    browser.until(".story h2", "Opened");
    assertThat(browser.value("!document.querySelector('#listen')")).isEqualTo("true");
  }

  private void await(int listeners) {
    while (console.sample.heard.listeners.get() != listeners) {
      console.sample.heard.said.add(new short[16_000]);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void keysLeafOnlyWhereTheFocusIsAndNotWhileSomebodyTypes() throws Exception {
    open(console.token(), "visits/" + RESIDENT);
    browser.until("#older", "Older");
    press("document.body", "j");
    press("document.querySelector('.filters input')", "j");
    assertThat(browser.value("location.hash")).isEqualTo("#/visits/" + RESIDENT);
    press("document.querySelector('#older')", "j");
    press("document.querySelector('#older')", "j");
    press("document.querySelector('#older')", "k");
    browser.until("location.hash === '#/visits/" + STRANGER + "'");
    browser.until(".story h2", "Not opened");
    press("document.querySelector('#visit-" + STRANGER + "')", "k");
    browser.until("document.activeElement.id === 'visit-" + RESIDENT + "'");
    browser.value("document.querySelector('#newer').focus()");
    browser.enter();
    browser.until("location.hash === '#/visits/" + COURIER + "'");
    browser.until("#news", "A visitor rings");
  }

  @Test
  void whatWasCountedStandsWithWhatItIsOutOf() throws Exception {
    open(console.token(), "visits");
    browser.until(".strip", "21 visits");
    assertThat(browser.text(".strip dl")).contains("Opened9 of 21", "Delivery6 of 21");
    console.sample.house.summaries = null;
    show("visits?from=2026-01-01");
    browser.until(".strip", "Service missing");
    browser.until(ROWS + " === 5");
  }

  @Test
  void aListThatCannotBeAskedSaysSoAndShowsNoneOfAnotherFilter() throws Exception {
    open(console.token(), "visits");
    browser.until(ROWS + " === 5");
    show("visits?from=2026-03-02&to=2026-03-01");
    browser.until(".main .error", "later than from");
    assertThat(browser.value(ROWS)).isEqualTo("0");
    browser.tap("#clear-filter");
    browser.until(ROWS + " === 5");
    assertThat(browser.value("!document.querySelector('.main .error')")).isEqualTo("true");
  }

  @Test
  void itIsReadInGermanToo() throws Exception {
    open(console.token(), "visits/" + STRANGER);
    browser.until(".story h2", "Not opened");
    browser.value("localStorage.setItem('vestibule.language', 'de')");
    browser.value("location.reload()");
    browser.until(".story h2", "Nicht geöffnet für jemanden mit dem Code von Ada Brandt");
    browser.until(".why", "Grenze 0,80: nicht erreicht");
  }

  private void open(String token, String hash) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/#token=" + token);
    browser.until(".live", "Live");
    show(hash);
  }

  private void show(String hash) throws Exception {
    browser.value("location.hash = '#/" + hash + "'");
  }

  private void choose(String selector, String value) throws Exception {
    change(selector, value, "change");
  }

  private void type(String selector, String words) throws Exception {
    change(selector, words, "input");
  }

  private void change(String selector, String value, String event) throws Exception {
    browser.value(
        "(field => { field.value = '%s'; field.dispatchEvent(new Event('%s', {bubbles: true})); })(document.querySelector('%s'))"
            .formatted(value, event, selector));
  }

  private void submit() throws Exception {
    browser.value("document.querySelector('#teach').requestSubmit()");
  }

  private void press(String element, String key) throws Exception {
    browser.value(
        "%s.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}))"
            .formatted(element, key));
  }
}
