// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

/** Whatever a person puts in the place of the certificate is one with its key, or is refused. */
class CertificateFuzzTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path folder;

  @FuzzTest
  void certificate(byte[] bytes) throws IOException {
    Path given = Files.write(folder.resolve("given"), bytes);
    Path password = Files.writeString(folder.resolve("password"), Identity.MEMORY_PASSWORD);
    // A PEM file may hold both: the certificate and its key.
    read(new Settings.Tls(List.of(), List.of(), Optional.of(given), Optional.of(given), no()));
    read(new Settings.Tls(List.of(), List.of(), Optional.of(given), no(), Optional.of(password)));
  }

  private static Optional<Path> no() {
    return Optional.empty();
  }

  private static void read(Settings.Tls tls) {
    try {
      Identity identity = GivenIdentity.read(tls, NOW);
      assertThat(identity.certificate().getNotAfter()).isAfter(NOW.instant());
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("certificate-invalid");
    }
  }
}
