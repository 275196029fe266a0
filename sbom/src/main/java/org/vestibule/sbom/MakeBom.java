// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes {@code bom.json} and {@code models.json} into the folder {@code sbom} of a distribution
 * that is laid out. What is listed is what lies there, not what a pom says.
 */
public final class MakeBom {
  private MakeBom() {}

  /**
   * Runs.
   *
   * @param arguments the distribution's folder, the root of the source tree, the version
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("usage: MakeBom DISTRIBUTION ROOT VERSION");
    }
    Path distribution = Path.of(arguments[0]);
    Path root = Path.of(arguments[1]);
    JarReader reader = new JarReader(new Licences(), new Embedded(root.resolve("pom.xml")));
    List<Component> components = new ArrayList<>();
    for (Path jar : jars(distribution)) {
      components.add(reader.read(distribution, jar));
    }
    Path folder = distribution.resolve("sbom");
    BomWriter.write(BomWriter.distribution(arguments[2], components), folder.resolve("bom.json"));
    BomWriter.write(
        ModelBom.of(arguments[2], root.resolve("models")), folder.resolve("models.json"));
  }

  /** Returns every jar of a distribution, sorted. */
  private static List<Path> jars(Path distribution) throws IOException {
    try (Stream<Path> files = Files.walk(distribution)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
