// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.ClassRule;
import org.junit.Test;

/** The HTTPS listener of the running gateway: headers, rates, and another certificate. */
public class HttpsChecks {
  @ClassRule public static final OpenHttps HTTPS = new OpenHttps();
  private static final SecurityGateway GATEWAY = SecurityTest.GATEWAY;

  @Test
  public void onlyThePortThatWasAskedForIsAdded() throws Exception {
    Set<String> now = new TreeSet<>(Sockets.of(GATEWAY.pid()));
    assertTrue(now.remove("tcp *:" + HTTPS.port()));
    assertEquals(HTTPS.listenedBefore(), now);
  }

  @Test
  public void plainHttpStaysOnLoopback() throws Exception {
    String web = "org.apache.felix.http.cfg";
    String text = Files.readString(GATEWAY.home().resolve("etc").resolve(web));
    GATEWAY.configure(web, text.replace("host = 127.0.0.1", "host = 0.0.0.0"));
    try {
      Await.that("it is refused", () -> GATEWAY.complaint("network").contains("0.0.0.0"));
      assertFalse(Sockets.of(GATEWAY.pid()).contains("tcp *:" + GATEWAY.address().getPort()));
    } finally {
      GATEWAY.configure(web, text);
    }
    Await.that("all is well", () -> GATEWAY.complaint("network").isEmpty());
    Await.that("HTTPS listens again", HTTPS::listens);
  }

  @Test
  public void everyAnswerCarriesTheHeadersAlsoWhenNobodyHasThePage() throws Exception {
    for (String path : new String[] {"/", "/nothing", "/api/nothing", "/station/v1/nothing"}) {
      try (TlsClient client = HTTPS.client()) {
        String head = client.ask(path);
        assertTrue(head, head.contains("strict-transport-security: max-age=31536000"));
        assertHeaders(head);
      }
    }
    String refused = OpenHttps.plain("GET /%2e%2e HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    assertTrue(refused, refused.startsWith("http/1.1 400"));
    assertHeaders(refused);
    String odd =
        OpenHttps.plain("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "a".repeat(9000) + "\r\n\r\n");
    assertTrue(odd, odd.startsWith("http/1.1 431"));
    assertHeaders(odd);
  }

  private static void assertHeaders(String head) {
    assertTrue(head, head.contains("x-content-type-options: nosniff"));
    assertTrue(head, head.contains("x-frame-options: deny"));
    assertTrue(head, head.contains("content-security-policy: default-src 'none'"));
    assertTrue(head, head.contains("referrer-policy: no-referrer"));
    assertFalse(head, head.contains("jetty") || head.contains("\nserver:"));
    assertFalse(head, head.contains("exception") || head.contains("\tat "));
  }

  @Test
  public void aCertificateIsReplacedUnderAnOpenConnection() throws Exception {
    Path store = GATEWAY.home().resolve("given.p12");
    BigInteger first = given(store, "first");
    HTTPS.open(
        "certificateFile = %s\npasswordFile = %s\n"
            .formatted(store, GATEWAY.home().resolve("password")));
    Await.that("the given one is shown", () -> shown().equals(first));
    try (TlsClient old = HTTPS.client()) {
      old.ask("/");
      BigInteger second = given(store, "second");
      Await.that(
          "the next one is shown",
          () -> {
            assertEquals("the open connection goes on", first, old.serial());
            old.ask("/");
            return shown().equals(second);
          });
      old.ask("/");
      Files.writeString(store, "no key store");
      Await.that("it is told", () -> !GATEWAY.complaint("network").isEmpty());
      assertEquals("the last good one goes on", second, shown());
    } finally {
      HTTPS.open("");
    }
    Await.that("a generated one again", () -> GATEWAY.complaint("network").isEmpty());
  }

  private static BigInteger shown() throws Exception {
    try (TlsClient client = HTTPS.client()) {
      return client.serial();
    } catch (IOException e) {
      return BigInteger.ZERO; // Between two configurations nothing listens.
    }
  }

  private static BigInteger given(Path file, String name) throws Exception {
    Files.writeString(GATEWAY.home().resolve("password"), "changeit\n");
    Path fresh = file.resolveSibling(name + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    SecurityGateway.run(
        60,
        (keytool
                + " -genkeypair -alias gateway -keyalg EC -groupname secp256r1 -validity 9"
                + " -storetype PKCS12 -storepass changeit -dname CN=given -ext san=ip:127.0.0.1"
                + " -keystore "
                + fresh)
            .split(" "));
    java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(fresh)) {
      store.load(in, "changeit".toCharArray());
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return ((java.security.cert.X509Certificate) store.getCertificate("gateway")).getSerialNumber();
  }

  @Test
  public void anAddressThatAsksTooOftenIsToldToWaitAndLoopbackIsNot() throws Exception {
    InetAddress outer = SecurityGateway.outerAddress().orElse(null);
    assumeTrue("this machine is on a network", outer != null);
    HTTPS.open("requestsPerSecond = 1\n");
    String last = "";
    try (TlsClient eager = new TlsClient(outer, HTTPS.port())) {
      for (int i = 0; i < 50 && !last.startsWith("http/1.1 429"); i++) {
        last = eager.ask("/");
      }
      assertTrue(last, last.startsWith("http/1.1 429"));
      assertTrue(last, last.contains("retry-after: 1"));
      assertTrue(last, last.contains("application/problem+json"));
      assertTrue(
          OpenHttps.plain("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").startsWith("http/1.1 200"));
    } finally {
      HTTPS.open("");
    }
  }
}
