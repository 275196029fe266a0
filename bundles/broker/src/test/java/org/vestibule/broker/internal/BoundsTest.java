// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad clients: each is bounded, and whoever behaves does not notice. */
class BoundsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 1 1883\r\n",
        "\u0010\u0080\u0080\u0080\u0080\u0001",
        "\u0030\u0005\u0000\u0001aXX",
        "\u00c0\u0000"
      })
  void whatIsNoConnectIsEnded(String bytes) throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of());
        Listening good =
            Listening.plain(broker.port, "gateway", TestBroker.PASSWORD, "vestibule/#");
        RawClient bad = new RawClient(broker.port)) {
      bad.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(bad.ended()).isTrue();
      good.publish("vestibule/home/x", "fine", 1, false);
      assertThat(good.next()).isEqualTo("vestibule/home/x=fine");
    }
  }

  /** They wait out the same ten seconds, and do it together. */
  @Test
  void whoeverNeverLogsInIsEndedWhateverIsSaidOrAnnounced() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of("maxPacketBytes", "2048"));
        Listening good =
            Listening.plain(broker.port, "gateway", TestBroker.PASSWORD, "vestibule/#");
        RawClient silent = new RawClient(broker.port);
        RawClient foreign = new RawClient(broker.port);
        RawClient stranger = new RawClient(broker.port)) {
      foreign.send("\u0010\u0004\u0000\u0004MQTX".getBytes(StandardCharsets.ISO_8859_1));
      // A stranger announces 256 MB, and sends none of them.
      stranger.send(new byte[] {0x10, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, 4});
      assertThat(silent.ended()).isTrue();
      assertThat(foreign.ended()).isTrue();
      assertThat(stranger.ended()).isTrue();
      good.publish("vestibule/home/x", "fine", 1, false);
      assertThat(good.next()).isEqualTo("vestibule/home/x=fine");
    }
  }

  @Test
  void aPacketBeyondTheBoundIsNotEvenRead() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of("maxPacketBytes", "2048"));
        Listening good =
            Listening.plain(broker.port, "gateway", TestBroker.PASSWORD, "vestibule/#");
        Listening bad = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
      try {
        bad.client().publish("vestibule/home/x", new byte[4096], 0, false);
      } catch (MqttException e) {
        // The client may know the bound and refuse by itself.
        bad.client().disconnectForcibly(0, 0, false);
      }
      bad.awaitEnd();
      good.publish("vestibule/home/x", "fine", 1, false);
      assertThat(good.next()).isEqualTo("vestibule/home/x=fine");
    }
  }

  @Test
  void oneConnectionMoreThanAllowedIsTurnedAwayAndToldInTheStatus() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of("maxConnections", "2"));
        Listening one = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD);
        RawClient two = new RawClient(broker.port)) {
      Await.so(
          () -> broker.broker().house().connections().count() == 2, () -> "two are not counted");
      try (RawClient three = new RawClient(broker.port)) {
        assertThat(three.ended()).isTrue();
      }
      broker.broker().look();
      assertThat(broker.broker().overloaded()).isTrue();
      assertThat(broker.broker().sentence()).contains("turned away");
      one.publish("vestibule/home/x", "fine", 1, false);
    }
  }

  @Test
  void aReaderThatStopsReadingLosesItsQueueAndOthersLoseNothing() throws Exception {
    Map<String, String> settings =
        Map.of("memoryMegabytes", "8", "maxQueued", "1000000", "messagesPerSecond", "1000000");
    try (TestBroker broker = TestBroker.start(folder, settings);
        RawClient slow = new RawClient(broker.port);
        Listening good =
            Listening.plain(broker.port, "gateway", TestBroker.PASSWORD, "vestibule/good/#");
        Listening sender = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
      assertThat(slow.connect("slow", "gateway", TestBroker.PASSWORD)).isZero();
      slow.subscribe("vestibule/flood/#", 1);
      byte[] payload = new byte[100_000];
      for (int i = 0; i < 300; i++) {
        sender.client().publish("vestibule/flood/x", payload, 1, false);
        sender.publish("vestibule/good/x", "" + i, 1, false);
        assertThat(good.next()).isEqualTo("vestibule/good/x=" + i);
        broker.broker().look();
      }
      assertThat(broker.broker().overloaded()).isTrue();
      assertThat(slow.ended()).isTrue();
      assertThat(broker.broker().house().engine().memoryShare()).isLessThan(1);
    }
  }

  @Test
  void noMoreTopicsKeepAMessageThanAllowedUntilOneIsCleared() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of("maxRetained", "2"))) {
      try (Listening good = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
        good.publish("vestibule/home/1", "a", 1, true);
        good.publish("vestibule/home/2", "b", 1, true);
        good.publish("vestibule/home/2", "c", 1, true);
        assertThatThrownBy(() -> good.publish("vestibule/home/3", "d", 1, true))
            .isInstanceOf(MqttException.class);
        good.awaitEnd();
      }
      try (Listening good = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
        good.publish("vestibule/home/1", "", 1, true);
        good.publish("vestibule/home/3", "d", 1, true);
      }
    }
  }

  @Test
  void topicsThatNobodyListensToLeaveNothingBehind() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of("messagesPerSecond", "1000000"));
        Listening sender = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
      int before = broker.broker().house().engine().addresses();
      int most = 0;
      for (int i = 0; i < 500; i++) {
        sender.publish("vestibule/home/" + i, "x", 1, false);
        most = Math.max(most, broker.broker().house().engine().addresses());
      }
      // Some go while others come.
      assertThat(most).isGreaterThan(before);
      Await.so(
          () -> broker.broker().house().engine().addresses() < 10,
          () -> "addresses left: " + broker.broker().house().engine().addresses());
    }
  }

  @Test
  void whoeverSendsFasterThanAllowedIsReadMoreSlowly() {
    Pace pace = new Pace(10, 0);
    for (int i = 0; i < 10; i++) {
      assertThat(pace.take(0, 0)).isZero();
    }
    assertThat(pace.take(0, 0)).isEqualTo(100_000_000);
    assertThat(pace.take(0, 1_100_000_000L)).isZero();
    assertThat(pace.take(10 * Pace.BYTES, 1_100_000_000L)).isGreaterThan(100_000_000);
  }
}
