// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Looks into the built bundle: bnd does not complain about a pattern that matches nothing. */
class PackagingIT {
  private static final Path BUNDLE = Path.of(System.getProperty("vestibule.bundle"));

  @Test
  void holdsTheNativesOfTwoMachines() throws Exception {
    try (JarFile jar = new JarFile(BUNDLE.toFile())) {
      List<String> names = jar.stream().map(Object::toString).toList();

      assertThat(names)
          .contains(
              "lib/webrtc/dev/onvoid/webrtc/media/audio/AudioProcessing.class",
              "OSGI-INF/org.vestibule.echo.internal.EchoComponent.xml",
              "OSGI-INF/metatype/org.vestibule.echo.xml");
      assertThat(names)
          .filteredOn(name -> name.matches(".*\\.(so|dll|dylib)"))
          .containsExactlyInAnyOrder(
              "lib/webrtc/libwebrtc-java-linux-x86_64.so",
              "lib/webrtc/libwebrtc-java-linux-aarch64.so");
      // A class outside lib/ would stand beside the same class of the library on a flat class path.
      assertThat(names)
          .filteredOn(name -> name.endsWith(".class") && !name.startsWith("lib/"))
          .allMatch(name -> name.startsWith("org/vestibule/echo/internal/"));
    }
  }

  @Test
  void importsOnlyTheContractAndTheLog() throws Exception {
    try (JarFile jar = new JarFile(BUNDLE.toFile())) {
      var manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("org.vestibule.echo");
      assertThat(manifest.getValue("Export-Package")).isNull();
      assertThat(manifest.getValue("Import-Package").split(",(?=[a-z])"))
          .allMatch(name -> name.matches("org\\.(slf4j|vestibule\\.api|osgi\\.framework).*"))
          .noneMatch(name -> name.contains("optional"));
    }
  }
}
