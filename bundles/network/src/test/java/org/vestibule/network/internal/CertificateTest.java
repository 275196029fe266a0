// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

class CertificateTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<String> NAMES = List.of("gateway.example.org", "192.0.2.1", "::1");

  @TempDir private Path folder;

  @Test
  void itIsKeptOverARestartAndRenewedThirtyDaysBeforeItsEnd() throws Exception {
    Identity first = at(START).forNames(NAMES);
    assertThat(at(START.plus(Duration.ofDays(334))).forNames(NAMES).certificate())
        .isEqualTo(first.certificate());
    Identity renewed = at(START.plus(Duration.ofDays(336))).forNames(NAMES);
    assertThat(renewed.certificate().getPublicKey())
        .isNotEqualTo(first.certificate().getPublicKey());
    assertThat(renewed.end()).isEqualTo(START.plus(Duration.ofDays(336 + 365)));
  }

  @Test
  void otherNamesNeedAnotherCertificate() throws Exception {
    Identity first = at(START).forNames(NAMES);
    Identity other = at(START).forNames(List.of("intercom.example.org"));
    assertThat(other.sameAs(first)).isFalse();
    assertThat(other.certificate().getSubjectAlternativeNames())
        .containsExactly(List.of(2, "intercom.example.org"));
  }

  @Test
  void aCutOffKeyFileIsReplaced() throws Exception {
    Identity first = at(START).forNames(NAMES);
    Files.writeString(folder.resolve("gateway.key"), "-----BEGIN EC PRIVATE KEY-----\n");
    assertThat(at(START).forNames(NAMES).sameAs(first)).isFalse();
  }

  @Test
  void nobodyElseReadsTheKeyAndTheCertificateIsForServersOnly() throws Exception {
    X509Certificate certificate = at(START).forNames(NAMES).certificate();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("gateway.key"))))
        .isEqualTo("rw-------");
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    certificate.verify(certificate.getPublicKey());
  }

  @Test
  void aGivenCertificateWithAnotherKeyOrPastItsTimeIsRefused() throws Exception {
    at(START).forNames(NAMES);
    Path other = Files.createDirectory(folder.resolve("other"));
    new GeneratedIdentity(other, clock(START)).forNames(NAMES);
    assertInvalid(given(folder.resolve("gateway.pem"), other.resolve("gateway.key")), START);
    Settings.Tls own = given(folder.resolve("gateway.pem"), folder.resolve("gateway.key"));
    assertThat(GivenIdentity.read(own, clock(START)).end()).isAfter(START);
    assertInvalid(own, START.plus(Duration.ofDays(366)));
    assertInvalid(given(folder.resolve("none.pem"), folder.resolve("gateway.key")), START);
    assertInvalid(given(folder.resolve("gateway.key"), folder.resolve("gateway.key")), START);
  }

  @Test
  void aPkcs12FileIsOpenedWithItsPassword() throws Exception {
    Identity made = at(START).forNames(NAMES);
    Path file = folder.resolve("given.p12");
    try (var out = Files.newOutputStream(file)) {
      made.store().store(out, Identity.MEMORY_PASSWORD.toCharArray());
    }
    Path password = folder.resolve("password");
    Files.writeString(password, Identity.MEMORY_PASSWORD + "\n");
    Settings.Tls tls =
        new Settings.Tls(
            List.of("TLSv1.3"),
            List.of(),
            Optional.of(file),
            Optional.empty(),
            Optional.of(password));
    assertThat(GivenIdentity.read(tls, clock(START)).sameAs(made)).isTrue();
    Files.writeString(password, "wrong\n");
    assertInvalid(tls, START);
  }

  private GeneratedIdentity at(Instant now) {
    return new GeneratedIdentity(folder, clock(now));
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static Settings.Tls given(Path certificate, Path key) {
    return new Settings.Tls(
        List.of("TLSv1.3"),
        List.of(),
        Optional.of(certificate),
        Optional.of(key),
        Optional.empty());
  }

  private static void assertInvalid(Settings.Tls tls, Instant now) {
    assertThatThrownBy(() -> GivenIdentity.read(tls, clock(now)))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("certificate-invalid"));
  }
}
