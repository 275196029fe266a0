// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.device.http.PasswordFile;

/**
 * Requests to one head-end, through the broker of what leaves the building. Sends nothing a second
 * time. Thread-safe.
 */
public final class Wire implements AutoCloseable {
  private static final int MOST_ANSWER = 4 * 1024 * 1024;

  private final Egress way;
  private final HeadEndSettings settings;
  private final Optional<SSLContext> tls;

  /**
   * @throws VestibuleException {@code configuration-invalid} for a caFile without certificates
   */
  public Wire(Egress way, HeadEndSettings settings) throws VestibuleException {
    this.way = way;
    this.settings = settings;
    this.tls = settings.caFile().isPresent() ? Optional.of(trust(settings)) : Optional.empty();
  }

  /** Returns the settings that it follows. */
  public HeadEndSettings settings() {
    return settings;
  }

  /** Returns what the other end is called in a message. */
  public String where() {
    return settings.name() + " at " + settings.url().getHost();
  }

  /** Starts a request. */
  public HttpRequest.Builder request(String pathAndQuery, Duration timeout) {
    return HttpRequest.newBuilder(URI.create(settings.url() + pathAndQuery)).timeout(timeout);
  }

  /** Counts a secret that stands in a header or in a body of another class. */
  public void declareSecret(String secret) throws VestibuleException {
    way.declare(DataClass.CREDENTIAL, secret.length());
  }

  /**
   * Sends a request once.
   *
   * @throws VestibuleException {@code device-unreachable}, {@code device-timed-out}, {@code
   *     answer-invalid}, {@code egress-*}
   */
  public HttpResponse<byte[]> send(HttpRequest request, DataClass what)
      throws VestibuleException, InterruptedException {
    try {
      return tls.isPresent()
          ? way.exchange(request, tls.get(), what, MOST_ANSWER)
          : way.exchange(request, what, MOST_ANSWER);
    } catch (IOException e) {
      throw Refusal.of(where(), e);
    } catch (VestibuleException e) {
      throw e.code().equals("answer-too-long") ? Refusal.invalid(where(), e.found()) : e;
    }
  }

  /**
   * Returns the first line of the password file.
   *
   * @throws VestibuleException {@code credentials-wrong} when it cannot be read or is empty
   */
  public String password() throws VestibuleException {
    try {
      byte[] line = PasswordFile.firstLine(settings.passwordFile());
      String password = new String(line, StandardCharsets.UTF_8);
      Arrays.fill(line, (byte) 0);
      if (password.isEmpty()) {
        throw new IOException("empty");
      }
      return password;
    } catch (IOException e) {
      throw Refusal.credentials(where(), "its passwordFile is empty or cannot be read");
    }
  }

  @Override
  public void close() {
    way.close();
  }

  private static SSLContext trust(HeadEndSettings settings) throws VestibuleException {
    Path file = settings.caFile().orElseThrow();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca-" + number++, ca);
      }
      if (number == 0) {
        throw new GeneralSecurityException("no certificate");
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, managers.getTrustManagers(), null);
      return tls;
    } catch (IOException | GeneralSecurityException e) {
      throw new VestibuleException(
          "configuration-invalid",
          "setting caFile of " + settings.name(),
          "a file without a certificate that can be read",
          "certificates as PEM",
          "Save the certificate of who signed the head-end's as PEM.",
          e);
    }
  }
}
