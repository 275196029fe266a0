// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.ManifestReader;
import org.vestibule.models.internal.pack.Pack;

/**
 * The packs in a folder, several versions of a name side by side. A manifest is parsed again only
 * when its file changed. Thread-safe.
 */
public final class PackLibrary {
  /** So many packs are read at most; a folder with more is not a folder of packs. */
  private static final int MOST_PACKS = 200;

  private static final Comparator<Pack> BY_RELEASE =
      Comparator.comparingLong((Pack pack) -> pack.manifest().release())
          .thenComparing(pack -> String.valueOf(pack.folder().getFileName()));

  private final Path folder;
  private final ManifestReader reader = new ManifestReader();
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** A sound pack, or why it is none. */
  public record Entry(String version, Pack pack, ModelException problem) {}

  /**
   * @param folder with one folder for each pack, named {@code <name>} or {@code <name>@<version>}
   */
  public PackLibrary(Path folder) {
    this.folder = folder;
  }

  /** Returns every pack in the folder by its folder's name. */
  public Map<String, Entry> all() {
    Map<String, Entry> all = new TreeMap<>();
    for (String name : names()) {
      all.put(name, entry(name));
    }
    return all;
  }

  /**
   * Returns a pack with a sound manifest.
   *
   * @param asked {@code name} for its highest release, or {@code name@version}
   * @throws ModelException {@code model-missing} or {@code model-manifest-invalid}
   */
  public Pack pack(String asked) throws ModelException {
    return named(asked).stream().max(BY_RELEASE).orElseThrow(() -> absent(asked));
  }

  /**
   * Returns what lies unpacked under a bare name; a staged pack is none of these.
   *
   * @throws ModelException when there is none
   */
  public Pack laidOut(String name) throws ModelException {
    return named(name).stream()
        .filter(pack -> pack.folder().getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> absent(name));
  }

  /** Returns whether a pack was staged, not laid out under a bare name. */
  public static boolean staged(Pack pack) {
    return pack.folder().getFileName().toString().contains("@");
  }

  /** Returns a text that changes whenever a manifest appears, goes or is replaced. */
  public String version() {
    StringBuilder version = new StringBuilder();
    names().forEach(name -> version.append(name).append(version(name)).append('\n'));
    return version.toString();
  }

  private List<Pack> named(String asked) {
    int at = asked.indexOf('@');
    String bare = at < 0 ? asked : asked.substring(0, at);
    return names().stream()
        .filter(name -> name.equals(bare) || name.startsWith(bare + "@"))
        .map(this::entry)
        .filter(entry -> entry.problem() == null)
        .map(Entry::pack)
        .filter(pack -> at < 0 || pack.manifest().id().equals(asked))
        .toList();
  }

  private Entry entry(String name) {
    String version = version(name);
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

  private String version(String name) {
    try {
      BasicFileAttributes file =
          Files.readAttributes(
              folder.resolve(name).resolve("model.json"), BasicFileAttributes.class);
      return file.lastModifiedTime().toMillis() + "-" + file.size() + "-" + file.fileKey();
    } catch (IOException e) {
      return "";
    }
  }

  /** Says why there is no such pack: its manifest's own problem, or that there is none. */
  private ModelException absent(String asked) {
    List<String> names = names();
    for (String name : names) {
      ModelException problem = entry(name).problem();
      if (name.equals(asked) && problem != null) {
        return problem;
      }
    }
    entries.keySet().retainAll(names);
    return new ModelException(
        "model-missing",
        "model pack " + (asked.length() > 120 ? asked.substring(0, 120) : asked),
        "it is not in the folder of model packs",
        "one of " + names,
        "Fetch it (./vestibule models), or stage it.");
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      children
          .filter(child -> Files.exists(child.resolve("model.json")))
          .map(child -> child.getFileName().toString())
          .filter(name -> ManifestReader.FOLDER.matcher(name).matches())
          .sorted()
          .limit(MOST_PACKS)
          .forEach(names::add);
    } catch (IOException e) {
      return List.of();
    }
    return names;
  }
}
