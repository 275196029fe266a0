// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status.State;

/** Keys and certificates: who is let in by them, and who is not. */
@Timeout(180)
class ProofsTest {
  @TempDir Path folder;
  private KeyPair ownKeys;
  private KeyPair authorityKeys;
  private X509Certificate authority;
  private HouseOnTest house;

  @BeforeEach
  void aGatewayWithACertificate() throws Exception {
    authorityKeys = Papers.pair();
    authority = Papers.authority("CN=authority", authorityKeys);
    ownKeys = Papers.pair();
    X509Certificate own = signed("CN=gateway", ownKeys);
    house = new HouseOnTest(Map.of("port", 0, "securePort", 0, "commands", "off"));
    byte[] pem =
        Papers.pem("PRIVATE KEY", ownKeys.getPrivate().getEncoded())
            .getBytes(StandardCharsets.US_ASCII);
    house.secrets.put("coap-key", pem);
    house.settings.put("securePort", house.securePort);
    house.settings.put("certificateFile", Papers.file(folder.resolve("own.pem"), own).toString());
    house.settings.put("privateKey", "secret:coap-key");
    house.messaging.configure(house.settings);
    HouseOnTest.await("it listens", () -> house.messaging.status().state() == State.READY);
    Papers.file(folder.resolve("authority.pem"), authority);
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void aRawPublicKeyThatNobodyHasIsRefused() throws Exception {
    KeyPair mine = Papers.pair();
    rawPeer(Papers.pair());
    try (PeerClient client = raw(mine)) {
      refused(client);
    }
    rawPeer(mine);
    try (PeerClient client = raw(mine)) {
      allowed(client);
    }
  }

  @Test
  void aCertificateCountsWithItsSubjectAndItsOwnSigner() throws Exception {
    KeyPair keys = Papers.pair();
    KeyPair otherKeys = Papers.pair();
    X509Certificate other = Papers.authority("CN=authority", otherKeys);
    certifiedPeer("CN=lift");
    try (PeerClient client = certified(keys, signed("CN=boiler", keys))) {
      refused(client);
    }
    try (PeerClient client =
        certified(keys, Papers.signed("CN=lift", keys, other, otherKeys, Duration.ofHours(1)))) {
      refused(client);
    }
    try (PeerClient client =
        certified(
            keys, Papers.signed("CN=lift", keys, authority, authorityKeys, Duration.ofHours(-1)))) {
      refused(client);
    }
    try (PeerClient client = certified(keys, signed("CN=lift", keys))) {
      allowed(client);
    }
  }

  @Test
  void whoeverIsRemovedIsOutAtOnce() throws Exception {
    house.peer("lift", "system");
    try (PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      allowed(client);
      house.peers.deleted("lift");
      HouseOnTest.await("it is out", () -> !seesDoors(client));
    }
    try (PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      refused(client);
    }
  }

  @Test
  void aSessionEndsWithTheKeyThatItBeganWith() throws Exception {
    house.peer("lift", "system");
    byte[] other = "another key of 24 bytes!".getBytes(StandardCharsets.US_ASCII);
    try (PeerClient old = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      allowed(old);
      house.house.secrets.put("lift", other);
      HouseOnTest.await("its session has ended", () -> !seesDoors(old));
    }
    try (PeerClient client = PeerClient.keyed("lift", other)) {
      allowed(client);
    }
  }

  @Test
  void aKeyInHexadecimalDigitsIsTheBytesThatTheyWrite() throws Exception {
    house.peer("lift", "system");
    house.secrets.put(
        "lift", "000102030405060708090a0b0c0d0e0f\n".getBytes(StandardCharsets.US_ASCII));
    byte[] key = new byte[16];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    try (PeerClient client = PeerClient.keyed("lift", key)) {
      allowed(client);
    }
  }

  @Test
  void aKeyThatIsMissingOrTooShortLetsNobodyInAndIsSaid() throws Exception {
    house.peer("lift", "system");
    house.secrets.put("lift", "short".getBytes(StandardCharsets.US_ASCII));
    try (PeerClient client =
        PeerClient.keyed("lift", "short".getBytes(StandardCharsets.US_ASCII))) {
      refused(client);
    }
    awaitSaid("secret lift", "5 bytes", "16 to 64");
    house.secrets.remove("lift");
    try (PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      refused(client);
    }
    awaitSaid("secret lift", "nothing");
  }

  @Test
  void withoutACertificateOfItsOwnTheGatewaySaysWhatIsMissing() throws Exception {
    rawPeer(Papers.pair());
    house.settings.remove("certificateFile");
    house.settings.remove("privateKey");
    house.messaging.configure(house.settings);
    HouseOnTest.await(
        "it says so", () -> house.messaging.status().sentence().contains("certificateFile"));
    assertThat(house.messaging.status().state()).isEqualTo(State.DEGRADED);
  }

  @Test
  void theKeyOfAnotherCertificateIsSaidAndTheFormerOneStays() throws Exception {
    house.peer("lift", "system");
    byte[] other =
        Papers.pem("PRIVATE KEY", Papers.pair().getPrivate().getEncoded())
            .getBytes(StandardCharsets.US_ASCII);
    house.secrets.put("other-key", other);
    Path again = folder.resolve("again.pem");
    Papers.file(again, signed("CN=gateway", ownKeys));
    house.settings.put("certificateFile", again.toString());
    house.settings.put("privateKey", "secret:other-key");
    house.messaging.configure(house.settings);
    HouseOnTest.await(
        "it is said", () -> house.messaging.status().sentence().contains("privateKey"));
    try (PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      allowed(client);
    }
  }

  private void rawPeer(KeyPair keys) {
    String encoded = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    house.peers.update("raw", Map.of("name", "lift", "publicKey", encoded, "roles", "system"));
  }

  private void certifiedPeer(String subject) {
    house.peers.update(
        "certified",
        Map.of(
            "name",
            "lift",
            "certificate",
            subject,
            "trustFile",
            folder.resolve("authority.pem").toString(),
            "roles",
            "system"));
  }

  private X509Certificate signed(String subject, KeyPair keys) throws Exception {
    return Papers.signed(subject, keys, authority, authorityKeys, Duration.ofHours(1));
  }

  private PeerClient raw(KeyPair keys) throws IOException {
    return PeerClient.secured(
        dtls ->
            dtls.setCertificateIdentityProvider(
                    new SingleCertificateProvider(keys.getPrivate(), keys.getPublic()))
                .setAdvancedCertificateVerifier(
                    StaticNewAdvancedCertificateVerifier.builder().setTrustAllRPKs().build()));
  }

  private PeerClient certified(KeyPair keys, X509Certificate own) throws IOException {
    X509Certificate[] chain = {own};
    return PeerClient.secured(
        dtls ->
            dtls.setCertificateIdentityProvider(
                    new SingleCertificateProvider(keys.getPrivate(), chain, CertificateType.X_509))
                .setAdvancedCertificateVerifier(
                    StaticNewAdvancedCertificateVerifier.builder()
                        .setTrustedCertificates(authority)
                        .build()));
  }

  private void allowed(PeerClient client) throws Exception {
    assertThat(client.get(house.secureUrl("/doors")).getCode()).isEqualTo(ResponseCode.CONTENT);
  }

  /** It is said when the key was asked for, however long the handshake takes. */
  private void awaitSaid(String... words) {
    HouseOnTest.await(
        String.join(", ", words),
        () -> Stream.of(words).allMatch(house.messaging.status().sentence()::contains));
  }

  private void refused(PeerClient client) {
    assertThat(seesDoors(client)).isFalse();
  }

  /** False with no answer, after a failed handshake, or where it is told to prove who it is. */
  private boolean seesDoors(PeerClient client) {
    try {
      var answer = client.getSoon(house.secureUrl("/doors"));
      if (answer == null || answer.getCode() == ResponseCode.UNAUTHORIZED) {
        return false;
      }
      assertThat(answer.getCode()).isEqualTo(ResponseCode.CONTENT);
      return true;
    } catch (IOException | ConnectorException e) {
      return false; // The handshake came to nothing, as it should.
    }
  }
}
