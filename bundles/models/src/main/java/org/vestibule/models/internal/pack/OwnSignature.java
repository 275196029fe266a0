// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import org.vestibule.api.model.ModelException;

/**
 * Signs what a running gateway made by itself, with the machine's own key. That key vouches for
 * numbers and texts that the gateway wrote, never for a graph that came from somewhere.
 */
public final class OwnSignature {
  private final Path key;

  /**
   * @param packs the folder of packs; the key lies beside it, where {@code ./vestibule models} made
   *     it
   */
  public OwnSignature(Path packs) {
    key = packs.resolveSibling("secrets").resolve("packs.key");
  }

  /**
   * Signs the manifest in a folder.
   *
   * @throws ModelException {@code signing-key-invalid}, {@code model-signer-not-allowed} for a pack
   *     with networks, {@code storage-failed}
   */
  public void write(Path folder) throws ModelException {
    Pack pack = new ManifestReader().read(folder);
    if (!pack.manifest().networks().isEmpty()) {
      throw new ModelException(
          "model-signer-not-allowed",
          "model pack " + pack.manifest().id(),
          pack.manifest().networks().size() + " networks",
          "a pack of plain files, which is all that this machine makes while it runs",
          "Let a signer vouch for it, then stage it.");
    }
    pack.check();
    KeyPair keys = SigningKeys.read(key);
    String keyId = SigningKeys.keyId(keys.getPublic());
    try {
      PackSignature.sign(CanonicalManifest.read(folder), keys.getPrivate(), keyId).write(folder);
    } catch (InvalidKeyException | IOException e) {
      throw new ModelException(
          "storage-failed",
          "model pack " + pack.manifest().id(),
          "its signature cannot be written (" + e.getClass().getSimpleName() + ")",
          "a folder that can be written",
          "Check the disk and the folder's permissions.",
          e);
    }
  }
}
