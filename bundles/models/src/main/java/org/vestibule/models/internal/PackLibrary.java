// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.ManifestReader;
import org.vestibule.models.internal.pack.Pack;

/** The packs in a folder. A manifest is parsed again only when its file changed. Thread-safe. */
final class PackLibrary {
  /** So many packs are read at most; a folder with more is not a folder of packs. */
  private static final int MOST_PACKS = 200;

  private final Path folder;
  private final ManifestReader reader = new ManifestReader();
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** A sound pack, or why it is none. */
  record Entry(String version, Pack pack, ModelException problem) {}

  PackLibrary(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Returns every pack in the folder by name. */
  Map<String, Entry> all() {
    Map<String, Entry> all = new TreeMap<>();
    for (String name : names()) {
      all.put(name, entry(name));
    }
    return all;
  }

  /**
   * Returns a pack with a sound manifest.
   *
   * @throws ModelException {@code model-missing} or {@code model-manifest-invalid}
   */
  Pack pack(String name) throws ModelException {
    Entry entry = entry(name);
    if (entry.problem() != null) {
      throw entry.problem();
    }
    return entry.pack();
  }

  /** Returns a text that changes whenever a pack's manifest is replaced. */
  String version(String name) {
    if (!ManifestReader.IDENTIFIER.matcher(name).matches()) {
      return "";
    }
    try {
      BasicFileAttributes file =
          Files.readAttributes(
              folder.resolve(name).resolve("model.json"), BasicFileAttributes.class);
      return file.lastModifiedTime().toMillis() + "-" + file.size() + "-" + file.fileKey();
    } catch (IOException e) {
      return "";
    }
  }

  private Entry entry(String name) {
    String version = version(name);
    if (version.isEmpty()) {
      entries.remove(name);
      return new Entry(version, null, missing(name));
    }
    Entry known = entries.get(name);
    if (known == null || !known.version().equals(version)) {
      known = read(name, version);
      entries.put(name, known);
    }
    return known;
  }

  private Entry read(String name, String version) {
    try {
      return new Entry(version, reader.read(folder.resolve(name)), null);
    } catch (ModelException e) {
      return new Entry(version, null, e);
    }
  }

  private ModelException missing(String name) {
    return new ModelException(
        "model-missing",
        "model pack " + (name.length() > 63 ? name.substring(0, 63) : name),
        "it is not in the folder of model packs",
        "one of " + names(),
        "Fetch it: ./vestibule models.");
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      children
          .filter(child -> Files.exists(child.resolve("model.json")))
          .map(child -> child.getFileName().toString())
          .filter(name -> ManifestReader.IDENTIFIER.matcher(name).matches())
          .sorted()
          .limit(MOST_PACKS)
          .forEach(names::add);
    } catch (IOException e) {
      return List.of();
    }
    return names;
  }
}
