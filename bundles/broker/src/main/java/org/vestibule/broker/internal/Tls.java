// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.broker.internal.BrokerSettings.Pem;

/**
 * What TLS is spoken with, read from two PEM files (RFC 7468) and read anew when they change.
 * Connections that are open go on with the one before. Thread-safe.
 *
 * <p>Suites: those of BCP 195 (RFC 9325) that have forward secrecy and authenticated encryption.
 */
final class Tls {
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  private static final long MOST_BYTES = 256 * 1024;

  private final Pem pem;
  private volatile SslContext context;
  private String stamp = "";

  /**
   * Reads the files.
   *
   * @throws VestibuleException {@code certificate-invalid}
   */
  Tls(Pem pem) throws VestibuleException {
    this.pem = pem;
    look();
  }

  SslContext context() {
    return context;
  }

  /**
   * Reads the files again if they changed.
   *
   * @return whether they did
   * @throws VestibuleException {@code certificate-invalid}; the one before stays in use
   */
  synchronized boolean look() throws VestibuleException {
    try {
      String now = stamp(pem.certificate()) + stamp(pem.key());
      if (now.equals(stamp)) {
        return false;
      }
      context = read(pem.certificate().toFile(), pem.key().toFile());
      stamp = now;
      return true;
    } catch (IOException | IllegalArgumentException e) {
      throw new VestibuleException(
          "certificate-invalid",
          "certificate " + pem.certificate(),
          e instanceof IOException ? "cannot be read: " + e.getMessage() : "not usable for TLS",
          "a PEM certificate, and beside it its own private key as PKCS#8 without a passphrase",
          "Write both files anew, or leave them away and set httpsAddress of org.vestibule.network,"
              + " which makes a certificate; they are looked at every few seconds.",
          e);
    }
  }

  private static String stamp(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("more than " + MOST_BYTES + " bytes");
    }
    return Files.getLastModifiedTime(file) + ":" + Files.size(file) + " ";
  }

  private static SslContext read(File certificate, File key) throws IOException {
    return SslContextBuilder.forServer(certificate, key)
        .sslProvider(SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
        .build();
  }
}
