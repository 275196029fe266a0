// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.model.ModelException;

/**
 * The detached signature of a pack, {@code model.sig}: Ed25519 (RFC 8032) over a line that names
 * what is signed and the canonical manifest. As the manifest carries the hash of every file, it
 * vouches for the whole pack. Immutable, thread-safe.
 */
public final class PackSignature {
  /** The signature's file in a pack. */
  public static final String FILE = "model.sig";

  /** It may not be larger than this, in bytes. */
  static final int MOST_BYTES = 4096;

  /** So that a signature over anything else is never taken for one over a pack. */
  private static final byte[] DOMAIN =
      "vestibule-model-pack-v1\n".getBytes(StandardCharsets.US_ASCII);

  private static final Pattern ALGORITHM = Pattern.compile("Ed25519");
  static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{16}");

  /** 64 bytes in base64 with padding. */
  private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{86}==");

  private final String signer;
  private final byte[] signature;

  private PackSignature(String signer, byte[] signature) {
    this.signer = signer;
    this.signature = signature;
  }

  /**
   * Signs a manifest.
   *
   * @param signer the key's id, see {@link SigningKeys#keyId}
   */
  public static PackSignature sign(CanonicalManifest manifest, PrivateKey key, String signer)
      throws InvalidKeyException {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(DOMAIN);
      signature.update(manifest.bytes());
      return new PackSignature(signer, signature.sign());
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw SigningKeys.lacking(e);
    }
  }

  /**
   * Reads the signature in a pack's folder.
   *
   * @throws ModelException {@code model-unsigned} when there is none, {@code model-signature-wrong}
   *     when it has not the form of one
   */
  static PackSignature read(Pack pack) throws ModelException {
    String id = pack.manifest().id();
    try {
      return parse(id, StrictJson.bytes(pack.folder().resolve(FILE), MOST_BYTES));
    } catch (NoSuchFileException e) {
      throw new ModelException(
          "model-unsigned",
          "model pack " + id,
          "no model.sig",
          "a pack signed by a trusted signer",
          "Sign it, or fetch the pack again.",
          e);
    } catch (IOException e) {
      throw wrong(id, "model.sig cannot be read", e);
    }
  }

  static PackSignature parse(String id, byte[] bytes) throws ModelException {
    if (bytes.length > MOST_BYTES) {
      throw wrong(id, "model.sig is larger than " + MOST_BYTES + " bytes", null);
    }
    try {
      Fields fields =
          new Fields(id, "", StrictJson.parse(bytes), Set.of("algorithm", "signer", "signature"));
      fields.text("algorithm", ALGORITHM, "Ed25519", null);
      return new PackSignature(
          fields.text("signer", KEY_ID, "16 hexadecimal digits", null),
          Base64.getDecoder()
              .decode(fields.text("signature", SIGNATURE, "64 bytes in base64", null)));
    } catch (IOException | ModelException | IllegalArgumentException e) {
      throw wrong(id, "model.sig has not the form of a signature", e);
    }
  }

  /** Writes it into a pack's folder, over one that is there. */
  public void write(Path folder) throws IOException {
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    node.put("algorithm", "Ed25519");
    node.put("signer", signer);
    node.put("signature", Base64.getEncoder().encodeToString(signature));
    Files.deleteIfExists(folder.resolve(FILE));
    Files.writeString(folder.resolve(FILE), node.toPrettyString() + "\n");
  }

  /** Returns the id of the key that it says it was made with. */
  public String signer() {
    return signer;
  }

  /** Returns whether it was made over this manifest with the secret half of this key. */
  public boolean verify(CanonicalManifest manifest, PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(DOMAIN);
      verifier.update(manifest.bytes());
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // The key is one: what cannot be verified is not a signature.
      return false;
    }
  }

  private static ModelException wrong(String id, String found, Throwable cause) {
    return new ModelException(
        "model-signature-wrong",
        "model pack " + id,
        found,
        "the signature of this very manifest",
        "Fetch the pack again.",
        cause);
  }
}
