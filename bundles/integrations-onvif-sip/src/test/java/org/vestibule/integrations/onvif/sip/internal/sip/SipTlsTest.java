// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.testkit.internal.sip.Baresip;
import org.vestibule.testkit.internal.sip.FreePorts;
import org.vestibule.testkit.internal.sip.PhoneOptions;

/** A real phone over TLS. */
class SipTlsTest {
  private static final String PASSWORD = "key-store-password";

  @TempDir Path folder;

  /** Makes a certificate for loopback with the tool of the Java runtime, and its PEM. */
  private Path certificate() throws Exception {
    Path store = folder.resolve("house.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "house",
                "-keyalg",
                "EC",
                "-dname",
                "CN=house",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore read = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      read.load(in, PASSWORD.toCharArray());
    }
    pem(read.getCertificate("house"));
    return store;
  }

  private void pem(Certificate certificate) throws Exception {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    Files.writeString(
        folder.resolve("house.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + lines.encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  private SipHouse house(Path store, int tls) throws IOException {
    Path secret = folder.resolve("store.password");
    Files.writeString(secret, PASSWORD + "\n");
    return new SipHouse(folder)
        .open(
            "tlsPort", String.valueOf(tls),
            "certificateFile", store.toString(),
            "certificatePasswordFile", secret.toString(),
            "trustedFile", folder.resolve("house.pem").toString())
        .phone("flat4");
  }

  @Test
  void aPhoneRegistersAndIsCalledOnItsConnection() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    Path store = certificate();
    int tls = FreePorts.row(2);
    Told told = new Told();
    PhoneOptions options =
        PhoneOptions.of("flat4").at("127.0.0.1:" + tls, SipHouse.PASSWORD).over("tls").answering();
    try (SipHouse house = house(store, tls);
        Baresip phone = Baresip.start(Files.createTempDirectory(folder, "phone"), options)) {
      phone.await("REGISTER_OK", SipHouse.SOON);
      assertThat(house.contact("flat4").uri()).contains("transport=tls");
      SipCall call = house.agent().invite(house.contact("flat4"), "Door", SipHouse.OFFER, told);
      told.await("answered");
      call.hangUp();
      phone.await("CALL_CLOSED", SipHouse.SOON);
      told.await("ended HUNG_UP");
    }
  }

  @Test
  void aHouseIsNotCalledWhoseCertificateIsForAnotherName() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    Path store = certificate();
    int tls = FreePorts.row(2);
    Path secret = folder.resolve("registrar.password");
    Files.writeString(secret, SipHouse.PASSWORD + "\n");
    try (SipHouse registrar = house(store, tls).phone("door");
        SipHouse right = client(store, "127.0.0.1:" + tls, secret);
        SipHouse wrong = client(store, "localhost:" + tls, secret)) {
      SipHouse.await(
          "registered", () -> right.service.status().sentence().contains("Registered at"));
      assertThat(registrar.agent().contacts("door")).hasSize(1);
      SipHouse.await("refused", () -> wrong.service.status().sentence().contains("not reached"));
    }
  }

  private SipHouse client(Path store, String registrar, Path secret) {
    return new SipHouse(folder)
        .open(
            "tlsPort", String.valueOf(FreePorts.row(2)),
            "certificateFile", store.toString(),
            "certificatePasswordFile", folder.resolve("store.password").toString(),
            "trustedFile", folder.resolve("house.pem").toString(),
            "registrar", registrar + ";transport=tls",
            "registrarUser", "door",
            "registrarPasswordFile", secret.toString());
  }
}
