// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The model packs of this gateway, for those who operate it. Every change is audited by the library
 * itself. A pack is named by its name, which means its highest release, or by {@code name@version}.
 * Thread-safe; changes are made one after the other, and callers wait for theirs.
 */
@ProviderType
public interface ModelLibrary {
  /** Returns every pack found, serving or not, by slot, name and release. */
  List<ModelInfo> models();

  /** Returns every comparison that runs or has run since the start, by slot, the newest first. */
  List<ModelComparison> comparisons();

  /** Returns what is being done now, one sentence; empty when nothing is. */
  String progress();

  /**
   * Takes a pack in: checks signature, signer, expiry, release counter and every hash, and lets it
   * show in a self-test that it runs. It serves nothing afterwards. Nothing is written outside the
   * folder of packs, and nothing stays of a pack that is refused. A pack that is here already is
   * taken in again without effect.
   *
   * @param source a zip archive or a folder
   * @param downgrade whether a release lower than one seen before is wanted; audited
   * @param who who ordered it, for the audit
   * @throws ModelException one of the codes there
   */
  ModelManifest stage(Path source, boolean downgrade, String who) throws ModelException;

  /**
   * Takes in a pack that this gateway made by itself, for example a head that it was taught: signs
   * it with the machine's own key (role {@code local}) and then as {@link #stage}. Only a pack of
   * plain files is signed; one with networks needs a signer who vouches for them.
   *
   * @param folder manifest and files; the signature is written into it
   * @param who who ordered it, for the audit
   * @throws ModelException one of the codes there; {@code signing-key-invalid} when this machine
   *     has no key
   */
  default ModelManifest layOut(Path folder, String who) throws ModelException {
    throw new ModelException(
        "model-signer-not-allowed",
        "model pack in " + folder.getFileName(),
        "a library without a key of its own",
        "a pack that a signer vouches for",
        "Sign it and stage it.");
  }

  /**
   * Lets a pack serve its slot now: loads and tests it beside the one that serves, then swaps. When
   * it cannot serve, the old one stays. It is watched afterwards, and rolled back by itself when
   * errors, latency or disagreement leave the bounds in its manifest.
   *
   * @param pack name or {@code name@version}
   * @param who who ordered it, for the audit
   */
  ModelManifest activate(String pack, String who) throws ModelException;

  /**
   * Begins a roll-out by the policy in the pack's manifest: shadow, then canary, then all, each
   * step taken by itself when its bounds hold, and refused when they do not.
   *
   * @param pack name or {@code name@version}
   * @param who who ordered it, for the audit
   */
  ModelManifest rollOut(String pack, String who) throws ModelException;

  /**
   * Lets the pack that served a slot before serve it again; ends a roll-out that is under way.
   *
   * @param who who ordered it, for the audit
   */
  ModelManifest rollBack(String slot, String who) throws ModelException;

  /** Returns the ids of what {@link #prune} would delete now. */
  List<String> prunable() throws ModelException;

  /**
   * Deletes staged packs that neither serve nor would after a roll-back.
   *
   * @param who who ordered it, for the audit
   * @return the ids of what was deleted
   */
  List<String> prune(String who) throws ModelException;
}
