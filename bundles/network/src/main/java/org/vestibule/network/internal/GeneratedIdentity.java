// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.vestibule.api.VestibuleException;

/**
 * Makes and keeps a self-signed certificate (RFC 5280; ECDSA on P-256, FIPS 186-5). It is renewed,
 * with a fresh key, thirty days before it ends and when the names change. Not thread-safe.
 *
 * <p>The key lies in the data folder in a file of its owner's, and not in the vault: whoever opens
 * a locked vault from elsewhere comes through this listener.
 */
final class GeneratedIdentity {
  static final Duration LIFE = Duration.ofDays(365);
  static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  /** Clocks of panels are wrong by hours. */
  private static final Duration BACKDATED = Duration.ofDays(1);

  private final Path folder;
  private final Clock clock;

  GeneratedIdentity(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Returns the certificate for these names, a new one where the kept one is not good enough.
   *
   * @throws VestibuleException {@code certificate-unwritable}
   */
  Identity forNames(List<String> names) throws VestibuleException {
    try {
      Identity kept = kept();
      if (kept != null && good(kept.certificate(), names)) {
        return kept;
      }
      return make(names);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new VestibuleException(
          "certificate-unwritable",
          "the generated certificate",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "a writable folder secrets/tls in the data folder",
          "Look at the disk and at the folder's owner.",
          e);
    }
  }

  private Identity kept() {
    if (!Files.exists(key()) || !Files.exists(certificate())) {
      return null;
    }
    try {
      return new Identity(PemFiles.key(key()), PemFiles.certificates(certificate()));
    } catch (IOException | GeneralSecurityException e) {
      return null; // Cut off by a crash, or another's: a new one is made.
    }
  }

  private boolean good(X509Certificate kept, List<String> names) throws GeneralSecurityException {
    Instant renewal = kept.getNotAfter().toInstant().minus(RENEWED_BEFORE);
    boolean inTime = clock.instant().isBefore(renewal);
    boolean begun = !clock.instant().isBefore(kept.getNotBefore().toInstant());
    return inTime && begun && names(kept).equals(new TreeSet<>(normal(names)));
  }

  private static TreeSet<String> names(X509Certificate kept) throws GeneralSecurityException {
    TreeSet<String> names = new TreeSet<>();
    Collection<List<?>> alternatives = kept.getSubjectAlternativeNames();
    for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
      names.add(String.valueOf(name.get(1)));
    }
    return new TreeSet<>(normal(names));
  }

  /** IPv6 addresses have many spellings. */
  private static List<String> normal(Collection<String> names) {
    return names.stream().map(Addresses::normal).toList();
  }

  private Identity make(List<String> names)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    X509Certificate certificate = certificate(pair, names);
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    PemFiles.write(key(), new JcaPKCS8Generator(pair.getPrivate(), null));
    PemFiles.write(certificate(), certificate);
    return new Identity(pair.getPrivate(), List.of(certificate));
  }

  private X509Certificate certificate(KeyPair pair, List<String> names)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    X500Name subject = new X500Name("CN=Vestibule gateway");
    Instant now = clock.instant();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            new BigInteger(127, new SecureRandom()).setBit(126),
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(LIFE)),
            subject,
            pair.getPublic());
    List<GeneralName> alternatives = new ArrayList<>();
    for (String name : names) {
      int kind = Addresses.literal(name) ? GeneralName.iPAddress : GeneralName.dNSName;
      alternatives.add(new GeneralName(kind, name));
    }
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(alternatives.toArray(GeneralName[]::new)));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }

  private Path key() {
    return folder.resolve("gateway.key");
  }

  private Path certificate() {
    return folder.resolve("gateway.pem");
  }
}
