// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import org.vestibule.api.VestibuleException;

/**
 * A model cannot serve. Codes: {@code model-missing}, {@code model-hash-wrong}, {@code
 * model-manifest-invalid}, {@code model-signature-mismatch} (other inputs or outputs than its
 * manifest says), {@code model-input-invalid}, {@code model-output-invalid} (NaN or infinite),
 * {@code model-run-failed}, {@code native-missing}.
 *
 * <p>When a pack is taken in: {@code model-unsigned}, {@code model-signature-wrong} (the signature
 * does not fit the manifest), {@code model-signer-unknown}, {@code model-signer-revoked}, {@code
 * model-signer-not-allowed} (the signer's role or slots), {@code model-trust-invalid} (the file of
 * signers), {@code model-expired}, {@code model-downgrade}, {@code model-version-reused} (same
 * version or release, other content), {@code model-archive-invalid} (no whole zip), {@code
 * model-archive-path} (an entry that leads outside), {@code model-archive-link} (a symbolic link),
 * {@code model-archive-too-large}, {@code model-archive-unlisted} (a file that the manifest does
 * not list), {@code model-memory-short}, {@code storage-full} and {@code storage-failed}. When it
 * is tested: {@code model-output-invalid}, {@code model-shape-wrong}, {@code
 * model-golden-mismatch}, {@code model-too-slow} and {@code model-too-large}. While it is leased:
 * {@code model-lease-expired}.
 */
public class ModelException extends VestibuleException {
  private static final long serialVersionUID = 1L;

  /** See {@link VestibuleException#VestibuleException(String, String, String, String, String)}. */
  public ModelException(String code, String input, String found, String allowed, String remedy) {
    super(code, input, found, allowed, remedy);
  }

  /** As above, with the technical cause for the log. */
  public ModelException(
      String code, String input, String found, String allowed, String remedy, Throwable cause) {
    super(code, input, found, allowed, remedy, cause);
  }
}
