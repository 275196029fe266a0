// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.store.Vault;

/** How the vault is, in one sentence. Thread-safe. */
final class VaultStatus {
  private final StatusHolder held = new StatusHolder(Status.starting("The vault is being opened"));
  private volatile VestibuleException refused;
  private volatile VestibuleException failure;

  /** Notes that a configuration was refused; {@code null}: it was taken. */
  void configured(VestibuleException problem) {
    refused = problem;
  }

  /** Notes why it could not be opened; {@code null}: it could. */
  void failed(VestibuleException problem) {
    failure = problem;
  }

  Status of(Vault.State state, String wanted, boolean unfinished) {
    held.set(now(state, wanted, unfinished));
    return held.get();
  }

  private Status now(Vault.State state, String wanted, boolean unfinished) {
    VestibuleException why = failure;
    if (!state.open() && why != null) {
      return Status.unavailable(cause(why.code()), why.getMessage());
    }
    if (!state.open()) {
      return Status.unavailable(
          Cause.CREDENTIALS,
          "The vault is locked: faces match nobody, and nothing about people is read or written."
              + " Open it, with its passphrase where it has one");
    }
    if (refused != null) {
      return Status.degraded(Cause.CONFIGURATION, refused.getMessage());
    }
    if (why != null) {
      return Status.degraded(cause(why.code()), why.getMessage());
    }
    if (!state.keyGuard().equals(wanted)) {
      return Status.degraded(
          Cause.CONFIGURATION,
          "The device key is still held by "
              + state.keyGuard()
              + ". Open the vault with the new passphrase to move it to "
              + wanted);
    }
    if (unfinished) {
      return Status.degraded(
          Cause.STORAGE,
          "Keys were destroyed, but the file that held them could not be overwritten yet. Check the"
              + " disk; it is tried again with the next change");
    }
    return Status.ready("Open; the device key is held by " + state.keyGuard());
  }

  private static Cause cause(String code) {
    return switch (code) {
      case "vault-broken", "storage-full", "storage-failed", "seal-broken" -> Cause.STORAGE;
      case "device-key-inside", "configuration-invalid" -> Cause.CONFIGURATION;
      default -> Cause.CREDENTIALS;
    };
  }
}
