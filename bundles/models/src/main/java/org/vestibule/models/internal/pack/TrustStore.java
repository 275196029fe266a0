// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import org.vestibule.api.model.ModelException;

/**
 * Says whose signature a pack carries and whether that signer may do what is asked. Thread-safe.
 */
public interface TrustStore {
  /** What a signature is asked for. */
  enum Use {
    /** Being taken in. */
    STAGE,
    /** Being laid out by the machine that made it. */
    LAY_OUT,
    /** Seeing live inputs without acting. */
    TRIAL,
    /** Beginning to serve, a share or all. */
    SERVE,
    /** Going on to serve: an expired pack may, one whose signer was revoked may not. */
    KEEP
  }

  /**
   * Whose signature was checked.
   *
   * @param name the name in the trust file, empty when signatures are not checked
   * @param keyId see {@link SigningKeys#keyId}
   * @param role {@code release}, {@code local} or {@code trial}
   */
  record Signer(String name, String keyId, String role) {}

  /**
   * Checks the signature beside a pack's manifest.
   *
   * @throws ModelException {@code model-unsigned}, {@code model-signature-wrong}, {@code
   *     model-signer-unknown}, {@code model-signer-revoked}, {@code model-signer-not-allowed},
   *     {@code model-expired} or {@code model-trust-invalid}
   */
  Signer check(Pack pack, Use use) throws ModelException;

  /** Returns a text that changes whenever it should be asked again. */
  String version();

  /** Trusts every pack: for tools, benchmarks and tests outside the gateway, never inside it. */
  static TrustStore hashesOnly() {
    return new TrustStore() {
      @Override
      public Signer check(Pack pack, Use use) {
        return new Signer("", "", "");
      }

      @Override
      public String version() {
        return "";
      }
    };
  }
}
