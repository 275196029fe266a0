// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;

/**
 * Takes packs in: checks them in a folder of its own and moves them whole under their name. What
 * cannot be believed is never written: manifest and signature come first, and of each file no more
 * than the signed manifest allows. Thread-safe; one pack at a time.
 */
public final class Staging {
  /** The folder, below that of the packs, in which nothing is whole. */
  public static final String FOLDER = ".staging";

  /** What must be left on the disk for everybody else, in bytes. */
  static final long SPARE_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

  private final Path packs;
  private final Path parts;
  private final TrustStore trust;
  private final Admission admission;
  private final ToLongFunction<Path> usable;
  private final ManifestReader reader = new ManifestReader();

  /**
   * Takes packs into a folder.
   *
   * @param packs the folder of packs, made when it is not there
   */
  public Staging(Path packs, TrustStore trust, Releases releases) {
    this(packs, trust, releases, folder -> folder.toFile().getUsableSpace());
  }

  /**
   * As above, on a disk that says otherwise.
   *
   * @param usable returns how many bytes a folder's disk can still take
   */
  Staging(Path packs, TrustStore trust, Releases releases, ToLongFunction<Path> usable) {
    this.packs = packs;
    this.parts = packs.resolve(FOLDER);
    this.trust = trust;
    this.admission = new Admission(packs, trust, releases);
    this.usable = usable;
  }

  /** As {@link #receive(Path, TrustStore.Use, boolean, Consumer)}, of what comes from outside. */
  public Pack receive(Path source, boolean downgrade, Consumer<Step> progress)
      throws ModelException {
    return receive(source, TrustStore.Use.STAGE, downgrade, progress);
  }

  /**
   * Takes a pack in. Nothing stays of one that is refused; one that is here already is returned.
   *
   * @param source a zip archive or a folder
   * @param use from outside, or made by this machine
   * @param downgrade whether a release lower than the highest seen is wanted
   * @param progress is told of each step, before the next one begins
   * @return the pack in its final folder, {@code <name>@<version>}
   */
  public synchronized Pack receive(
      Path source, TrustStore.Use use, boolean downgrade, Consumer<Step> progress)
      throws ModelException {
    Path part = parts.resolve(UUID.randomUUID().toString());
    try (PackSource from = PackSource.of(source)) {
      progress.accept(Step.RECEIVED);
      Files.createDirectories(part);
      PackWriter writer = new PackWriter(from, part);
      writer.manifest();
      Pack pack = reader.read(part, from.label());
      progress.accept(Step.MANIFEST_READ);
      trust.check(pack, use);
      progress.accept(Step.SIGNATURE_CHECKED);
      from.compare(pack);
      Optional<Pack> here = admission.here(pack);
      if (here.isPresent()) {
        return here.get();
      }
      admission.check(pack, downgrade);
      space(pack);
      writer.files(pack, progress);
      progress.accept(Step.FILES_WRITTEN);
      pack.check();
      progress.accept(Step.HASHES_CHECKED);
      Disk.syncAll(part);
      progress.accept(Step.SYNCED);
      return place(pack, progress);
    } catch (IOException e) {
      throw failed(source, e);
    } finally {
      discard(part);
    }
  }

  /** Deletes what a process that ended left half done. Call it once, before anything else. */
  public synchronized void sweep() throws ModelException {
    if (!Files.exists(parts, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Disk.delete(parts);
    } catch (IOException e) {
      throw failed(parts, e);
    }
  }

  /** Removes a pack whole: it is gone from under its name before its files are deleted. */
  public void remove(Pack pack) throws ModelException {
    remove(pack, step -> {});
  }

  synchronized void remove(Pack pack, Consumer<Step> progress) throws ModelException {
    if (!packs.equals(pack.folder().getParent())) {
      throw new IllegalArgumentException(pack.folder() + " does not lie in " + packs);
    }
    try {
      Path aside = setAside(pack.folder(), progress);
      Disk.delete(aside);
      progress.accept(Step.DELETED);
    } catch (IOException e) {
      throw failed(pack.folder(), e);
    }
  }

  /** Moves a finished pack under its name; a damaged one that lies there makes room. */
  private Pack place(Pack pack, Consumer<Step> progress) throws ModelException, IOException {
    Path target = packs.resolve(pack.manifest().id());
    Path aside = null;
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      aside = setAside(target, progress);
    }
    Files.move(pack.folder(), target, StandardCopyOption.ATOMIC_MOVE);
    progress.accept(Step.MOVED);
    Disk.sync(packs);
    progress.accept(Step.FOLDER_SYNCED);
    if (aside != null) {
      discard(aside);
    }
    return reader.read(target);
  }

  private Path setAside(Path folder, Consumer<Step> progress) throws IOException {
    Path aside = Files.createDirectories(parts).resolve(UUID.randomUUID().toString());
    Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    Disk.sync(packs);
    progress.accept(Step.SET_ASIDE);
    return aside;
  }

  private void space(Pack pack) throws ModelException {
    long needed = pack.files().stream().mapToLong(PackFile::bytes).sum();
    long free = usable.applyAsLong(packs) - SPARE_BYTES;
    if (needed > free) {
      throw new ModelException(
          "storage-full",
          "model pack " + pack.manifest().id(),
          needed + " bytes",
          Math.max(free, 0) + " bytes, with " + SPARE_BYTES + " kept free",
          "Remove packs that nobody needs, or free space on the disk of " + packs + ".");
    }
  }

  private void discard(Path part) {
    try {
      Disk.delete(part);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted yet; it will be at the next start", part, e);
    }
  }

  private ModelException failed(Path what, IOException cause) {
    boolean full = usable.applyAsLong(packs) < SPARE_BYTES;
    return new ModelException(
        full ? "storage-full" : "storage-failed",
        "model pack " + what.getFileName(),
        "the disk refused it (" + cause.getClass().getSimpleName() + ")",
        "a folder of packs that can be written, " + packs,
        "Check the disk and the folder's permissions.",
        cause);
  }
}
