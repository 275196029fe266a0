// SPDX-License-Identifier: Apache-2.0
package org.vestibule.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is shown as a receipt is refused in words: nobody but the house can make one. */
class ReceiptFileFuzzTest {
  @TempDir static Path data;

  @BeforeAll
  static void aHouse() throws IOException, GeneralSecurityException {
    Files.createDirectories(data.resolve("trust"));
    Files.writeString(
        data.resolve("trust").resolve("house.pub"),
        Base64.getEncoder()
            .encodeToString(
                KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded()));
  }

  @FuzzTest
  void receipt(byte[] bytes) throws IOException {
    Path file = Files.write(data.resolve("receipt.json"), bytes);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, UTF_8)) {
      String[] words = {
        "--port", "1", "--data", data.toString(), "erase", "verify", file.toString()
      };
      assertThat(ProofTool.run(out, out, words)).isEqualTo(1);
    }
    assertThat(said.toString(UTF_8)).contains("remedy:").doesNotContain("\tat ");
  }
}
