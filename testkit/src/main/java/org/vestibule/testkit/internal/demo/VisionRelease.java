// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes the next release of a bundle: the same classes under a higher version. */
public final class VisionRelease {
  private VisionRelease() {}

  /**
   * Copies {@code jar} to {@code target} with another {@code Bundle-Version}.
   *
   * @param version the new version, for example {@code 0.1.1}
   */
  public static void write(Path jar, Path target, String version) throws IOException {
    Files.createDirectories(target.getParent());
    try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
      Manifest manifest = in.getManifest();
      manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(out);
          out.closeEntry();
        }
      }
    }
  }
}
