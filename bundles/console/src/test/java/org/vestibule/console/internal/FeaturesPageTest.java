// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.event.RestartPlanned;
import org.vestibule.api.update.FeatureInfo;

/** Features and models as somebody changes them in a browser. */
@Timeout(180)
class FeaturesPageTest {
  @TempDir Path data;
  private SampleConsole console;
  private SampleUpdates updates;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.installed(), "apt-get install chromium first");
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    SampleUpkeep.fill(console);
    updates = (SampleUpdates) console.sample.house.updates;
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
  void whoeverMayOnlyLookHasNothingToPress() throws Exception {
    console.trust.access.tokens.put(
        "lee",
        SampleAccess.caller("lee", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.MANAGER)));
    open("lee", "features/feature/audio");
    browser.until(".detail h2", "audio");
    show("features/model/moonshine-tiny@1.0.0");
    browser.until(".detail h2", "moonshine-tiny");
    assertThat(browser.value("document.querySelectorAll('article button, .main button').length"))
        .isEqualTo("0");
    assertThat(browser.text(".main")).doesNotContain("Take in a pack");
  }

  @Test
  void refusedPackSaysWhyAndChangesNothing() throws Exception {
    console.sample.library.refusal = "model-signer-unknown";
    open(console.token(), "features/take-in");
    browser.until("#take-in", "Send it");
    browser.value(
        """
        (() => { const chosen = new DataTransfer();
          chosen.items.add(new File(['PK a pack'], 'pack.zip', { type: 'application/zip' }));
          document.querySelector('#take-in input[type=file]').files = chosen.files;
          document.querySelector('#take-in').requestSubmit(); })()\
        """);
    browser.until(".detail .error", "Model signer unknown");
    browser.until(".detail .error", "Do so.");
    browser.until("#kept", "Nothing was changed");
    assertThat(console.sample.library.contents).hasSize(1);
    console.sample.library.refusal = "";
    console.sample.library.arriving = console.sample.models.get(0).manifest();
    browser.value("document.querySelector('#take-in').requestSubmit()");
    browser.until("#outcome", "yunet@2023.3.0 is here");
  }

  @Test
  void packServesAndGoesBackByUndo() throws Exception {
    open(console.token(), "features/model/moonshine-tiny@1.0.0");
    browser.until(".roll-out-steps [aria-current=step]", "In shadow");
    browser.tap("#activate");
    browser.until("#outcome", "moonshine-tiny@1.0.0 serves now");
    browser.tap("#undo");
    browser.until("#outcome", "serves again");
    assertThat(console.sample.library.orders)
        .containsExactly("box: activate moonshine-tiny@1.0.0", "box: roll back speech");
  }

  @Test
  void twoModelsStandSideBySide() throws Exception {
    open(console.token(), "features/slot/speech");
    browser.until(".compared", "96.7% of the decisions agree");
    browser.until(".compared", "between 93.3% and 98.4%");
    assertThat(browser.text(".compared table")).contains("148").contains("62");
  }

  @Test
  void whatWouldGoIsShownBeforeItsNameIsTyped() throws Exception {
    open(console.token(), "features/prune");
    browser.until("#prunable", "moonshine-tiny@0.9.0");
    type("confirm", "remove");
    browser.value("document.querySelector('.detail form').requestSubmit()");
    browser.until(".detail .notice.bad", "That is not");
    assertThat(console.sample.library.orders).isEmpty();
    type("confirm", "delete");
    browser.value("document.querySelector('.detail form').requestSubmit()");
    browser.until("#outcome", "1 pack was deleted");
    browser.until(".detail .empty", "Nothing to clean up");
    assertThat(console.sample.library.orders).containsExactly("box: prune");
  }

  @Test
  void installationShowsItsProgressAndWhatCameOfIt() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    updates.whileWorking = () -> await(go);
    open(console.token(), "features/feature/identification");
    browser.until("#install", "Install");
    updates.progress = "Installing identification";
    browser.tap("#install");
    browser.until(".detail .doing", "Installing identification");
    updates.progress = "";
    go.countDown();
    browser.until("#outcome", "identification 0.1.0 is installed and works");
    browser.until("#outcome", "No other bundle was stopped");
    browser.until(".main a[aria-current] .more", "Running");
  }

  @Test
  void failedOrderSaysWhyAndThatAllIsAsBefore() throws Exception {
    updates.refusal = "feature-update-failed";
    open(console.token(), "features/feature/audio");
    browser.until("#update", "audio-0.1.1.jar");
    browser.value("document.querySelector('#update').requestSubmit()");
    browser.until(".detail .error", "Feature update failed");
    browser.until(".detail", "it was put back as it was");
    assertThat(updates.orders).isEmpty();
  }

  @Test
  void fileThatLiesReadyReplacesAFeatureAndUndoGoesBack() throws Exception {
    open(console.token(), "features/feature/audio");
    browser.until("#update", "audio-0.1.1.jar");
    browser.value("document.querySelector('#update').requestSubmit()");
    browser.until("#outcome", "0.1.0 became 0.1.1");
    browser.until("#undo", "Undo");
    browser.tap("#undo");
    browser.until("#outcome", "0.1.0 works again");
    assertThat(updates.orders)
        .containsExactly("box: update audio audio-0.1.1.jar", "box: roll-back audio");
  }

  @Test
  void plannedRestartIsToldWithWhatHappensToVisits() throws Exception {
    open(console.token(), "features/feature/core");
    browser.until("#update", "What happens to visits meanwhile");
    browser.value("document.querySelector('#update').requestSubmit()");
    browser.until("#restart", "up to 60 s");
    browser.until("#outcome", "Visits under way go on to their end");
    assertThat(updates.orders).containsExactly("box: restart core core-0.2.0.jar");
  }

  @Test
  void restartThatSomebodyElseOrderedIsToldOnEveryPage() throws Exception {
    open(console.token(), "health");
    console.deltas.on(new RestartPlanned(Instant.now(), "core is updated", 30));
    browser.until("#restart", "up to 30 s");
    browser.until("#news", "about to restart");
  }

  @Test
  void removalIsAskedOnceAndUndone() throws Exception {
    open(console.token(), "features/feature/vision");
    browser.until("#remove", "Remove");
    browser.tap("#remove");
    browser.until(".detail .confirm", "Its settings stay");
    assertThat(updates.orders).isEmpty();
    browser.tap("#sure");
    browser.until("#outcome", "vision was removed");
    browser.until("#undo", "Undo");
    browser.tap("#undo");
    browser.until("#outcome", "is installed and works");
    assertThat(updates.orders).containsExactly("box: remove vision", "box: install vision");
    assertThat(updates.features())
        .extracting(FeatureInfo::name, FeatureInfo::state)
        .contains(org.assertj.core.groups.Tuple.tuple("vision", "ACTIVE"));
  }

  private void open(String token, String place) throws Exception {
    browser.open("http://127.0.0.1:" + console.port() + "/#token=" + token);
    browser.until(".live", "Live");
    show(place);
  }

  private void show(String place) throws Exception {
    browser.value("location.hash = '#/" + place + "'");
  }

  private void type(String name, String words) throws Exception {
    browser.value("document.querySelector('.detail [name=" + name + "]').value = '" + words + "'");
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let it go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
