// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.door.DoorState;

/** Nobody can make the gateway remember, repeat or do more than it wants to. */
@Timeout(180)
class BoundsTest {
  @Test
  void whoAsksTooMuchIsToldWhenToAskAgain() throws Exception {
    try (HouseOnTest house =
            new HouseOnTest(Map.of()).peer("lift", "system").peer("boiler", "system");
        PeerClient lift = PeerClient.keyed("lift", HouseOnTest.KEY);
        PeerClient boiler = PeerClient.keyed("boiler", HouseOnTest.KEY)) {
      house.peers.update(
          "lift",
          Map.of("name", "lift", "key", "secret:lift", "roles", "system", "requestsPerSecond", 1));
      CoapResponse answer = lift.get(house.secureUrl("/health"));
      for (int i = 0; i < 20 && answer.getCode() == ResponseCode.CONTENT; i++) {
        answer = lift.get(house.secureUrl("/health"));
      }
      assertThat(answer.getCode()).isEqualTo(ResponseCode.TOO_MANY_REQUESTS);
      assertThat(answer.getOptions().getMaxAge()).isBetween(1L, 2L);
      assertThat(answer.getPayloadSize()).isZero();
      assertThat(boiler.get(house.secureUrl("/health")).getCode()).isEqualTo(ResponseCode.CONTENT);
      HouseOnTest.await(
          "the wait is over", () -> code(lift, house.secureUrl("/health")) == ResponseCode.CONTENT);
    }
  }

  @Test
  void oneObservationTooManyIsAnsweredOnceOnly() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of("observers", 1)).peer("lift", "system");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      BlockingQueue<String> first = client.observe(house.secureUrl("/doors/front-door"));
      assertThat(first.poll(60, TimeUnit.SECONDS)).contains("LOCKED");
      BlockingQueue<String> second = client.observe(house.secureUrl("/doors"));
      assertThat(second.poll(60, TimeUnit.SECONDS)).contains("LOCKED");
      house.moved(HouseOnTest.FRONT, DoorState.UNLOCKED);
      assertThat(first.poll(60, TimeUnit.SECONDS)).contains("UNLOCKED");
      assertThat(second).noneMatch(said -> said.contains("UNLOCKED"));
    }
  }

  @Test
  void whatIsCriticalAndNotUnderstoodIsRefused() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of());
        PeerClient client = PeerClient.plain()) {
      Request ifMatch = Request.newGet();
      ifMatch.getOptions().addIfMatch(new byte[] {1});
      assertThat(client.send(ifMatch, house.url("/health")).getCode())
          .isEqualTo(ResponseCode.BAD_OPTION);
      // Option 65001 (critical, unknown), as raw bytes: 13-bit delta with two more bytes.
      byte[] answer = ask(house.port, "40010001" + "e0fcdc");
      assertThat(answer[1] & 0xff).isEqualTo(0x82);
      // Proxy-Uri, option 35: delta 13 + 22, length 7.
      assertThat(ask(house.port, "40010002" + "d716" + "636f61703a2f2f")[1] & 0xff).isEqualTo(0xa5);
    }
  }

  @Test
  void datagramsThatAreNoneHurtNobody() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system");
        PeerClient lift = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      Random random = new Random(7);
      for (int i = 0; i < 3000; i++) {
        byte[] junk = new byte[random.nextInt(1400)];
        random.nextBytes(junk);
        if (i % 3 == 0 && junk.length > 4) {
          junk[0] = 0x40;
          junk[1] = (byte) (i % 5);
        } else if (i % 3 == 1 && junk.length > 13) {
          System.arraycopy(HexFormat.of().parseHex("16fefd0000000000000000"), 0, junk, 0, 11);
        }
        send(house.port, junk);
        send(house.securePort, junk);
      }
      assertThat(lift.get(house.secureUrl("/doors")).getCode()).isEqualTo(ResponseCode.CONTENT);
      HouseOnTest.await("strangers may ask again", () -> plainly(house) == ResponseCode.CONTENT);
    }
  }

  @Test
  void aHelloIsAnsweredWithACookieFirst() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of())) {
      String suites = "0004" + "00a8c0a8";
      String body = "fefd" + "00".repeat(32) + "00" + "00" + suites + "0100";
      String length = "%06x".formatted(body.length() / 2);
      String hello = "01" + length + "0000" + "000000" + length + body;
      byte[] answer =
          ask(
              house.securePort,
              "16fefd" + "0000" + "000000000000" + "%04x".formatted(hello.length() / 2) + hello);
      assertThat(answer[0]).isEqualTo((byte) 0x16);
      assertThat(answer[13]).as("HelloVerifyRequest").isEqualTo((byte) 3);
      assertThat(answer.length).isLessThan(hello.length() / 2 + 13);
    }
  }

  private static ResponseCode plainly(HouseOnTest house) {
    try (PeerClient client = PeerClient.plain()) {
      return code(client, house.url("/health"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ResponseCode code(PeerClient client, String url) {
    try {
      CoapResponse answer = client.get(url);
      return answer == null ? null : answer.getCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void send(int port, byte[] bytes) throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(
              bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }
  }

  private static byte[] ask(int port, String hex) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(60_000);
      socket.send(
          new DatagramPacket(
              bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
      DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer within a minute", e);
    }
  }
}
