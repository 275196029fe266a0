// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Version;
import org.vestibule.api.VestibuleException;
import org.vestibule.ota.internal.FeatureXml.Offer;
import org.vestibule.ota.internal.Ledger.Entry;
import org.vestibule.ota.internal.Ledger.Mark;

/**
 * The versions of the house's features: those that were put in by a person lie as jars under the
 * name of their content; which one is wanted stands in the ledger, and is what the features service
 * knows beside the distribution.
 */
final class Shelf {
  private final HouseFeatures features;
  private final Path updates;
  private final Path folder;
  private final Ledger ledger;

  /**
   * @param updates the folder that people put jars into
   */
  Shelf(HouseFeatures features, Path updates, Path folder) throws IOException {
    this.features = features;
    this.updates = updates;
    this.folder = folder;
    Files.createDirectories(folder);
    this.ledger = new Ledger(folder.resolve("versions.txt"));
  }

  Ledger ledger() {
    return ledger;
  }

  /**
   * Takes a jar in as the next version of a feature, so far only to be tried.
   *
   * @throws VestibuleException what stands against it; nothing was changed then
   */
  UpdateFile accept(String name, String file, String installed) throws VestibuleException {
    UpdateFile jar = UpdateFile.stage(updates, file, HouseBundles.PREFIX + name);
    try {
      check(name, jar, Version.parseVersion(installed));
      return jar;
    } catch (VestibuleException e) {
      jar.close();
      throw e;
    }
  }

  private void check(String name, UpdateFile jar, Version installed) throws VestibuleException {
    int order = jar.version().compareTo(installed);
    if (order < 0) {
      throw new VestibuleException(
          "feature-downgrade",
          "version of " + name,
          jar.version().toString(),
          "higher than " + installed,
          "Roll the feature back, or give the jar a higher version.");
    }
    boolean other =
        ledger.all().stream()
            .anyMatch(
                entry ->
                    entry.feature().equals(name)
                        && entry.version().equals(jar.version().toString())
                        && !entry.sha256().equals(jar.sha256()));
    if (order == 0 || other) {
      throw new VestibuleException(
          "feature-version-reused",
          "version of " + name,
          jar.version() + " once more",
          "a version that was not used before, higher than " + installed,
          "Give the jar a new version.");
    }
  }

  /**
   * Offers a jar to the features service and lets it say whether it fits.
   *
   * @throws VestibuleException {@code feature-unresolvable}; what was offered before is again
   */
  void offer(String name, UpdateFile jar) throws VestibuleException {
    String version = jar.version().toString();
    try {
      Path incoming = folder.resolve(".incoming");
      Files.copy(jar.path(), incoming, StandardCopyOption.REPLACE_EXISTING);
      Ledger.moveWhole(incoming, jar(jar.sha256()));
    } catch (IOException e) {
      throw UpdateFile.unreadable("folder " + folder, e);
    }
    try {
      offer(name, Optional.of(new Entry(name, version, jar.sha256(), Mark.TRYING)));
      features.simulate(name, version);
    } catch (Exception e) {
      VestibuleException refused =
          new VestibuleException(
              "feature-unresolvable",
              "feature " + name + " " + version,
              Unhealthy.firstLine(e),
              "a jar whose requirements this gateway fulfils",
              "Build it for this gateway, or update what it needs first.",
              e);
      restore(refused);
      throw refused;
    }
  }

  /** Offers the versions that serve; what goes wrong is told as part of {@code trouble}. */
  void restore(Exception trouble) {
    try {
      offerCurrent();
      sweep();
    } catch (Exception e) {
      trouble.addSuppressed(e);
    }
  }

  /** Offers what the ledger calls current, and for every other feature the distribution's. */
  void offerCurrent() throws Exception {
    features.offer(offers());
  }

  /** Offers the version that a roll-back of this feature goes to, beside all current ones. */
  void offerFormer(String name) throws Exception {
    offer(name, ledger.last(name, Mark.FORMER));
  }

  private void offer(String name, Optional<Entry> entry) throws Exception {
    Map<String, Offer> offers = offers();
    if (entry.isPresent()) {
      offers.put(name, offerOf(entry.get()));
    } else {
      offers.remove(name);
    }
    features.offer(offers);
  }

  /** What is being tried is installed, too, and must be known as long as it is. */
  private Map<String, Offer> offers() {
    Map<String, Offer> offers = new TreeMap<>();
    for (Mark mark : List.of(Mark.CURRENT, Mark.TRYING)) {
      ledger.all().stream()
          .filter(entry -> entry.mark() == mark)
          .forEach(entry -> offers.put(entry.feature(), offerOf(entry)));
    }
    return offers;
  }

  private Offer offerOf(Entry entry) {
    return new Offer(entry.version(), jar(entry.sha256()).toUri());
  }

  /** Returns the version that the ledger calls current, or the distribution's. */
  String wanted(String name) throws Exception {
    Optional<Entry> current = ledger.last(name, Mark.CURRENT);
    return current.isPresent() ? current.get().version() : features.shipped(name);
  }

  /** Returns the version that a roll-back goes to; empty if there is nothing to go back from. */
  String former(String name) throws Exception {
    if (ledger.last(name, Mark.CURRENT).isEmpty()) {
      return "";
    }
    Optional<Entry> former = ledger.last(name, Mark.FORMER);
    return former.isPresent() ? former.get().version() : features.shipped(name);
  }

  /** Returns whether the jar of a version is here and is what it was. */
  boolean whole(Entry entry) {
    try {
      return UpdateFile.sha256(jar(entry.sha256())).equals(entry.sha256());
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes the jars that nothing goes back to. */
  void sweep() throws IOException {
    Set<String> needed =
        ledger.all().stream()
            .filter(entry -> entry.mark() != Mark.LEFT)
            .map(entry -> entry.sha256() + ".jar")
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar") && !needed.contains(name)) {
          Files.delete(file);
        }
      }
    }
  }

  private Path jar(String sha256) {
    return folder.resolve(sha256 + ".jar");
  }
}
