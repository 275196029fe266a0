// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.testkit.internal.sip.Baresip;
import org.vestibule.testkit.internal.sip.PhoneOptions;

/** What strangers send does not disturb who is known. */
class SipUnderFireTest {
  @TempDir Path folder;
  private SipHouse house;
  private final Told told = new Told();

  @BeforeEach
  void open() throws Exception {
    house = new SipHouse(folder).open().phone("flat4");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static String invite(String more) {
    return "INVITE sip:12@127.0.0.1 SIP/2.0\r\n" + more + "\r\n";
  }

  private static String request(String method, int number, String more) {
    return method
        + " sip:12@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK"
        + number
        + ";rport\r\nFrom: <sip:x@y>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: c"
        + number
        + "\r\nCSeq: 1 "
        + method
        + "\r\nMax-Forwards: 70\r\n"
        + more
        + "Content-Length: 0\r\n\r\n";
  }

  private void send(DatagramSocket socket, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    socket.send(
        new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", house.port)));
  }

  @Test
  void aFloodOfStrangersDisturbsNoCall() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    PhoneOptions options = PhoneOptions.of("flat4").at(house.at(), SipHouse.PASSWORD).answering();
    try (Baresip phone = Baresip.start(Files.createTempDirectory(folder, "phone"), options);
        DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      phone.await("REGISTER_OK", SipHouse.SOON);
      final SipCall call =
          house.agent().invite(house.contact("flat4"), "Door", SipHouse.OFFER, told);
      told.await("answered");
      phone.await("CALL_ESTABLISHED", SipHouse.SOON);
      flood(stranger);
      phone.hold();
      told.await("offered");
      assertThat(told.count("ended")).isZero();
      call.hangUp();
      phone.await("CALL_CLOSED", SipHouse.SOON);
      assertThat(house.inside().gate().malformedCount()).isPositive();
      SipHouse.await("no call", () -> house.inside().callCount() == 0);
    }
  }

  /**
   * Up to five hundred a second until a thousand were turned away: garbage, half requests, requests
   * and registrations of nobody.
   */
  private void flood(DatagramSocket stranger) throws IOException {
    long end = System.nanoTime() + SipHouse.SOON.toNanos();
    for (int i = 0; house.inside().gate().floodCount() < 1000; i++) {
      assertThat(end - System.nanoTime()).as("time to turn a thousand away").isPositive();
      switch (i % 4) {
        case 0 -> send(stranger, "\u0001garbage" + i);
        case 1 -> send(stranger, invite("Via: broken\r\nCSeq: 99999999999999 INVITE\r\n"));
        case 2 -> send(stranger, request("INVITE", i, ""));
        default -> send(stranger, request("REGISTER", i, "Contact: <sip:x@y>\r\n"));
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void aByeFromElsewhereEndsNoCall() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    PhoneOptions options = PhoneOptions.of("flat4").at(house.at(), SipHouse.PASSWORD).answering();
    try (Baresip phone = Baresip.start(Files.createTempDirectory(folder, "phone"), options);
        DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      phone.await("REGISTER_OK", SipHouse.SOON);
      final SipCall call =
          house.agent().invite(house.contact("flat4"), "Door", SipHouse.OFFER, told);
      told.await("answered");
      Dialog dialog = ((OutgoingCall) call).dialog();
      String bye =
          request("BYE", 99, "")
              .replace("tag=1", "tag=" + dialog.remoteTag())
              .replace("To: <sip:x@y>", "To: <sip:x@y>;tag=" + dialog.localTag())
              .replace("Call-ID: c99", "Call-ID: " + call.id());
      send(stranger, bye);
      SipHouse.await("counted", () -> house.inside().strayCount() == 1);
      assertThat(told.count("ended")).isZero();
      call.hangUp();
      phone.await("CALL_CLOSED", SipHouse.SOON);
    }
  }

  @Test
  void nothingIsRememberedOfWhoeverProvedNothing() throws Exception {
    house.open("messagesPerSecond", "1000");
    try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      stranger.setSoTimeout(60_000);
      for (int i = 0; i < 200; i++) {
        send(stranger, request("INVITE", i, ""));
        DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
        stranger.receive(answer);
        String text = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("SIP/2.0 401").contains("algorithm=MD5");
      }
      assertThat(house.inside().transport().serverTransactions()).isZero();
      assertThat(house.inside().callCount()).isZero();
    }
  }

  @Test
  void aMessageThatIsTooLongIsDroppedAndTheNextOneIsAnswered() throws Exception {
    try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      stranger.setSoTimeout(60_000);
      send(stranger, request("OPTIONS", 1, "X: " + "y".repeat(30_000) + "\r\n"));
      SipHouse.await("counted", () -> house.inside().gate().malformedCount() == 1);
      send(stranger, request("OPTIONS", 2, ""));
      DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
      stranger.receive(answer);
      assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
          .startsWith("SIP/2.0 200")
          .contains("Call-ID: c2");
    }
  }

  @Test
  void aDescriptionOfAMegabyteEndsItsConnectionAndNoOther() throws Exception {
    try (Socket greedy = new Socket("127.0.0.1", house.port);
        Socket decent = new Socket("127.0.0.1", house.port)) {
      String head = request("INVITE", 1, "Content-Type: application/sdp\r\n");
      String text =
          head.replace("Content-Length: 0", "Content-Length: 1000000").replace("UDP", "TCP");
      try {
        greedy.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        greedy.getOutputStream().write("a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(?i).*(reset|pipe|closed).*");
      }
      greedy.setSoTimeout(60_000);
      assertThat(ended(greedy)).isTrue();
      String options = request("OPTIONS", 2, "").replace("UDP", "TCP");
      decent.getOutputStream().write(options.getBytes(StandardCharsets.US_ASCII));
      decent.setSoTimeout(60_000);
      assertThat(new String(decent.getInputStream().readNBytes(11), StandardCharsets.US_ASCII))
          .isEqualTo("SIP/2.0 200");
    }
  }

  private static boolean ended(Socket socket) throws IOException {
    try {
      InputStream in = socket.getInputStream();
      return in.readAllBytes().length == 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void tooManyConnectionsOfOneAddressAreClosed() throws Exception {
    java.util.List<Socket> all = new java.util.ArrayList<>();
    try {
      for (int i = 0; i < 32; i++) {
        all.add(new Socket("127.0.0.1", house.port));
      }
      try (Socket last = new Socket("127.0.0.1", house.port)) {
        last.setSoTimeout(60_000);
        assertThat(ended(last)).isTrue();
      }
    } finally {
      for (Socket each : all) {
        each.close();
      }
    }
  }

  @Test
  void whenItEndsNoThreadIsLeft() throws Exception {
    house.close();
    SipHouse.await(
        "no thread",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(each -> each.getThreadGroup() instanceof StackThreads));
  }
}
