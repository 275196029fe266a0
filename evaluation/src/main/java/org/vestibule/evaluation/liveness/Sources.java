// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where pictures come from; every list is in the order of names. */
final class Sources {
  private static final int PORTRAITS_OF_EACH = 50;

  private Sources() {}

  /** A picture file and its name. */
  record Named(String name, byte[] file) {}

  /**
   * Reads every second of the hundred generated portraits that lie beside this class.
   *
   * @param tuning the even ones, else the odd ones
   * @param most how many at most; women and men in turn
   */
  static List<Named> portraits(boolean tuning, int most) throws IOException {
    List<Named> portraits = new ArrayList<>();
    for (int i = tuning ? 0 : 1; i < PORTRAITS_OF_EACH; i += 2) {
      for (String kind : List.of("female", "male")) {
        String name = String.format(java.util.Locale.ROOT, "%s-%02d", kind, i);
        if (portraits.size() < most) {
          portraits.add(new Named(name, resource("/portraits/" + name + ".jpg")));
        }
      }
    }
    return portraits;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Sources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("this program lacks its " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Returns the images and the folders of a folder; nothing when there is no such folder. */
  static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> Files.isDirectory(path) || image(path)).sorted().toList();
    }
  }

  /** Reads an image, or the images of a folder in order. */
  static List<byte[]> pictures(Path entry) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (Path file : Files.isDirectory(entry) ? entries(entry) : List.of(entry)) {
      if (!Files.isDirectory(file)) {
        pictures.add(Files.readAllBytes(file));
      }
    }
    return pictures;
  }

  private static boolean image(Path path) {
    return path.getFileName().toString().matches("(?i).*\\.(jpe?g|png)");
  }
}
