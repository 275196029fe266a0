// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.models.internal.pack.Releases.Seen;

/**
 * Whether a pack may come after those that came before. A version names one content for ever, and
 * releases count up, so that nobody brings back a release whose faults are known.
 */
final class Admission {
  private final Path packs;
  private final TrustStore trust;
  private final Releases releases;
  private final ManifestReader reader = new ManifestReader();

  Admission(Path packs, TrustStore trust, Releases releases) {
    this.packs = packs;
    this.trust = trust;
    this.releases = releases;
  }

  /** Returns the same pack if it is here already, whole and with a signature that counts. */
  Optional<Pack> here(Pack pack) throws IOException {
    for (Pack candidate : siblings(pack.manifest().name())) {
      if (candidate.digest().equals(pack.digest()) && sound(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** What is damaged, or signed by nobody who counts, is worse than the one that arrives. */
  private boolean sound(Pack here) {
    try {
      trust.check(here, TrustStore.Use.TRIAL);
      here.check();
      return true;
    } catch (ModelException e) {
      return false;
    }
  }

  /**
   * Compares with what is here and with the highest release that ever was.
   *
   * @throws ModelException {@code model-version-reused} or {@code model-downgrade}
   */
  void check(Pack pack, boolean downgrade) throws ModelException, IOException {
    List<Seen> before = new ArrayList<>(releases.seen(pack.manifest().name()).stream().toList());
    // A process that ended before it could remember what it had taken in has left it here.
    for (Pack other : siblings(pack.manifest().name())) {
      ModelManifest manifest = other.manifest();
      before.add(new Seen(manifest.release(), manifest.version(), other.digest()));
    }
    for (Seen seen : before) {
      reused(pack, seen);
    }
    for (Seen seen : before) {
      if (pack.manifest().release() < seen.release() && !downgrade) {
        throw new ModelException(
            "model-downgrade",
            "model pack " + pack.manifest().id(),
            "release " + pack.manifest().release(),
            "release " + seen.release() + " (version " + seen.version() + ") or higher",
            "Take the newest release; if you do want the older one, ask for a downgrade.");
      }
    }
  }

  private static void reused(Pack pack, Seen seen) throws ModelException {
    ModelManifest manifest = pack.manifest();
    boolean version = manifest.version().equals(seen.version());
    boolean release = manifest.release() == seen.release();
    if ((version || release) && !pack.digest().equals(seen.digest())) {
      throw new ModelException(
          "model-version-reused",
          "model pack " + manifest.id(),
          (version ? "version " + seen.version() : "release " + seen.release())
              + " with other content",
          "a version and a release of its own for each content",
          "Ask its signer for a new release.");
    }
  }

  private List<Pack> siblings(String name) throws IOException {
    List<Pack> siblings = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(packs, path -> isOf(name, path.getFileName().toString()))) {
      for (Path folder : folders) {
        try {
          siblings.add(reader.read(folder));
        } catch (ModelException e) {
          // What cannot be read stands for no version; its own problem is listed elsewhere.
          continue;
        }
      }
    }
    return siblings;
  }

  private static boolean isOf(String name, String folder) {
    return folder.equals(name) || folder.startsWith(name + "@");
  }
}
