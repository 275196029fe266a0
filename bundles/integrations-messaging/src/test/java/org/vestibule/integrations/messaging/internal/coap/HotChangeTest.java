// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status.State;

/** Whatever changes while it runs changes what it must and nothing else. */
@Timeout(180)
class HotChangeTest {
  @Test
  void offByDefaultAndOffAgain() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of("port", 0, "securePort", 0));
        PeerClient client = PeerClient.plain()) {
      assertThat(house.messaging.status().state()).isEqualTo(State.STOPPED);
      change(house, "port", house.port);
      HouseOnTest.await(
          "it listens", () -> house.messaging.status().sentence().contains("Listens"));
      assertThat(client.get(house.url("/health")).getCode()).isEqualTo(ResponseCode.CONTENT);
      change(house, "port", 0);
      HouseOnTest.await("the port is free", () -> free(house.port));
      assertThat(house.messaging.status().state()).isEqualTo(State.STOPPED);
    }
  }

  @Test
  void sessionsAndObserversOutliveEverythingButOtherSockets() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      BlockingQueue<String> heard = client.observe(house.secureUrl("/doors/front-door"));
      assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("LOCKED");
      change(house, "commands", "off");
      house.peer("boiler", "system");
      house.messaging.secretChanged("another");
      house.messaging.secretChanged("");
      house.moved(HouseOnTest.FRONT, DoorState.UNLOCKED);
      assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("UNLOCKED");
    }
  }

  @Test
  void anImpossibleChangeIsSaidAndTheLastGoodOneStays() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of());
        PeerClient client = PeerClient.plain()) {
      change(house, "blockSize", 500);
      assertThat(house.messaging.status().sentence()).contains("blockSize", "500", "512");
      assertThat(house.messaging.status().state()).isEqualTo(State.DEGRADED);
      assertThat(client.get(house.url("/health")).getCode()).isEqualTo(ResponseCode.CONTENT);
      change(house, "blockSize", 256);
      HouseOnTest.await("it is well again", () -> house.messaging.status().state() == State.READY);
      assertThat(client.get(house.url("/health")).getCode()).isEqualTo(ResponseCode.CONTENT);
    }
  }

  @Test
  void aPortThatSomebodyElseHasLeavesTheFormerOneOpen() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of("securePort", 0));
        PeerClient client = PeerClient.plain();
        DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      change(house, "port", taken.getLocalPort());
      HouseOnTest.await(
          "it is said", () -> house.messaging.status().sentence().contains("cannot be had"));
      assertThat(client.get(house.url("/health")).getCode()).isEqualTo(ResponseCode.CONTENT);
    }
  }

  @Test
  void whoObservedAtAFormerPortObservesAnewAtTheOther() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of("plainRoles", "system"));
        PeerClient client = PeerClient.plain()) {
      assertThat(client.observe(house.url("/doors")).poll(60, TimeUnit.SECONDS)).contains("LOCKED");
      int other = HouseOnTest.freePort();
      change(house, "port", other);
      HouseOnTest.await("the former is free", () -> free(house.port) && !free(other));
      BlockingQueue<String> heard = client.observe("coap://127.0.0.1:" + other + "/doors");
      assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("LOCKED");
      house.moved(HouseOnTest.FRONT, DoorState.UNLOCKED);
      assertThat(heard.poll(60, TimeUnit.SECONDS)).contains("UNLOCKED");
    }
  }

  @Test
  void nothingRunsOnWhenTheBundleIsGone() throws Exception {
    HouseOnTest house = new HouseOnTest(Map.of());
    house.close();
    assertThat(free(house.port)).isTrue();
    assertThat(free(house.securePort)).isTrue();
    HouseOnTest.await(
        "its threads end",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(
                    thread ->
                        thread.isAlive()
                            && (thread.getName().startsWith("vestibule-coap")
                                || thread.getName().startsWith("DTLS"))));
  }

  private static void change(HouseOnTest house, String key, Object value) {
    house.settings.put(key, value);
    house.messaging.configure(house.settings);
  }

  private static boolean free(int port) {
    try (DatagramSocket probe = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (SocketException e) {
      return false;
    }
  }
}
