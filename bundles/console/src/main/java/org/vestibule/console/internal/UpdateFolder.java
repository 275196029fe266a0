// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The jars that people put into the folder {@code updates}, with what each says of itself. Nothing
 * is believed: whoever installs one checks it.
 */
final class UpdateFolder {
  /** A folder with more is not a folder of updates. */
  private static final int MOST_FILES = 200;

  /** The names that an order may hold. */
  private static final String PLAIN = "[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.jar";

  private static final int LONGEST_VERSION = 64;

  private final Path folder;

  UpdateFolder(Path folder) {
    this.folder = folder;
  }

  /** Returns the jars by name; none while there is no such folder. */
  List<Map<String, Object>> files() throws Problem {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> jars =
          found
              .filter(file -> file.getFileName().toString().matches(PLAIN))
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .sorted(Comparator.comparing(Path::getFileName))
              .limit(MOST_FILES)
              .toList();
      List<Map<String, Object>> plain = new ArrayList<>();
      for (Path jar : jars) {
        plain.add(plain(jar));
      }
      return plain;
    } catch (IOException e) {
      throw new Problem(
          503,
          "update-unreadable",
          "folder updates in the data folder",
          e.getClass().getSimpleName(),
          "a folder that the gateway may read",
          "Check its owner and rights.",
          e);
    }
  }

  private static Map<String, Object> plain(Path jar) throws IOException {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("file", jar.getFileName().toString());
    plain.put("bytes", Files.size(jar));
    plain.put("modified", Files.getLastModifiedTime(jar).toInstant().toString());
    Attributes main = attributes(jar);
    String name = main.getValue("Bundle-SymbolicName");
    String version = main.getValue("Bundle-Version");
    if (name != null && name.startsWith(InstalledBundles.PREFIX)) {
      String feature = name.split(";", 2)[0].trim().substring(InstalledBundles.PREFIX.length());
      plain.put("feature", Request.shortened(feature));
    }
    if (version != null && version.length() <= LONGEST_VERSION) {
      plain.put("version", Request.shortened(version.trim()));
    }
    return plain;
  }

  /** Returns what a jar says of itself; nothing when it is cut off, or none at all. */
  private static Attributes attributes(Path jar) {
    try (JarFile opened = new JarFile(jar.toFile(), false)) {
      Manifest manifest = opened.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    } catch (IOException | SecurityException | IllegalArgumentException e) {
      return new Attributes();
    }
  }
}
