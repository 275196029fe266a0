// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.FeaturesService.Option;
import org.apache.karaf.features.Repository;
import org.vestibule.ota.internal.FeatureXml.Offer;

/**
 * The features of this house in Karaf's features service.
 *
 * <p>From the first update on, the service knows one repository of the house instead of the
 * distribution's: a file that is written anew for each change and holds exactly one version of each
 * feature. Were two versions known, a feature that others need in any version would be installed
 * twice, with both bundles running. Thread-safe.
 */
final class HouseFeatures {
  private static final String PREFIX = "vestibule-";

  private final FeaturesService service;
  private final Path distribution;
  private final URI own;
  private volatile Map<String, Feature> shipped;

  /**
   * @param distribution the distribution's feature repository
   * @param folder where the house's own one is written
   */
  HouseFeatures(FeaturesService service, Path distribution, Path folder) {
    this.service = service;
    this.distribution = distribution;
    this.own = folder.resolve("features.xml").toUri();
  }

  /**
   * Finds the feature repository that a distribution brings along.
   *
   * @param system the distribution's folder of artefacts
   */
  static Path inDistribution(Path system) throws IOException {
    Path versions = system.resolve("org/vestibule/vestibule");
    try (Stream<Path> files = Files.walk(versions, 2)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-features.xml"))
          .findFirst()
          .orElseThrow(() -> new IOException("no feature repository under " + versions));
    }
  }

  /** Returns the features of the distribution that bring a bundle of the house, by short name. */
  Map<String, Feature> shipped() throws Exception {
    Map<String, Feature> known = shipped;
    if (known == null) {
      known = new TreeMap<>();
      for (Feature feature : service.createRepository(distribution.toUri()).getFeatures()) {
        boolean house =
            feature.getBundles().stream()
                .anyMatch(bundle -> bundle.getLocation().strip().startsWith(FeatureXml.OWN));
        if (house && feature.getName().startsWith(PREFIX)) {
          known.put(feature.getName().substring(PREFIX.length()), feature);
        }
      }
      shipped = known;
    }
    return known;
  }

  /** Returns the version that the distribution has; empty for a name that it does not know. */
  String shipped(String name) throws Exception {
    return Optional.ofNullable(shipped().get(name)).map(Feature::getVersion).orElse("");
  }

  /** Returns the installed features, the house's and others, that need this one. */
  List<String> neededBy(String name) throws Exception {
    return Arrays.stream(service.listInstalledFeatures())
        .filter(
            feature ->
                feature.getDependencies().stream()
                    .anyMatch(needed -> needed.getName().equals(PREFIX + name)))
        .map(feature -> feature.getName().replaceFirst("^" + PREFIX, ""))
        .sorted()
        .toList();
  }

  /**
   * Makes these versions known, and for every other feature the distribution's; nothing is
   * installed.
   *
   * @param offers by short name
   */
  void offer(Map<String, Offer> offers) throws Exception {
    List<URI> others = others();
    if (!others.isEmpty()) {
      // First the same versions from the file, so that the distribution's repository can go.
      write(Map.of());
      for (URI other : others) {
        service.removeRepository(other, false);
      }
    }
    Map<String, Offer> byFullName = new TreeMap<>();
    offers.forEach((name, offer) -> byFullName.put(PREFIX + name, offer));
    write(byFullName);
  }

  private void write(Map<String, Offer> offers) throws Exception {
    Ledger.writeWhole(Path.of(own), FeatureXml.with(distribution, offers));
    // Known or not, the features service reads it again.
    service.addRepository(own);
  }

  private List<URI> others() throws Exception {
    return Arrays.stream(service.listRepositories())
        .filter(repository -> String.valueOf(repository.getName()).startsWith(PREFIX))
        .map(Repository::getURI)
        .filter(uri -> !uri.equals(own))
        .toList();
  }

  /** Resolves a version without touching anything; throws what stands against it. */
  void simulate(String name, String version) throws Exception {
    service.installFeatures(
        Set.of(PREFIX + name + "/" + version),
        EnumSet.of(Option.Upgrade, Option.NoAutoRefreshBundles, Option.Simulate));
  }

  /** Installs exactly this version instead of any other one. */
  void upgrade(String name, String version) throws Exception {
    service.installFeatures(
        Set.of(PREFIX + name + "/" + version),
        EnumSet.of(Option.Upgrade, Option.NoAutoRefreshBundles));
  }

  void uninstall(String name, String version) throws Exception {
    service.uninstallFeatures(
        Set.of(PREFIX + name + "/" + version), EnumSet.of(Option.NoAutoRefreshBundles));
  }
}
