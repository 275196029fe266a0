// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.testkit.internal.sip.Sipp;

/** Panels that do what no decent panel does, played by SIPp. */
class OddPanelsTest {
  private static final Duration RUN = Duration.ofSeconds(60);
  private static final String[] ONE_CALL = {"-m", "1"};
  private static final int CROWD = 300;

  @TempDir Path folder;
  private SipHouse house;
  private volatile boolean accepted;
  private final Told told =
      new Told() {
        @Override
        public SipListener incoming(SipCall it, String dialled, String description) {
          super.incoming(it, dialled, description);
          it.ring();
          it.accept(SipHouse.OFFER);
          accepted = true;
          return this;
        }
      };

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Sipp.installed(), "sipp is missing: apt-get install sip-tester");
    house = new SipHouse(folder).open().phone("front", "station", "front");
    house.agent().incoming(told);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Sipp start(String scenario, String... more) throws Exception {
    Path file = folder.resolve(scenario + ".xml");
    Files.write(file, OddPanelsTest.class.getResourceAsStream(scenario + ".xml").readAllBytes());
    return Sipp.start(folder, file, house.at(), more.length == 0 ? ONE_CALL : more);
  }

  private void play(String scenario) throws Exception {
    try (Sipp panel = start(scenario)) {
      assertThat(panel.awaitEnd(RUN)).as(panel.output()).isZero();
    }
  }

  @Test
  void whatIsNoSessionDescriptionIsRefused() throws Exception {
    play("bad-sdp");
    assertThat(told.all).isEmpty();
  }

  @Test
  void whoeverDoesNotAcknowledgeHearsItAgainAndAByeOnlyAfterwards() throws Exception {
    try (Sipp panel = start("no-ack")) {
      SipHouse.await("accepted", () -> accepted);
      told.call.hangUp();
      told.await("ended HUNG_UP");
      assertThat(panel.awaitEnd(RUN)).as(panel.output()).isZero();
    }
    SipHouse.await("no call", () -> house.inside().callCount() == 0);
    assertThat(told.count("confirmed")).isZero();
  }

  @Test
  void aCancelThatComesTooLateChangesNothing() throws Exception {
    play("cancel-race");
    told.await("ended HUNG_UP");
    assertThat(told.count("confirmed")).isOne();
  }

  @Test
  void whatComesTwiceIsOneCall() throws Exception {
    play("twice");
    told.await("ended HUNG_UP");
    assertThat(told.count("incoming")).isOne();
    assertThat(told.count("confirmed")).isOne();
  }

  @Test
  void keysComeByInfoAndASessionIsRefreshed() throws Exception {
    play("keys-by-info");
    told.await("ended HUNG_UP");
    assertThat(told.count("digit")).isEqualTo(2);
    assertThat(told.all).contains("digit 9", "digit #");
  }

  @Test
  void ofACrowdOfCallsNoneIsLostAndNothingStaysBehind() throws Exception {
    house.open("messagesPerSecond", "1000");
    house.agent().incoming(told);
    // At a time half of those that the house takes, however many stay open on a busy machine.
    try (Sipp panels = start("crowd", "-m", String.valueOf(CROWD), "-r", "50", "-l", "16")) {
      assertThat(panels.awaitEnd(Duration.ofSeconds(120))).as(panels.output()).isZero();
    }
    SipHouse.await("every end", () -> told.count("ended HUNG_UP") == CROWD);
    assertThat(told.count("incoming")).isEqualTo(CROWD);
    assertThat(told.count("confirmed")).isEqualTo(CROWD);
    SipHouse.await("no call", () -> house.inside().callCount() == 0);
  }
}
