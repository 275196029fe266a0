// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.testkit.internal.sip.Baresip;
import org.vestibule.testkit.internal.sip.PhoneOptions;

/** A real SIP panel calls the house. */
class PanelCallsTest {
  @TempDir Path folder;
  private SipHouse house;
  private Baresip panel;
  private final Told told = new Told();

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    house = new SipHouse(folder).open().phone("front", "station", "front");
  }

  @AfterEach
  void close() {
    if (panel != null) {
      panel.close();
    }
    house.close();
  }

  private void panel(String password) throws Exception {
    panel =
        Baresip.start(
            Files.createTempDirectory(folder, "panel"),
            PhoneOptions.of("front").at(house.at(), password));
    panel.await(
        password.equals(SipHouse.PASSWORD) ? "REGISTER_OK" : "REGISTER_FAIL", SipHouse.SOON);
  }

  @Test
  void aPanelWithAWrongPasswordIsNotHeard() throws Exception {
    house.agent().incoming(told);
    panel("battery-staple");
    panel.dial("sip:12@" + house.at());
    assertThat(panel.await("CALL_CLOSED", SipHouse.SOON).param()).contains("403");
    assertThat(told.all).isEmpty();
  }

  @Test
  void aCallThatNobodyCouldTakeIsRefusedAndForgotten() throws Exception {
    house
        .agent()
        .incoming(
            (call, dialled, offer) -> {
              throw new NoClassDefFoundError("the bundle was replaced");
            });
    panel(SipHouse.PASSWORD);
    panel.dial("sip:12@" + house.at());
    assertThat(panel.await("CALL_CLOSED", SipHouse.SOON).param()).contains("480");
    SipHouse.await("no call", () -> house.inside().callCount() == 0);
  }

  @Test
  void withNobodyToAskACallIsRefused() throws Exception {
    panel(SipHouse.PASSWORD);
    panel.dial("sip:12@" + house.at());
    assertThat(panel.await("CALL_CLOSED", SipHouse.SOON).param()).contains("480");
  }

  @Test
  void aPanelHearsThatItRingsIsAnsweredAndHangsUp() throws Exception {
    house.agent().incoming(told);
    panel(SipHouse.PASSWORD);
    panel.dial("sip:12@" + house.at());
    told.await("incoming front 12");
    assertThat(told.offer).contains("PCMU/8000");
    told.call.ring();
    panel.await("CALL_RINGING", SipHouse.SOON);
    told.call.accept(SipHouse.OFFER);
    panel.await("CALL_ESTABLISHED", SipHouse.SOON);
    told.await("confirmed");
    panel.hangUp();
    told.await("ended HUNG_UP");
    assertThat(told.count("confirmed")).isOne();
  }

  @Test
  void aPanelHearsSomethingEarlyAndGivesUp() throws Exception {
    house.agent().incoming(told);
    panel(SipHouse.PASSWORD);
    panel.dial("sip:12@" + house.at());
    told.await("incoming");
    told.call.early(SipHouse.OFFER);
    panel.await("CALL_PROGRESS", SipHouse.SOON);
    panel.hangUp();
    told.await("ended CANCELLED 487");
    told.call.accept(SipHouse.OFFER);
    SipHouse.await("no call", () -> house.inside().callCount() == 0);
    assertThat(told.count("ended")).isOne();
  }

  @Test
  void theHouseRefusesAndTheHouseHangsUp() throws Exception {
    house.agent().incoming(told);
    panel(SipHouse.PASSWORD);
    panel.dial("sip:12@" + house.at());
    told.await("incoming");
    told.call.reject(486);
    assertThat(panel.await("CALL_CLOSED", SipHouse.SOON).param()).contains("486");
    told.await("ended BUSY 486");
    panel.dial("sip:13@" + house.at());
    told.await("incoming front 13");
    told.call.accept(SipHouse.OFFER);
    told.await("confirmed");
    told.call.hangUp();
    panel.await("CALL_CLOSED", SipHouse.SOON);
    told.await("ended HUNG_UP");
  }

  @Test
  void afterTheLongestTimeACallIsOver() throws Exception {
    house.open("callSeconds", "10").agent().incoming(told);
    house.inside().update(settings());
    panel(SipHouse.PASSWORD);
    panel.dial("sip:12@" + house.at());
    told.await("incoming");
    told.call.accept(SipHouse.OFFER);
    panel.await("CALL_ESTABLISHED", SipHouse.SOON);
    panel.await("CALL_CLOSED", SipHouse.SOON);
    told.await("ended HUNG_UP");
  }

  private SipSettings settings() throws Exception {
    SipSettings read = SipSettings.of(java.util.Map.of("port", house.port));
    return new SipSettings(
        read.listening(), read.realm(), read.outside(), 32, java.time.Duration.ofSeconds(1));
  }
}
