// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.device.http.DigestLogin;
import org.vestibule.testkit.internal.sip.FreePorts;

/** Registrations letter by letter, with a clock of the test's own. */
class RegistrarTest {
  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong(1);
  private final int port = FreePorts.row(2);
  private SipAgent agent;
  private DatagramSocket phone;
  private int number;
  private String challenge = "";

  @BeforeEach
  void open() throws Exception {
    SipSettings settings = SipSettings.of(Map.of("port", port));
    agent = new SipAgent(settings, peer -> {}, nanos::get);
    agent.phones(Map.of("flat4", entry("correct-horse", List.of("MD5"))));
    phone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    phone.setSoTimeout(60_000);
  }

  @AfterEach
  void close() {
    phone.close();
    agent.close();
  }

  private static PhoneEntry entry(String password, List<String> algorithms) {
    SipPhone phone =
        new SipPhone(
            "flat4",
            "Kitchen",
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Set.of(),
            false);
    byte[] secret = password.getBytes(StandardCharsets.UTF_8);
    return new PhoneEntry(
        phone,
        java.util.Optional.of(new PhoneSecret("flat4", "vestibule", secret)),
        algorithms,
        java.util.Optional.empty());
  }

  private String ask(String headers) throws Exception {
    String text =
        "REGISTER sip:house SIP/2.0\r\nVia: SIP/2.0/UDP 10.9.8.7:5060;branch=z9hG4bK"
            + ++number
            + ";rport\r\nFrom: <sip:flat4@house>;tag=1\r\nTo: <sip:flat4@house>\r\n"
            + "Call-ID: one\r\nCSeq: "
            + number
            + " REGISTER\r\nMax-Forwards: 70\r\n"
            + headers
            + "Content-Length: 0\r\n\r\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    phone.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", port)));
    DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
    phone.receive(answer);
    return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
  }

  private static List<String> challenges(String answer) {
    Matcher all = Pattern.compile("WWW-Authenticate: (.*)\r\n").matcher(answer);
    return all.results().map(each -> each.group(1)).toList();
  }

  private String proof(String password) {
    byte[] secret = password.getBytes(StandardCharsets.UTF_8);
    return "Authorization: "
        + DigestLogin.answer(List.of(challenge), "flat4", secret, "REGISTER", "sip:house").get()
        + "\r\n";
  }

  private String register(String headers) throws Exception {
    challenge = challenges(ask("")).get(0);
    return ask(proof("correct-horse") + headers);
  }

  @Test
  void itIsKnownWhereTheMessageCameFromNotWhereItSaysSo() throws Exception {
    String answer = register("Contact: <sip:flat4@10.9.8.7:5060>;expires=120\r\n");
    assertThat(answer).startsWith("SIP/2.0 200").contains("<sip:flat4@10.9.8.7:5060>;expires=120");
    assertThat(agent.contacts("flat4").get(0).uri())
        .startsWith("sip:flat4@127.0.0.1:" + phone.getLocalPort());
    nanos.addAndGet(121_000_000_000L);
    assertThat(agent.contacts("flat4")).isEmpty();
  }

  @Test
  void tooShortIsRefusedAndTooLongShortened() throws Exception {
    assertThat(register("Contact: <sip:a@10.9.8.7>;expires=30\r\n"))
        .startsWith("SIP/2.0 423")
        .contains("Min-Expires: 60");
    assertThat(register("Contact: <sip:a@10.9.8.7>\r\nExpires: 86400\r\n"))
        .startsWith("SIP/2.0 200")
        .contains("expires=3600");
  }

  @Test
  void severalDevicesComeAndGo() throws Exception {
    register("Contact: <sip:a@10.9.8.7>\r\nContact: <sip:b@10.9.8.7>\r\n");
    assertThat(agent.contacts("flat4")).hasSize(2);
    register("Contact: <sip:a@10.9.8.7>;expires=0\r\n");
    assertThat(agent.contacts("flat4")).hasSize(1);
    assertThat(register("Contact: *\r\nExpires: 60\r\n")).startsWith("SIP/2.0 400");
    assertThat(register("Contact: *\r\nExpires: 0\r\n")).startsWith("SIP/2.0 200");
    assertThat(agent.contacts("flat4")).isEmpty();
  }

  @Test
  void anAnswerThatWasUsedOnceIsStale() throws Exception {
    challenge = challenges(ask("")).get(0);
    String proof = proof("correct-horse");
    assertThat(ask(proof)).startsWith("SIP/2.0 200");
    assertThat(ask(proof)).startsWith("SIP/2.0 401").contains("stale=true");
    challenge = challenges(ask("")).get(0);
    String late = proof("correct-horse");
    nanos.addAndGet(301_000_000_000L);
    assertThat(ask(late)).startsWith("SIP/2.0 401").contains("stale=true");
  }

  @Test
  void afterTenWrongPasswordsThereIsNoAnswerButTheRightOneGets() throws Exception {
    for (int i = 0; i < Doorman.MOST_WRONG; i++) {
      challenge = challenges(ask("")).get(0);
      assertThat(ask(proof("battery-staple"))).startsWith("SIP/2.0 403");
    }
    challenge = challenges(ask("")).get(0);
    phone.setSoTimeout(700);
    String wrong = proof("battery-staple");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> ask(wrong))
        .isInstanceOf(java.net.SocketTimeoutException.class);
    phone.setSoTimeout(60_000);
    assertThat(register("")).startsWith("SIP/2.0 200");
  }

  @Test
  void sha256IsOfferedBeforeMd5WhereThePhoneMayChoose() throws Exception {
    agent.phones(Map.of("flat4", entry("correct-horse", List.of("SHA-256", "MD5"))));
    List<String> offered = challenges(ask(""));
    assertThat(offered).hasSize(2);
    challenge = offered.get(0);
    assertThat(challenge).contains("SHA-256");
    assertThat(ask(proof("correct-horse"))).startsWith("SIP/2.0 200");
  }

  @Test
  void anotherPasswordEndsTheRegistration() throws Exception {
    register("Contact: <sip:a@10.9.8.7>\r\n");
    agent.phones(Map.of("flat4", entry("correct-horse", List.of("SHA-256"))));
    assertThat(agent.contacts("flat4")).hasSize(1);
    agent.phones(Map.of("flat4", entry("another-horse", List.of("MD5"))));
    assertThat(agent.contacts("flat4")).isEmpty();
  }
}
