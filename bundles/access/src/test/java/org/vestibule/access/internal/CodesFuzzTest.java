// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

/** What somebody types as a code, or puts in the place of the setup code, opens nothing. */
class CodesFuzzTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path data;

  @FuzzTest
  void code(byte[] bytes) throws IOException {
    String typed = new String(bytes, StandardCharsets.UTF_8);
    Path kept = Files.createDirectories(data.resolve("secrets")).resolve("setup.code");
    Files.write(kept, bytes);
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
    SetupCode setup = new SetupCode(data);
    try {
      // Only the same code is the same, however it is typed; nothing matches an unreadable file.
      assertThat(setup.matches(typed)).isTrue();
      assertThat(setup.matches(typed + "7")).isFalse();
    } catch (IOException unreadable) {
      assertThat(unreadable.getMessage()).isNotBlank();
    }
    StoredAccount.SecondFactor factor =
        new StoredAccount.SecondFactor(
            new byte[20], new byte[0], Long.MAX_VALUE, List.of("0".repeat(64)));
    try {
      new SecondFactors(NOW).used(factor, typed);
      throw new AssertionError("a code that nobody was given was taken");
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("second-factor-wrong");
    }
  }
}
