// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import org.vestibule.api.VestibuleException;

/**
 * A model cannot serve. Codes: {@code model-missing}, {@code model-hash-wrong}, {@code
 * model-manifest-invalid}, {@code model-signature-mismatch} (other inputs or outputs than its
 * manifest says), {@code model-input-invalid}, {@code model-output-invalid} (NaN or infinite),
 * {@code model-run-failed}, {@code native-missing}.
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
