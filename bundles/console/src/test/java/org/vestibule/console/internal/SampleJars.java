// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** Bundles without code, as small as a framework accepts. */
final class SampleJars {
  private SampleJars() {}

  static Bundle install(Framework framework, String shortName, String version)
      throws IOException, BundleException {
    return install(framework, shortName, version, Map.of());
  }

  /**
   * Installs a bundle with files.
   *
   * @param files their contents by path
   */
  static Bundle install(
      Framework framework, String shortName, String version, Map<String, byte[]> files)
      throws IOException, BundleException {
    byte[] jar = jar("org.vestibule." + shortName, version, "", files);
    return framework
        .getBundleContext()
        .installBundle("test:" + shortName, new ByteArrayInputStream(jar));
  }

  /**
   * Makes a jar.
   *
   * @param activator the class that it claims to start with; an unknown one makes the start fail
   */
  static byte[] jar(String symbolicName, String version, String activator) throws IOException {
    return jar(symbolicName, version, activator, Map.of());
  }

  private static byte[] jar(
      String symbolicName, String version, String activator, Map<String, byte[]> files)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", symbolicName);
    main.putValue("Bundle-Version", version);
    main.putValue("Bundle-Description", "Does its part");
    if (!activator.isEmpty()) {
      main.putValue("Bundle-Activator", activator);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      out.putNextEntry(new ZipEntry("deep/folder/content.txt"));
      out.write(version.getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
