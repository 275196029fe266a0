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
import org.vestibule.api.people.PersonId;

/** Demonstration data in a browser: added while looking around, gone by one press. */
@Timeout(180)
class DemoPageTest {
  @TempDir Path data;
  private SampleConsole console;
  private Browser browser;
  private Hands hands;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.unpack(console);
    new SampleWiring(console);
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
  void whatFailsIsSaidAndNothingOfItIsThere() throws Exception {
    console.sample.refused.add(new PersonId("demo-lotte-vik"));
    hands.open(console.token(), "settings/demo");
    browser.until("!!document.querySelector('#demo-add')");
    hands.click("#demo-add");
    browser.until("#demo .error", "Storage full");
    browser.until("!!document.querySelector('#demo-add:not([aria-disabled])')");
    assertThat(console.sample.people).isEmpty();
    assertThat(console.cabinet.kept).isEmpty();
  }

  @Test
  void whoeverDoesNotOwnTheHouseIsNotOfferedThem() throws Exception {
    console.trust.access.tokens.put(
        "m", SampleAccess.caller("m", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.MANAGER)));
    hands.open("m", "start/owner");
    browser.until(".start", "opened with the token");
    assertThat(browser.value("!!document.querySelector('#demo')")).isEqualTo("false");
  }

  @Test
  void theyAreAddedByKeyboardInTheFirstStepsAndLeaveTheStepsUndone() throws Exception {
    hands.open(console.token(), "start/owner");
    browser.until("!!document.querySelector('#demo-add')");
    browser.value("document.querySelector('#demo-add').focus()");
    browser.enter();
    browser.until("!!document.querySelector('#demo-remove')");
    browser.until("#demo", "begins with");
    hands.go("people");
    browser.until(".list.people", "Demo: Mira Sand");
    hands.go("people/demo-mira-sand");
    browser.until(".person h2", "Demo: Mira Sand");
    assertThat(browser.value("!!document.querySelector('#change-person')")).isEqualTo("false");
    hands.go("doors");
    browser.until(".main", "Demo: front door");
    hands.go("visits");
    browser.until("document.querySelectorAll('.main a.row[id^=visit-demo-]').length === 6");
    browser.until("#visit-demo-visit-1", "Demo: Opened for a visitor");
    hands.go("visits/demo-visit-2");
    browser.until(".story h2", "Demo: Not opened");
    browser.until(".why .conditions", "bound 0.50: not met");
    hands.go("start/owner");
    browser.until("!!document.querySelector('#demo-remove')");
    for (String step : new String[] {"station", "resident"}) {
      assertThat(
              browser.value(
                  "document.querySelector('[data-step=" + step + "]').classList.contains('past')"))
          .as(step)
          .isEqualTo("false");
    }
    hands.click("#demo-remove");
    browser.until("!!document.querySelector('#demo-add:not([aria-disabled])')");
    assertThat(console.sample.people).isEmpty();
    assertThat(console.cabinet.kept).isEmpty();
    hands.go("people");
    browser.until(".empty", "Nobody is here yet");
  }
}
