// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.store.Secrets;

/** Reads what the gateway proves itself by to those who have no pre-shared key. */
final class OwnCertificate {
  private static final int MOST_BYTES = 65_536;

  private OwnCertificate() {}

  /**
   * Reads the certificate and its private key out of the vault.
   *
   * @return empty where none is configured
   * @throws VestibuleException {@code configuration-invalid}, {@code vault-locked}, {@code
   *     storage-failed}
   */
  static Optional<SingleCertificateProvider> read(CoapSettings settings, Secrets secrets)
      throws VestibuleException {
    if (settings.certificateFile().isEmpty() && settings.privateKey().isEmpty()) {
      return Optional.empty();
    }
    if (settings.certificateFile().isEmpty() || settings.privateKey().isEmpty()) {
      throw refused("privateKey", "one of the two", "certificateFile and privateKey together");
    }
    X509Certificate[] chain = chain(settings.certificateFile().get());
    PrivateKey key = key(settings.privateKey().get(), secrets);
    SingleCertificateProvider provider =
        new SingleCertificateProvider(
            key, chain, CertificateType.RAW_PUBLIC_KEY, CertificateType.X_509);
    provider.setVerifyKeyPair(true);
    return Optional.of(provider);
  }

  private static X509Certificate[] chain(Path file) throws VestibuleException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      X509Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .toArray(X509Certificate[]::new);
      if (chain.length > 0 && chain[0].getPublicKey().getAlgorithm().equals("EC")) {
        return chain;
      }
    } catch (IOException | GeneralSecurityException e) {
      // Refused below, with the same words as an empty file.
    }
    throw refused("certificateFile", "no such certificate", "PEM with an elliptic curve key");
  }

  private static PrivateKey key(String secret, Secrets secrets) throws VestibuleException {
    byte[] pem = secrets == null ? new byte[0] : secrets.get(secret).orElseGet(() -> new byte[0]);
    try {
      byte[] der = Base64.getMimeDecoder().decode(body(pem));
      try {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
      } finally {
        Arrays.fill(der, (byte) 0);
      }
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw refused("privateKey", "no such key", "a secret with PKCS #8 in PEM, elliptic curve");
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  private static byte[] body(byte[] pem) {
    List<String> lines =
        new String(pem, StandardCharsets.US_ASCII)
            .lines()
            .filter(line -> !line.startsWith("-----"))
            .toList();
    return String.join("", lines).getBytes(StandardCharsets.US_ASCII);
  }

  private static VestibuleException refused(String key, String found, String allowed) {
    return SettingsReader.invalid(
        CoapForm.PID,
        key,
        found,
        allowed,
        "Make a key with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256'.");
  }
}
