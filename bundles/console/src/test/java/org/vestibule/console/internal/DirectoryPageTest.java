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

/** The directory, visitors' passes and the table of cards in a browser. */
@Timeout(180)
class DirectoryPageTest {
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
  void aLargeHouseIsFoundByAFewLetters() throws Exception {
    SampleNeighbours.moveIn(console);
    hands.open(console.token(), "people");
    browser.until("#people-found", "161 people");
    assertThat(browser.value("document.querySelectorAll('.list.people li').length"))
        .isEqualTo("100");
    hands.fill("#people-search", "cigdem oka");
    browser.until("#people-found", "2 of 161");
    browser.until(".list.people", "Çiğdem Okafor");
    hands.fill("#people-search", "");
    hands.fill("select[name=show]", "suspended", "change");
    browser.until("#people-found", "1 of 161");
    browser.until(".list.people", "Suspended");
  }

  @Test
  void missingDirectorySaysSoAndIsAskedAgain() throws Exception {
    var people = console.sample.house.people;
    console.sample.house.people = null;
    hands.open(console.token(), "people");
    browser.until(".main .error", "not running");
    console.sample.house.people = people;
    hands.click(".main .error button");
    browser.until(".list.people", "Ada Brandt");
  }

  @Test
  void numberOfAPassIsShownOnce() throws Exception {
    hands.open(console.token(), "people/pass");
    browser.until("#give-pass select[name=host]", "Ada Brandt");
    browser.value("document.querySelector('#give-pass input[name=doors]').click()");
    hands.submit("#give-pass");
    browser.until(".pass .number", "1234 5678");
    assertThat(browser.value("document.querySelectorAll('.pass .qr path').length")).isEqualTo("2");
    hands.go("people?view=passes");
    browser.until("[id^=end-]", "End");
    assertThat(browser.text("body")).doesNotContain("1234");
    hands.click("[id^=end-]");
    browser.until("[id^=end-]", "Press again");
    hands.click("[id^=end-]");
    browser.until(".main .empty", "No pass can be used now");
  }

  @Test
  void tableIsTriedFirstAndItsBadRowIsNamed() throws Exception {
    hands.open(console.token(), "people?view=cards");
    browser.until(".main h2", "Cards from a table");
    hands.choose(
        ".main input[type=file]",
        "[new File(['person,format,facility,number\\nada-brandt,h10301,1,2\\nnobody,h10301,1,3\\n'],"
            + "'cards.csv',{type:'text/csv'})]");
    browser.until(".main .notice", "cards.csv: 1 of 2 rows can be taken");
    assertThat(browser.text(".main table tbody"))
        .startsWith("3person")
        .contains("Nobody has this name");
    assertThat(console.entrance.deeds).containsExactly("box: import of 3, dry");
    hands.click(".main .buttons .first[type=button]");
    browser.until(".main .notice", "rows were taken");
    assertThat(console.entrance.deeds).hasSize(2).last().isEqualTo("box: import of 3");
  }
}
