// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;

/** What is kept, what left and the proof of it, as somebody reads it in a browser. */
@Timeout(180)
class PrivacyPageTest {
  @TempDir Path data;
  private SampleConsole console;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    // A visit shows its picture, and that stands in the audit.
    console.sample.stories.removeIf(story -> story.closedAt().isEmpty());
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
  void brokenPromiseIsTheFirstThingSaid() throws Exception {
    console.trust.sent.add(
        new EgressBroker.Report(
            "cloud",
            "org.vestibule.cloud",
            Map.of(DataClass.RAW_VIDEO, 4096L),
            -1,
            0,
            List.of(new EgressBroker.Host("cloud.example", 443, true))));
    open(console.token(), "privacy/egress");
    browser.until("#promise", "4.1 kB of sound and pictures left the building");
    browser.until("#promise", "The promise is broken");
    browser.until(".detail", "cloud.example:443, outside this machine");
    browser.until(".detail", "cannot be counted");
  }

  @Test
  void brokenChainIsSaidWithTheFirstBadLine() throws Exception {
    open(console.token(), "privacy/audit");
    browser.until("#verify", "Check the whole chain");
    browser.tap("#verify");
    browser.until("#chain", "The chain does not hold");
    browser.until("#chain", "line 1");
  }

  @Test
  void auditIsFilteredVerifiedAndNamesPeopleOnlyWhereTold() throws Exception {
    SampleUpkeep.fill(console);
    open(console.token(), "privacy/audit");
    browser.until("#audit", "Door opened");
    assertThat(browser.text("#audit")).contains("ada-brandt").doesNotContain(SampleTrust.PSEUDONYM);
    browser.value(
        """
        (() => { const field = document.querySelector('.audit-filters [name=search]');
          field.value = 'moonshine';
          field.dispatchEvent(new Event('input', { bubbles: true })); })()\
        """);
    browser.until("document.querySelectorAll('#audit > li').length === 1");
    browser.until("#audit", "Model in shadow");
    browser.tap("#verify");
    browser.until("#chain", "all 7 lines are as they were written");
    browser.until("#chain", "Signed by the house up to line 7");
    browser.tap("#out");
    browser.until("#login", "Log in");
    as("rev", Role.AUDITOR, "privacy/audit");
    browser.until("#audit", SampleTrust.PSEUDONYM);
    assertThat(browser.text("body")).doesNotContain("ada-brandt");
  }

  @Test
  void whoeverMayOnlyReadSignsNothingAndDeletesNothing() throws Exception {
    as("rev", Role.AUDITOR, "privacy/sign-off");
    browser.until("#drift", "The sink mqtt was added");
    show("privacy/retention");
    browser.until(".detail table", "Visits");
    assertThat(browser.value("document.querySelectorAll('.detail form, .detail button').length"))
        .isEqualTo("0");
  }

  @Test
  void signOffEndsTheDrift() throws Exception {
    open(console.token(), "privacy/sign-off");
    browser.until("#drift", "The sink mqtt was added");
    browser.value("document.querySelector('#sign [name=note]').value = 'Seen with the board'");
    browser.value("document.querySelector('#sign').requestSubmit()");
    browser.until(".detail", "Nothing has changed since the sign-off");
    browser.until(".detail", "Seen with the board");
    browser.until(".main", "Signed off, and nothing has changed since");
  }

  @Test
  void retentionRunsOnlyWhenItsWordIsTyped() throws Exception {
    open(console.token(), "privacy/retention");
    browser.until(".detail table", "30 days");
    browser.tap("#run-retention");
    browser.until(".detail", "2 records are due");
    browser.value("document.querySelector('.confirm').requestSubmit()");
    browser.value("document.querySelector('.confirm [name=confirm]').value = 'yes'");
    browser.value("document.querySelector('.confirm').requestSubmit()");
    browser.until(".detail .notice.bad", "That is not");
    assertThat(console.trust.deeds).isEmpty();
    browser.value("document.querySelector('.confirm [name=confirm]').value = 'delete'");
    browser.value("document.querySelector('.confirm').requestSubmit()");
    browser.until("#outcome", "Visits: 2");
    assertThat(console.trust.deeds).containsExactly("box: retention");
  }

  @Test
  void papersAreReadHereAndMarkupInThemStaysText() throws Exception {
    open(console.token(), "privacy/paper/record-of-processing");
    browser.until("#paper h2", "Record of processing");
    browser.until("#paper td em", "to be filled in");
    browser.until("#paper", "<b>markup</b>");
    assertThat(browser.value("document.querySelectorAll('#paper b').length")).isEqualTo("0");
  }

  @Test
  void receiptIsCheckedAgain() throws Exception {
    SampleUpkeep.fill(console);
    open(console.token(), "privacy/receipts");
    browser.until(".kept-receipt", "14");
    browser.tap(".kept-receipt button");
    browser.until(".kept-receipt .checked", "All of it is as the receipt says");
    browser.until(".kept-receipt .checked", "The key is gone");
  }

  private void as(String name, Role role, String place) throws Exception {
    console.trust.access.tokens.put(
        name, SampleAccess.caller(name, Caller.Kind.BOX, Optional.empty(), Grant.of(role)));
    open(name, place);
  }

  private void open(String token, String place) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/?again=" + token + "#token=" + token);
    browser.until(".live", "Live");
    show(place);
  }

  private void show(String place) throws Exception {
    browser.value("location.hash = '#/" + place + "'");
  }
}
