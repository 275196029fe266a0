// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;

/** One person's page, as somebody works with it in a browser. */
@Timeout(180)
class PeoplePageTest {
  private static final PersonId ADA = new PersonId("ada-brandt");

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
  void whatMayNotBeUsedIsNotThere() throws Exception {
    console.trust.access.tokens.put(
        "lee",
        SampleAccess.caller(
            "lee", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.DATA_PROTECTION_OFFICER)));
    hands.open("lee", "people/ada-brandt");
    browser.until("#erase", "Erase Ada Brandt");
    browser.until("#consent", "Note consent");
    assertThat(browser.text("body"))
        .doesNotContain("Enrol a person", "Give a card", "Why may they pass");
    assertThat(
            browser.value("document.querySelectorAll('#code, #rights, #passes, #suspend').length"))
        .isEqualTo("0");
  }

  @Test
  void wrongNameErasesNobodyAndTheRightOneLeavesAReceiptThatHolds() throws Exception {
    hands.open(console.token(), "people/ada-brandt");
    browser.until("#erase", "Erase Ada Brandt");
    hands.submit("#erase-why");
    browser.until("#erase .confirm", "Type");
    hands.fill("#erase input[name=confirm]", "Ada");
    hands.submit("#erase .confirm");
    browser.until("#erase .confirm [role=alert]", "That is not");
    assertThat(console.sample.people).containsKey(ADA);
    hands.fill("#erase input[name=confirm]", "Ada Brandt");
    hands.submit("#erase .confirm");
    browser.until("#erased", "Ada Brandt is erased");
    browser.until("#erased .receipt", "r-1");
    assertThat(console.sample.people).isEmpty();
    assertThat(console.trust.deeds).containsExactly("box: erase ada-brandt requested");
    hands.click("#erased .receipt .second");
    browser.until("#erased .receipt", "Holds: all is as the receipt says");
    hands.go("people?view=receipts");
    browser.until(".main .list", "r-1");
    bring("{\"id\":\"r-2\"}");
    browser.until(".main .error", "value");
    bring("not a receipt");
    browser.until(".main .error", "That file is no receipt");
  }

  @Test
  void suspensionIsUndoneWhereItWasOrdered() throws Exception {
    hands.open(console.token(), "people/ada-brandt");
    browser.until("#tenancy", "Suspend");
    hands.submit("#suspend");
    browser.until(".person h2", "Suspended");
    browser.until(".list.people", "Suspended");
    browser.until("#tenancy .undone", "every way in has ended");
    hands.click("#tenancy .undone button");
    browser.until("!document.querySelector('.person h2').textContent.includes('Suspended')");
    hands.submit("#suspend");
    browser.until("#resume", "Resume");
    hands.click("#resume");
    browser.until("!!document.querySelector('#suspend')");
    assertThat(console.trust.deeds)
        .containsExactly(
            "box: suspend ada-brandt moved-out",
            "box: resume ada-brandt",
            "box: suspend ada-brandt moved-out",
            "box: resume ada-brandt");
  }

  @Test
  void consentThatIsTakenBackStaysInTheHistory() throws Exception {
    console.trust.trust.consents.grant(
        new ConsentWish(
            ADA, Purpose.UNLOCK, "eu-unlock-1", "de", ConsentWish.Channel.PAPER, "form 12"));
    hands.open(console.token(), "people/ada-brandt");
    browser.until("#consent .list", "Ich stimme zu");
    hands.click("#consent .list .second");
    browser.until("#consent .list .second", "Press again");
    hands.click("#consent .list .second");
    browser.until("#consent", "Nothing is in force");
    browser.until("#consent", "History (1)");
    assertThat(console.trust.deeds).containsExactly("box: withdraw ada-brandt unlock");
    hands.fill("#note-consent input[name=signature]", "form 13");
    hands.submit("#note-consent");
    browser.until("#consent .list", "form 13");
  }

  @Test
  void codeIsSetReplacedAndRemovedAndNeverShown() throws Exception {
    hands.open(console.token(), "people/ada-brandt");
    browser.until("#code", "No code");
    hands.fill("#set-code input", "73914");
    hands.submit("#set-code");
    browser.until("#code", "A code is set");
    assertThat(browser.value("document.body.innerHTML")).doesNotContain("73914");
    hands.click("#clear-code");
    browser.until("#clear-code", "Press again");
    hands.click("#clear-code");
    browser.until("#code", "No code");
  }

  @Test
  void whyTheyMayPassIsExplained() throws Exception {
    hands.open(console.token(), "people/ada-brandt");
    browser.until("#rights .list", "Front door");
    browser.until("!!document.querySelector('#explain-form')");
    hands.fill("#explain-form input[name=at]", "2026-03-31T12:00");
    hands.submit("#explain-form");
    browser.until(".because", "May pass");
    browser.until(".because .why", "schedule office");
  }

  @Test
  void groupIsLeftAndComesBack() throws Exception {
    hands.open(console.token(), "people/ada-brandt");
    browser.until("#groups", "In no group");
    hands.fill("#join input", "gardeners");
    hands.submit("#join");
    browser.until("#groups .tags", "gardeners");
    hands.click("#groups .tags button");
    browser.until("#groups .undone", "Removed from gardeners");
    browser.until("#groups", "In no group");
    hands.click("#groups .undone button");
    browser.until("#groups .tags", "gardeners");
  }

  private void bring(String receipt) throws Exception {
    hands.choose(
        ".main input[type=file]",
        "[new File(['" + receipt + "'],'receipt.json',{type:'application/json'})]");
  }
}
