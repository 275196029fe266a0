// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;

/** What MQTT promises, to clients of others, in both versions. */
class DeliveryTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"5,0", "5,1", "5,2", "311,0", "311,1", "311,2"})
  void whatIsRetainedIsHeardByWhoeverComesLaterAndWhatIsSaidByWhoeverListens(
      String version, String qos) throws Exception {
    assumeTrue(Mosquitto.installed(), "mosquitto's clients are not installed");
    try (TestBroker broker = TestBroker.start(folder, Map.of());
        Listening listener =
            Listening.plain(broker.port, "gateway", TestBroker.PASSWORD, "vestibule/#")) {
      Mosquitto.Said told =
          broker.client(
              "mosquitto_pub",
              "gateway",
              "-V",
              version,
              "-q",
              qos,
              "-r",
              "-t",
              "vestibule/home/online",
              "-m",
              "true");
      assertThat(told).isEqualTo(new Mosquitto.Said(0, ""));
      assertThat(listener.next()).isEqualTo("vestibule/home/online=true");
      Mosquitto.Said heard =
          broker.client(
              "mosquitto_sub",
              "gateway",
              "-V",
              version,
              "-q",
              qos,
              "-v",
              "-C",
              "1",
              "-W",
              "60",
              "-t",
              "vestibule/+/online");
      assertThat(heard).isEqualTo(new Mosquitto.Said(0, "vestibule/home/online true\n"));
    }
  }

  @Test
  void aClientThatDiesHasItsWillTold() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of());
        Listening listener =
            Listening.plain(broker.port, "gateway", TestBroker.PASSWORD, "vestibule/#")) {
      MqttConnectionOptions options = Listening.options("gateway", TestBroker.PASSWORD);
      options.setWill(
          "vestibule/home/online",
          new MqttMessage("false".getBytes(StandardCharsets.UTF_8), 1, true, null));
      Listening mortal = Listening.connect(url(broker), null, options, "mortal");
      mortal.client().disconnectForcibly(0, 0, false);
      assertThat(listener.next()).isEqualTo("vestibule/home/online=false");
    }
  }

  @Test
  void whoeverWasAwayGetsWhatWaitedInOrderAndNoMoreThanTheBound() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of("maxQueued", "5"));
        Listening gateway = Listening.plain(broker.port, "gateway", TestBroker.PASSWORD)) {
      Listening.connect(url(broker), null, lasting(), "desk", "vestibule/home/#").close();
      for (int i = 1; i <= 8; i++) {
        gateway.publish("vestibule/home/event", "" + i, i % 2 + 1, false);
      }
      try (Listening back = Listening.connect(url(broker), null, lasting(), "desk")) {
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          heard.add(back.next());
        }
        assertThat(heard)
            .containsExactly(
                "vestibule/home/event=4",
                "vestibule/home/event=5",
                "vestibule/home/event=6",
                "vestibule/home/event=7",
                "vestibule/home/event=8");
      }
    }
  }

  @Test
  void aSessionLastsNoLongerThanTheHouseAllows() throws Exception {
    try (TestBroker broker = TestBroker.start(folder, Map.of("sessionHours", "0"))) {
      Listening.connect(url(broker), null, lasting(), "desk", "vestibule/home/#").close();
      Await.so(
          () -> broker.broker().house().engine().sessions().count() == 0,
          () -> "the session is still there");
    }
  }

  @Test
  void withinTlsAndNotInTheClearAndTheCertificateIsRenewedWhileItRuns() throws Exception {
    String port = Integer.toString(Ports.free());
    Path certificate = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    certificate(certificate, key);
    Map<String, String> settings =
        Map.of(
            "address",
            "",
            "tlsAddress",
            "127.0.0.1",
            "tlsPort",
            port,
            "certificateFile",
            certificate.toString(),
            "keyFile",
            key.toString());
    try (TestBroker broker = TestBroker.start(folder, settings)) {
      try (Listening client =
          Listening.within(
              trusting(certificate),
              Integer.parseInt(port),
              "gateway",
              TestBroker.PASSWORD,
              "vestibule/#")) {
        client.publish("vestibule/home/x", "within", 2, false);
        assertThat(client.next()).isEqualTo("vestibule/home/x=within");

        assertThatThrownBy(
                () -> Listening.plain(Integer.parseInt(port), "gateway", TestBroker.PASSWORD))
            .isInstanceOf(MqttException.class);

        Files.writeString(key, "no key");
        broker.broker().look();
        assertThat(broker.broker().trouble()).contains("cert.pem").contains("PKCS#8");
        certificate(certificate, key);
        broker.broker().look();
        assertThat(broker.broker().trouble()).isEmpty();
        Listening.within(
                trusting(certificate), Integer.parseInt(port), "gateway", TestBroker.PASSWORD)
            .close();
        client.publish("vestibule/home/x", "still", 1, false);
        assertThat(client.next()).isEqualTo("vestibule/home/x=still");
      }
    }
  }

  @Test
  void aPortThatIsTakenIsNamedAndNothingIsLeftRunning() throws Exception {
    try (TestBroker first = TestBroker.start(folder, Map.of())) {
      Set<String> before = threads();
      assertThatThrownBy(() -> TestBroker.start(folder, Map.of("port", "" + first.port)))
          .isInstanceOf(VestibuleException.class)
          .hasMessageContaining("port " + first.port);
      Await.so(() -> before.containsAll(threads()), () -> "threads " + threads());
      Listening.plain(first.port, "gateway", TestBroker.PASSWORD).close();
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("activemq") || name.contains("vestibule-broker"))
        .map(name -> name.replaceAll("[0-9]+", ""))
        .collect(Collectors.toSet());
  }

  private static MqttConnectionOptions lasting() {
    MqttConnectionOptions options = Listening.options("gateway", TestBroker.PASSWORD);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    return options;
  }

  private static String url(TestBroker broker) {
    return "tcp://127.0.0.1:" + broker.port;
  }

  private static void certificate(Path certificate, Path key) throws Exception {
    Mosquitto.Said said =
        Mosquitto.run(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
    assertThat(said.code()).as(said.text()).isZero();
  }

  private static SSLSocketFactory trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "broker", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
