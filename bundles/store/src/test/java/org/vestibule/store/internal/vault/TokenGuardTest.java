// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PKCS#11 library holds the device key: SoftHSM, where the machine has it. */
class TokenGuardTest {
  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final String PIN = "4711-4711";

  @TempDir Path root;

  @Test
  void theDeviceKeyMovesIntoATokenAndTheVaultOpensOnlyWithIt() throws Exception {
    assumeTrue(Files.exists(LIBRARY), "SoftHSM (Debian package softhsm2) is not installed");
    Path tokens = Files.createDirectories(root.resolve("tokens"));
    Path softHsm =
        Files.writeString(root.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\n");
    Path configuration =
        Files.writeString(
            root.resolve("pkcs11.cfg"),
            "name = Test\nlibrary = "
                + LIBRARY
                + "\nslotListIndex = 0\nattributes(*, CKO_SECRET_KEY, CKK_AES) = {\n"
                + "  CKA_ENCRYPT = true\n  CKA_DECRYPT = true\n  CKA_SENSITIVE = true\n"
                + "  CKA_EXTRACTABLE = false\n}\n");
    run(
        softHsm,
        "softhsm2-util",
        "--init-token",
        "--slot",
        "0",
        "--label",
        "house",
        "--pin",
        PIN,
        "--so-pin",
        PIN);
    run(
        softHsm,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        TokenHouse.class.getName(),
        root.resolve("house").toString(),
        configuration.toString(),
        PIN);
  }

  private void run(Path softHsm, String... command) throws Exception {
    Path log = root.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SOFTHSM2_CONF", softHsm.toString());
    assertThat(builder.start().waitFor()).as(Files.readString(log)).isZero();
  }
}
