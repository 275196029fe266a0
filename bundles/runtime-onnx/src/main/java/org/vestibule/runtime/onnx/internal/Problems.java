// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import org.vestibule.api.model.ModelException;

/** The errors of this bundle, each in one place so that a code always comes with its remedy. */
final class Problems {
  private static final int LONGEST_CAUSE = 200;

  private Problems() {}

  static ModelException signature(String what, String found, String allowed) {
    return new ModelException(
        "model-signature-mismatch",
        what,
        found,
        allowed,
        "Use the manifest that belongs to these weights, or correct \"networks\" in model.json.");
  }

  static ModelException input(String what, String found, String allowed) {
    return new ModelException(
        "model-input-invalid", what, found, allowed, "Prepare the input as model.json says.");
  }

  static ModelException output(String what, String found, String allowed) {
    return new ModelException(
        "model-output-invalid",
        what,
        found,
        allowed,
        "Discard this answer; if it happens again, roll the model back.");
  }

  static ModelException closed(String pack) {
    return new ModelException(
        "model-missing",
        "model pack " + pack,
        "it is closed",
        "a model that is loaded",
        "Take a new lease and ask again.");
  }

  static ModelException runFailed(String what, Throwable cause) {
    return new ModelException(
        "model-run-failed",
        what,
        brief(cause),
        "a network that ONNX Runtime can run",
        "Verify the pack with ./vestibule models, or roll the model back.",
        cause);
  }

  static ModelException natives(Throwable cause) {
    return new ModelException(
        "native-missing",
        "native libraries of ONNX Runtime",
        brief(cause),
        "Linux on x86-64 or aarch64 with glibc, and a data folder that is not mounted noexec",
        "Restart the gateway; if it stays, look at the log of runtime-onnx.",
        cause);
  }

  private static String brief(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "...";
  }
}
