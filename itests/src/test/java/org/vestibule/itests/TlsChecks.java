// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.ClassRule;
import org.junit.Test;

/** The HTTPS listener of the running gateway, as scanners of others see it. */
public class TlsChecks {
  private static final Pattern CIPHER = Pattern.compile("<cipher status=\"[a-z]+\" [^>]*");
  @ClassRule public static final OpenHttps HTTPS = new OpenHttps();
  private static final SecurityGateway GATEWAY = SecurityTest.GATEWAY;

  @Test
  public void aScannerFindsTls13Only() throws Exception {
    String scan = sslscan();
    for (String version : new String[] {"1.0", "1.1", "1.2"}) {
      assertTrue(scan, scan.contains("type=\"tls\" version=\"" + version + "\" enabled=\"0\""));
    }
    assertTrue(scan, scan.contains("type=\"tls\" version=\"1.3\" enabled=\"1\""));
    assertSound(scan);
  }

  @Test
  public void aScannerFindsTls12OnlyWhenItWasAllowedAndNoWeakSuite() throws Exception {
    HTTPS.open("tlsVersions = TLSv1.3, TLSv1.2\n");
    try {
      String scan = sslscan();
      assertTrue(scan, scan.contains("type=\"tls\" version=\"1.2\" enabled=\"1\""));
      assertTrue(scan, scan.contains("type=\"tls\" version=\"1.1\" enabled=\"0\""));
      assertSound(scan);
    } finally {
      HTTPS.open("");
    }
  }

  private static void assertSound(String scan) {
    assertTrue(scan, scan.contains("<renegotiation supported=\"0\""));
    assertFalse(scan, scan.contains("vulnerable=\"1\""));
    assertTrue(scan, scan.contains("<signature-algorithm>ecdsa-with-SHA256"));
    assertTrue(scan, scan.contains("<pk error=\"false\" type=\"EC\" curve_name=\"prime256v1\""));
    assertTrue(scan, scan.contains("<expired>false</expired>"));
    assertTrue(scan, scan.contains("IP Address:127.0.0.1"));
    Matcher ciphers = CIPHER.matcher(scan);
    assertTrue("no cipher was found", ciphers.find());
    do {
      String cipher = ciphers.group();
      boolean modern =
          cipher.contains("sslversion=\"TLSv1.3\"")
              || cipher.matches(".*cipher=\"ECDHE-ECDSA-(AES...-GCM-|CHACHA20-).*");
      assertTrue(cipher, modern);
      assertTrue(cipher, cipher.matches(".*bits=\"(128|256)\".*"));
    } while (ciphers.find());
  }

  @Test
  public void testsslFindsNothingSerious() throws Exception {
    assumeTrue("only with --security", SecurityTest.thorough());
    Path report = GATEWAY.home().resolve("testssl.csv");
    Files.deleteIfExists(report);
    SecurityGateway.run(
        420,
        "testssl",
        "--quiet",
        "--warnings=off",
        "--color=0",
        "--csvfile=" + report,
        "-p",
        "-E",
        "-U",
        "127.0.0.1:" + HTTPS.port());
    Set<String> serious = new TreeSet<>();
    int findings = 0;
    for (String line : Files.readAllLines(report)) {
      String[] cells = line.split("\",\"");
      findings++;
      if (cells.length > 3 && cells[3].matches("MEDIUM|HIGH|CRITICAL")) {
        serious.add(line);
      }
    }
    assertTrue("testssl said nothing", findings > 20);
    assertEquals(Set.of(), serious);
  }

  private static String sslscan() throws Exception {
    // Its usual 3 s for each handshake are no promise of a busy machine.
    return SecurityGateway.run(
        300, "sslscan", "--no-colour", "--timeout=30", "--xml=-", "127.0.0.1:" + HTTPS.port());
  }
}
