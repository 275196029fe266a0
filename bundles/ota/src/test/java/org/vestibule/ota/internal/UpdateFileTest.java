// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

/** What is not accepted as an update, and what is. */
class UpdateFileTest {
  @TempDir Path folder;

  @Test
  void aNameThatIsNoPlainFileIsRefused() throws Exception {
    Path updates = Files.createDirectories(folder.resolve("updates"));
    Files.write(folder.resolve("outside.jar"), jar("org.vestibule.audio", "9"));
    for (String name :
        new String[] {"../outside.jar", "/etc/x.jar", "a/b.jar", "x.zip", "..", "", null}) {
      assertRefused("value-invalid", updates, name);
    }
    Files.createSymbolicLink(updates.resolve("link.jar"), folder.resolve("outside.jar"));
    assertRefused("unknown-update", updates, "link.jar");
    assertRefused("unknown-update", updates, "none.jar");
  }

  @Test
  void aJarOfAnotherBundleOrADamagedOneIsRefusedAndLeavesNothing() throws Exception {
    Files.write(folder.resolve("other.jar"), jar("org.vestibule.vision", "0.2.0"));
    assertRefused("bundle-mismatch", folder, "other.jar");
    byte[] whole = jar("org.vestibule.audio", "0.2.0");
    Files.write(folder.resolve("cut.jar"), Arrays.copyOf(whole, whole.length / 2));
    assertRefused("update-invalid", folder, "cut.jar");
    Files.write(folder.resolve("version.jar"), jar("org.vestibule.audio", "one"));
    assertRefused("update-invalid", folder, "version.jar");
    assertThat(copies()).isZero();
  }

  @Test
  void whatWasCheckedIsWhatIsInstalled() throws Exception {
    Path file = folder.resolve("good.jar");
    Files.write(file, jar("org.vestibule.audio", "0.2.0"));
    String sha256 = UpdateFile.sha256(file);
    try (UpdateFile update = UpdateFile.stage(folder, "good.jar", "org.vestibule.audio")) {
      Files.write(file, new byte[] {1});
      assertThat(update.version()).hasToString("0.2.0");
      assertThat(update.sha256()).isEqualTo(sha256).isEqualTo(UpdateFile.sha256(update.path()));
    }
    assertThat(copies()).isZero();
  }

  private long copies() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(".checking")).count();
    }
  }

  private static void assertRefused(String code, Path folder, String name) {
    assertThatThrownBy(() -> UpdateFile.stage(folder, name, "org.vestibule.audio"))
        .as(name)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static byte[] jar(String symbolicName, String version) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName + ";singleton:=true");
    manifest.getMainAttributes().putValue("Bundle-Version", version);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      out.putNextEntry(new ZipEntry("content.txt"));
      out.write(new byte[200]);
    }
    return bytes.toByteArray();
  }
}
