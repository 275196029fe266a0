// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;

/** Whom a connection believes, and what it shows: PEM certificates, a PKCS#8 key (RFC 7468). */
final class Tls {
  private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private Tls() {}

  /**
   * Reads the files anew, so that a renewed certificate counts at the next connection.
   *
   * @param secrets null while nobody keeps any
   */
  static SSLContext context(ServerSettings server, Secrets secrets)
      throws IOException, GeneralSecurityException, VestibuleException {
    KeyManager[] shown = null;
    if (!server.certificateFile().isEmpty()) {
      shown = shown(server, secrets);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, server.caFile().isEmpty() ? null : trusted(server.caFile()), null);
    return context;
  }

  private static TrustManager[] trusted(String caFile)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    int number = 0;
    for (Certificate ca : certificates(caFile)) {
      trusted.setCertificateEntry("ca-" + number++, ca);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return managers.getTrustManagers();
  }

  private static KeyManager[] shown(ServerSettings server, Secrets secrets)
      throws IOException, GeneralSecurityException, VestibuleException {
    KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
    own.load(null, null);
    byte[] pem = server.key().read(secrets);
    char[] nothing = new char[0];
    try {
      Certificate[] chain = certificates(server.certificateFile()).toArray(Certificate[]::new);
      own.setKeyEntry("own", key(pem), nothing, chain);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(own, nothing);
    return managers.getKeyManagers();
  }

  private static Collection<? extends Certificate> certificates(String file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  /**
   * Reads a private key.
   *
   * @param pem what stands around the block does not count
   * @throws VestibuleException {@code key-invalid}, without a byte of it
   */
  static PrivateKey key(byte[] pem) throws GeneralSecurityException, VestibuleException {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw invalid("no PEM block PRIVATE KEY");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw invalid("no Base64 in it");
    }
    try {
      for (String kind : KEY_KINDS) {
        try {
          return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
          // Another kind of key, perhaps the next one.
        }
      }
    } finally {
      Arrays.fill(der, (byte) 0);
    }
    throw invalid("a key of another kind");
  }

  private static VestibuleException invalid(String found) {
    return new VestibuleException(
        "key-invalid",
        "keyFile",
        found,
        "one unencrypted PKCS#8 key in PEM: RSA, EC or Ed25519",
        "Convert it: openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY.pem");
  }
}
