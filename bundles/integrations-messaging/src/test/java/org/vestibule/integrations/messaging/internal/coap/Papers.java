// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys and certificates made now, and the files that they stand in. */
final class Papers {
  private Papers() {}

  static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** A certificate that signs others, signed by itself. */
  static X509Certificate authority(String name, KeyPair keys) throws Exception {
    return make(name, keys, name, keys, true, Duration.ofDays(1));
  }

  /**
   * A certificate for somebody.
   *
   * @param good for how long from now; negative: until then
   */
  static X509Certificate signed(
      String subject, KeyPair keys, X509Certificate authority, KeyPair by, Duration good)
      throws Exception {
    return make(subject, keys, authority.getSubjectX500Principal().getName(), by, false, good);
  }

  private static X509Certificate make(
      String subject, KeyPair keys, String issuer, KeyPair by, boolean signs, Duration good)
      throws Exception {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(Duration.ofDays(2))),
            Date.from(now.plus(good)),
            new X500Name(subject),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(signs));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
  }

  static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }

  static Path file(Path file, X509Certificate certificate) throws Exception {
    return Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
  }
}
