// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Keys of reader lines (OSDP secure channel, SIA OSDP 2.2 annex D): who holds one, and the window
 * in which a person lets one be set. Keys themselves never leave. Thread-safe.
 */
@ProviderType
public interface ReaderKeys {
  /** Returns every configured line, by name. */
  List<Reader> readers();

  /**
   * Lets a key be set on one line for a while: this gateway, as panel, sends a new key to the
   * reader; as reader, takes one from its panel. It closes by itself after the first key. Audited.
   *
   * @param minutes 1 to 30
   * @throws VestibuleException {@code unknown-reader}, {@code audit-*}, {@code vault-locked}
   */
  void openCommissioning(String reader, int minutes) throws VestibuleException;

  /**
   * Closes the window.
   *
   * @throws VestibuleException {@code unknown-reader}, {@code audit-*}
   */
  void closeCommissioning(String reader) throws VestibuleException;

  /**
   * Takes a key that the panel's integrator gives on paper.
   *
   * @param key 16 bytes; the caller overwrites it
   * @throws VestibuleException {@code unknown-reader}, {@code key-invalid} (length, all the same
   *     byte, the published default), {@code vault-locked}, {@code storage-*}, {@code audit-*}
   */
  void setKey(String reader, byte[] key) throws VestibuleException;

  /**
   * Forgets a key: the line works only after a new one.
   *
   * @throws VestibuleException {@code unknown-reader}, {@code storage-*}, {@code audit-*}
   */
  void clearKey(String reader) throws VestibuleException;

  /**
   * A reader line.
   *
   * @param name its name in the configuration
   * @param role {@code pd} where this gateway is the reader, {@code cp} where it is the panel
   * @param door the door
   * @param online whether the other side is heard
   * @param secured whether the secure channel stands under a key of its own
   * @param keyed whether a key is kept
   * @param commissioningUntil when the window closes, if it is open
   * @param sentence one for people: how it is, and what to do
   */
  record Reader(
      String name,
      String role,
      DoorId door,
      boolean online,
      boolean secured,
      boolean keyed,
      Optional<Instant> commissioningUntil,
      String sentence) {}
}
