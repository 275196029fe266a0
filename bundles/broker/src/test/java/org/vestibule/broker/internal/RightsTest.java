// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what they may hear and say, as clients of others notice it. */
class RightsTest {
  private static final int NOT_AUTHORIZED = 0x87;

  @TempDir Path folder;
  private TestBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = TestBroker.start(folder, Map.of());
    broker.user("screen", "vestibule/home/#", "");
    broker.user("panel", "vestibule/home/#", "vestibule/home/command");
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "311"})
  void nobodyComesInWithoutTheRightPassword(String version) throws Exception {
    assumeTrue(Mosquitto.installed(), "mosquitto's clients are not installed");
    for (List<String> who :
        List.of(
            List.of("screen", "wrong password"),
            List.of("nobody", TestBroker.PASSWORD),
            List.of("ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!"))) {
      Mosquitto.Said said =
          broker.said(
              "mosquitto_sub",
              who.get(0),
              who.get(1),
              "-V",
              version,
              "-t",
              "vestibule/home/#",
              "-W",
              "60");
      assertThat(said.text()).containsAnyOf("Bad User Name or Password", "not authorised");
    }
    Mosquitto.Said anonymous =
        Mosquitto.run(
            List.of(
                "mosquitto_sub",
                "-h",
                "127.0.0.1",
                "-p",
                "" + broker.port,
                "-V",
                version,
                "-t",
                "#"));
    assertThat(anonymous.text()).containsAnyOf("Bad User Name or Password", "not authorised");
    assertThat(broker.wrong)
        .contains("screen@127.0.0.1", "@127.0.0.1")
        .noneMatch(line -> line.contains("ACTIVE"));
  }

  @Test
  void whoeverGoesOnWithWrongPasswordsWaitsAndTheGatewayDoesNot() throws Exception {
    for (int i = 0; i < Attempts.FREE; i++) {
      assertThatThrownBy(() -> Listening.plain(broker.port, "screen", "wrong password"))
          .isInstanceOf(MqttException.class);
    }
    // Some more, for a busy machine may take longer than the first wait to ask again.
    for (int i = 0; i < 3; i++) {
      broker
          .broker()
          .house()
          .attempts()
          .wrong(Attempts.key(InetAddress.getLoopbackAddress(), "screen"));
    }
    // Even the right one is not looked at now.
    assertThatThrownBy(() -> Listening.plain(broker.port, "screen", TestBroker.PASSWORD))
        .isInstanceOf(MqttException.class);
    assertThat(broker.wrong).last().isEqualTo("screen@127.0.0.1 waits");
    Listening.plain(broker.port, "gateway", TestBroker.PASSWORD).close();
    Listening.awaitAccess(broker.port, "screen", TestBroker.PASSWORD, "vestibule/home/#").close();
  }

  @Test
  void aFilterBeyondTheRightIsRefusedAndTheOthersAreNot() throws Exception {
    try (Listening screen = Listening.plain(broker.port, "screen", TestBroker.PASSWORD)) {
      int[] answers =
          screen
              .client()
              .subscribe(
                  new String[] {
                    "vestibule/home/#",
                    "vestibule/#",
                    "#",
                    "vestibule/+/door",
                    "vestibule/other/door",
                    "$SYS/#"
                  },
                  new int[] {1, 1, 1, 1, 1, 1})
              .getReasonCodes();
      assertThat(answers)
          .containsExactly(
              1, NOT_AUTHORIZED, NOT_AUTHORIZED, NOT_AUTHORIZED, NOT_AUTHORIZED, NOT_AUTHORIZED);
    }
  }

  @Test
  void nothingOfAnotherBuildingIsHeardNotEvenWhatIsRetained() throws Exception {
    try (Listening gateway = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
      gateway.publish("vestibule/other/state", "secret", 1, true);
      gateway.publish("vestibule/home/state", "early", 1, true);
      try (Listening screen =
          Listening.plain(broker.port, "screen", TestBroker.PASSWORD, "vestibule/home/#")) {
        gateway.publish("vestibule/other/state", "later", 1, false);
        gateway.publish("vestibule/home/end", "x", 1, false);
        assertThat(List.of(screen.next(), screen.next()))
            .containsExactlyInAnyOrder("vestibule/home/state=early", "vestibule/home/end=x");
      }
    }
  }

  @Test
  void whatMayNotBeWrittenIsNeitherHeardNorKept() throws Exception {
    try (Listening panel = Listening.plain(broker.port, "panel", TestBroker.PASSWORD);
        Listening gateway =
            Listening.plain(broker.port, "gateway", TestBroker.PASSWORD, "vestibule/#")) {
      MqttMessage evil = new MqttMessage("open".getBytes(StandardCharsets.UTF_8), 1, true, null);
      panel.client().publish("vestibule/home/state", evil);
      panel.publish("vestibule/home/command", "x", 1, false);
      assertThat(gateway.next()).isEqualTo("vestibule/home/command=x");
    }
    try (Listening late =
            Listening.plain(broker.port, "gateway", TestBroker.PASSWORD, "vestibule/#");
        Listening panel = Listening.plain(broker.port, "panel", TestBroker.PASSWORD)) {
      panel.publish("vestibule/home/command", "y", 1, false);
      assertThat(late.next()).isEqualTo("vestibule/home/command=y");
    }
  }

  @Test
  void aNewerClientIsToldThatItMayNotWrite() throws Exception {
    assumeTrue(Mosquitto.installed(), "mosquitto's clients are not installed");
    Mosquitto.Said said =
        broker.client(
            "mosquitto_pub",
            "panel",
            "-V",
            "5",
            "-q",
            "2",
            "-t",
            "vestibule/home/state",
            "-m",
            "x");
    assertThat(said.text()).contains("Not authorized");
  }

  @Test
  void anOlderClientThatWritesWhatItMayNotIsEndedForItKnowsNoRefusal() throws Exception {
    assumeTrue(Mosquitto.installed(), "mosquitto's clients are not installed");
    Mosquitto.Said said =
        broker.client(
            "mosquitto_pub",
            "panel",
            "-V",
            "311",
            "-q",
            "1",
            "-t",
            "vestibule/home/state",
            "-m",
            "x");
    assertThat(said.code()).isNotZero();
    assertThat(said.text()).contains("connection was lost");
  }

  @Test
  void aWillThatMayNotBeWrittenIsRefusedAtOnce() throws Exception {
    MqttConnectionOptions options = Listening.options("panel", TestBroker.PASSWORD);
    options.setWill(
        "vestibule/home/state", new MqttMessage("gone".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> Listening.connect("tcp://127.0.0.1:" + broker.port, null, options, ""))
        .isInstanceOf(MqttException.class)
        .matches(e -> ((MqttException) e).getReasonCode() == NOT_AUTHORIZED);
  }

  @Test
  void theSameIdentifierOfAnotherUserIsAnotherSession() throws Exception {
    MqttConnectionOptions mine = lasting("gateway");
    Listening.connect(url(), null, mine, "same", "vestibule/#").close();
    MqttConnectionOptions theirs = lasting("screen");
    try (Listening screen = Listening.connect(url(), null, theirs, "same");
        Listening gateway = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
      gateway.publish("vestibule/other/state", "secret", 1, false);
      screen.client().subscribe("vestibule/home/#", 1);
      gateway.publish("vestibule/home/end", "x", 1, false);
      assertThat(screen.next()).isEqualTo("vestibule/home/end=x");
    }
  }

  @Test
  void whoeverLosesARightIsEndedAndLosesWhatWaited() throws Exception {
    broker.user("wide", "vestibule/#", "");
    Listening wide = Listening.connect(url(), null, lasting("wide"), "w", "vestibule/other/#");
    Listening other =
        Listening.plain(broker.port, "screen", TestBroker.PASSWORD, "vestibule/home/#");

    broker.user("wide", "vestibule/home/#", "");

    wide.awaitEnd();
    try (Listening gateway = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
      gateway.publish("vestibule/other/state", "secret", 1, false);
      Await.so(
          () -> {
            broker.broker().look();
            return broker.broker().house().engine().sessions().ofUser("wide").isEmpty();
          },
          () -> "the session is still there");
      try (Listening again = Listening.connect(url(), null, lasting("wide"), "w")) {
        again.client().subscribe("vestibule/home/#", 1);
        gateway.publish("vestibule/home/end", "x", 1, false);
        assertThat(again.next()).isEqualTo("vestibule/home/end=x");
      }
    }
    assertThat(other.client().isConnected()).isTrue();
    other.close();
  }

  @Test
  void whoeverIsRemovedIsEndedAndAnotherPasswordEndsWhoeverHadTheOldOne() throws Exception {
    Listening panel = Listening.plain(broker.port, "panel", TestBroker.PASSWORD);
    Listening screen = Listening.plain(broker.port, "screen", TestBroker.PASSWORD);
    broker.remove("panel");
    broker.user("screen", "another long password", "vestibule/home/#", "");
    panel.awaitEnd();
    screen.awaitEnd();
    assertThatThrownBy(() -> Listening.plain(broker.port, "screen", TestBroker.PASSWORD))
        .isInstanceOf(MqttException.class);
    Listening.plain(broker.port, "screen", "another long password").close();
  }

  @Test
  void noQueueOfAnothersIsReachedByItsName() throws Exception {
    Listening.connect(url(), null, lasting("gateway"), "desk", "vestibule/#").close();
    for (String filter :
        List.of(
            "vestibule/home/x::gateway/desk.vestibule.#", "$share/gateway/desk/vestibule/home/#")) {
      try (RawClient screen = new RawClient(broker.port)) {
        assertThat(screen.connect("thief", "screen", TestBroker.PASSWORD)).isZero();
        screen.subscribe(filter, 1);
        assertThat(screen.ended()).isTrue();
      }
    }
  }

  private String url() {
    return "tcp://127.0.0.1:" + broker.port;
  }

  private static MqttConnectionOptions lasting(String user) {
    MqttConnectionOptions options = Listening.options(user, TestBroker.PASSWORD);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    return options;
  }
}
