// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.vestibule.api.VestibuleException;

/** Takes the certificate that a person gave, and only one that the listener can work with. */
final class GivenIdentity {
  private static final byte[] PROBE = {1, 2, 3};

  private GivenIdentity() {}

  /**
   * Reads it.
   *
   * @throws VestibuleException {@code certificate-invalid} when it cannot be read, key and
   *     certificate do not belong together, or it is past its time
   */
  static Identity read(Settings.Tls tls, Clock clock) throws VestibuleException {
    Path file = tls.certificate().orElseThrow();
    try {
      Identity identity = tls.key().isPresent() ? pem(file, tls.key().get()) : pkcs12(file, tls);
      identity.certificate().checkValidity(java.util.Date.from(clock.instant()));
      return identity;
    } catch (IOException | GeneralSecurityException e) {
      throw new VestibuleException(
          "certificate-invalid",
          "certificate " + file.getFileName(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "a certificate in force with its own private key",
          "Write both files anew; they are looked at every few seconds.",
          e);
    }
  }

  private static Identity pem(Path certificate, Path keyFile)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = PemFiles.certificates(certificate);
    PrivateKey key = PemFiles.key(keyFile);
    if (!belongTogether(key, chain.get(0).getPublicKey())) {
      throw new GeneralSecurityException("the private key is another certificate's");
    }
    return new Identity(key, chain);
  }

  private static boolean belongTogether(PrivateKey secret, PublicKey open)
      throws GeneralSecurityException {
    if (!secret.getAlgorithm().equals(open.getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> secret.getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static Identity pkcs12(Path file, Settings.Tls tls)
      throws IOException, GeneralSecurityException {
    char[] password = new char[0];
    if (tls.password().isPresent()) {
      password =
          Files.readString(tls.password().get()).lines().findFirst().orElse("").toCharArray();
    }
    try {
      return PemFiles.pkcs12(file, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
