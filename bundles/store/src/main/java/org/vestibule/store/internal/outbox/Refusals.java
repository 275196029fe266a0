// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import org.vestibule.api.VestibuleException;

/** What may be refused here, in words. */
final class Refusals {
  private Refusals() {}

  static VestibuleException busy(String sink) {
    return new VestibuleException(
        "sink-busy",
        "sink " + sink,
        "another cursor of it is open",
        "one cursor at a time",
        "Stop what reads for it first");
  }

  static VestibuleException tooMany() {
    return new VestibuleException(
        "storage-full",
        "the outbox",
        SinkFile.MOST_SINKS + " sinks",
        "at most " + SinkFile.MOST_SINKS,
        "Forget sinks that come no more");
  }

  static VestibuleException locked() {
    return new VestibuleException(
        "vault-locked",
        "the outbox",
        "the vault is locked",
        "an open vault",
        "Open the vault; what waits is kept");
  }

  static VestibuleException failed(IOException cause) {
    return new VestibuleException(
        "storage-failed",
        "the outbox",
        "the disk failed",
        "a disk that can be read and written",
        "Check the disk of the data folder; it is tried again",
        cause);
  }

  static VestibuleException full(IOException cause) {
    return new VestibuleException(
        "storage-full",
        "the outbox",
        "no room on the disk",
        "a data folder with room",
        "Make room; it is tried again",
        cause);
  }

  /** Tells a full disk from another failure by the words of the platform. */
  static VestibuleException of(IOException cause) {
    String words = String.valueOf(cause.getMessage());
    boolean full = words.contains("No space left") || words.toLowerCase().contains("quota");
    return full ? full(cause) : failed(cause);
  }
}
