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
import java.util.stream.Stream;

/** Makes the next release of a bundle: the same classes under a higher version. */
public final class BundleRelease {
  private BundleRelease() {}

  /**
   * Finds the jar with which a gateway's distribution came.
   *
   * @param data the gateway's data folder
   * @param bundle the bundle's short name, for example {@code vision}
   */
  public static Path installed(Path data, String bundle) throws IOException {
    Path system = data.resolve("gateway/system/org/vestibule").resolve(bundle);
    try (Stream<Path> files = Files.walk(system)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .min(Path::compareTo)
          .orElseThrow(() -> new IOException("no bundle under " + system));
    }
  }

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
