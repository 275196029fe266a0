// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Releases that resolve and do not work, or do not even resolve. */
final class BrokenRelease {
  private BrokenRelease() {}

  /** Copies a bundle under another version, without the class of this simple file name. */
  static void write(Path jar, Path target, String version, String without) throws IOException {
    copy(jar, target, version, "", without);
  }

  /** Copies a bundle under another version that imports a package which nobody has. */
  static void needing(Path jar, Path target, String version, String missing) throws IOException {
    copy(jar, target, version, "," + missing, "/none");
  }

  private static void copy(Path jar, Path target, String version, String imports, String without)
      throws IOException {
    Files.createDirectories(target.getParent());
    try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
      Manifest manifest = in.getManifest();
      Attributes main = manifest.getMainAttributes();
      main.putValue("Bundle-Version", version);
      main.putValue("Import-Package", main.getValue("Import-Package") + imports);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          if (!entry.getName().endsWith("/" + without)) {
            out.putNextEntry(new JarEntry(entry.getName()));
            in.transferTo(out);
            out.closeEntry();
          }
        }
      }
    }
  }
}
