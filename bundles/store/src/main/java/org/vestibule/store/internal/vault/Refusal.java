// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.util.Locale;
import org.vestibule.api.VestibuleException;

/** What the vault refuses, each with what to do next; none carries a key or a name. */
final class Refusal {
  private Refusal() {}

  static VestibuleException locked() {
    return new VestibuleException(
        "vault-locked",
        "vault",
        "locked",
        "an open vault",
        "Open it with its passphrase; until then doors work as without faces.");
  }

  static VestibuleException broken(String found, String remedy) {
    return broken(found, remedy, null);
  }

  static VestibuleException broken(String found, String remedy, Exception cause) {
    return new VestibuleException(
        "vault-broken",
        "the keyring, store/keyring in the data folder",
        found,
        "the file that this gateway wrote last",
        remedy,
        cause);
  }

  static VestibuleException keyMissing() {
    return new VestibuleException(
        "key-missing",
        "key of a subject",
        "none",
        "a subject that was enrolled and not erased",
        "Enrol the person anew.");
  }

  static VestibuleException sealBroken(Exception cause) {
    return new VestibuleException(
        "seal-broken",
        "something that was sealed",
        "it does not open with its key in its place",
        "bytes as the vault sealed them, for this owner and this use",
        "Bring the row back from a backup; it was changed or put in another's place.",
        cause);
  }

  static VestibuleException deviceKey(String code, String found, String allowed, String remedy) {
    return new VestibuleException(code, "the device key", found, allowed, remedy);
  }

  /** Tells a full disk from a broken one by the words of the system, as Java has no type for it. */
  static VestibuleException storage(String file, IOException cause) {
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    boolean full = words.contains("no space") || words.contains("quota");
    return new VestibuleException(
        full ? "storage-full" : "storage-failed",
        file,
        full
            ? "no space is left"
            : "the disk refused it (" + cause.getClass().getSimpleName() + ")",
        "a folder that can be written",
        full ? "Free some space." : "Check the disk and the folder's permissions.",
        cause);
  }
}
