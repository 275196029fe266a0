// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The source tree and the jars that were built from it. */
final class House {
  static final Path ROOT = Path.of(System.getProperty("vestibule.root"));
  static final String VERSION = System.getProperty("vestibule.version");

  private House() {}

  /** Returns the files below a folder in which others come and go meanwhile. */
  static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    return files;
  }

  /** Returns the folders of all bundles. */
  static List<Path> bundles() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
    }
  }

  /** Opens a bundle's built jar. */
  static JarFile jar(Path bundle) throws IOException {
    return new JarFile(release(bundle.getFileName().toString()).toFile());
  }

  /** Returns the built jar of a bundle of this short name. */
  static Path release(String bundle) {
    return ROOT.resolve("bundles")
        .resolve(bundle)
        .resolve("target")
        .resolve(bundle + "-" + VERSION + ".jar");
  }
}
