// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A data folder as the script lays it out: the unpacked distribution, its settings and the
 * assembled model packs.
 */
final class StagedHome {
  private static final long UNPACK_SECONDS = 120;

  /**
   * As patient as a house may be: on a busy machine an order of the usual life is dead before it
   * reaches its door. How long a house waits is what the tests of {@code core} are about.
   */
  private static final String PATIENT =
      "orderLifeMillis = 5000\nidentifyMillis = 5000\nfaceDeadlineMillis = 30000\n";

  private StagedHome() {}

  /** Lays out a fresh one. */
  static Path fresh(Path home, Path packs) throws IOException, InterruptedException {
    bare(home);
    Container.copy(packs, home.resolve("models"));
    Path trust = packs.resolveSibling("trust");
    if (Files.isDirectory(trust)) {
      Container.copy(trust, home.resolve("trust"));
    }
    return home;
  }

  /** Lays out a fresh one without any model pack: enough for what needs no inference. */
  static Path bare(Path home) throws IOException, InterruptedException {
    Container.deleteData(home);
    Path gateway = Files.createDirectories(home.resolve("gateway"));
    unpack(gateway);
    Container.copy(gateway.resolve("etc"), home.resolve("etc"));
    return home;
  }

  /** Lays out a fresh one with the demonstration's stations and doors. */
  static Path withStations(Path home, Path packs) throws IOException, InterruptedException {
    fresh(home, packs);
    demonstrate(home);
    return home;
  }

  /** Lays out a fresh one with those stations and doors, and without any model pack. */
  static Path withDoors(Path home) throws IOException, InterruptedException {
    bare(home);
    demonstrate(home);
    return home;
  }

  private static void demonstrate(Path home) throws IOException {
    try (Stream<Path> files = Files.list(House.ROOT.resolve("testkit/etc"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = home.resolve("etc").resolve(file.getFileName());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path boot = home.resolve("etc/org.apache.karaf.features.cfg");
    String text = Files.readString(boot);
    Files.writeString(boot, text.replace("vestibule-core/", "vestibule-testkit, vestibule-core/"));
    patient(home.resolve("etc/org.vestibule.core.cfg"));
    Files.createDirectories(home.resolve("updates"));
  }

  /** Adds to the settings of {@code core} that it has time. */
  static Path patient(Path settings) throws IOException {
    return Files.writeString(settings, PATIENT, StandardOpenOption.APPEND);
  }

  private static void unpack(Path gateway) throws IOException, InterruptedException {
    Path archive =
        House.ROOT.resolve("karaf-assembly/target/karaf-assembly-" + House.VERSION + ".tar.gz");
    Process tar =
        new ProcessBuilder(
                "tar", "-xzf", archive.toString(), "-C", gateway.toString(), "--strip-components=1")
            .inheritIO()
            .start();
    if (!tar.waitFor(UNPACK_SECONDS, TimeUnit.SECONDS) || tar.exitValue() != 0) {
      throw new IOException("tar could not unpack " + archive);
    }
  }

  /** Returns the names in a folder; none when it is not there. */
  static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }
}
