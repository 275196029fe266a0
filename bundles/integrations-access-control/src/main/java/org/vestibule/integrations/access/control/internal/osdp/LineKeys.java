// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.store.SealedShelves;

/**
 * Where the key of each reader line is kept: sealed in the house's vault and nowhere else.
 * Thread-safe. Reads and writes a disk, so no bus thread calls it.
 */
@Component(service = LineKeys.class)
public final class LineKeys {
  /** The shelf. */
  static final String SHELF = "osdp";

  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private volatile SealedShelves shelves;

  /**
   * Takes a line's name, under which its key lies, for one role; a name that it has it keeps.
   *
   * @param pid the configuration in which it stands
   * @param role in words: whose line it is
   * @throws VestibuleException {@code configuration-invalid} when it is a line's of another role:
   *     the two would have one key, and each would take the other's
   */
  public void claim(String pid, String line, String role) throws VestibuleException {
    String owner = owners.putIfAbsent(line, role);
    if (owner != null && !owner.equals(role)) {
      throw SettingsReader.invalid(
          pid,
          "name",
          "'" + line + "', the name of " + owner,
          "a name that no other reader has, because its key lies under it",
          "Choose another name, or remove one of the two configurations.");
    }
  }

  /** Gives the name of a line back that is gone. */
  public void release(String line, String role) {
    owners.remove(line, role);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setShelves(SealedShelves service) {
    shelves = service;
  }

  void unsetShelves(SealedShelves service) {
    if (shelves == service) {
      shelves = null;
    }
  }

  /**
   * Returns a line's key; the caller overwrites it.
   *
   * @throws VestibuleException {@code vault-locked}, {@code seal-broken}, {@code storage-failed}
   */
  public Optional<byte[]> get(String line) throws VestibuleException {
    return vault().get(SHELF, line).filter(key -> key.length == SecureChannel.BLOCK);
  }

  /**
   * Keeps a key; on the disk when this returns.
   *
   * @throws VestibuleException {@code key-invalid}, {@code vault-locked}, {@code storage-*}
   */
  public void put(String line, byte[] key) throws VestibuleException {
    check(line, key);
    vault().put(SHELF, line, key.clone());
  }

  /**
   * Forgets a key; returns whether there was one.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-*}
   */
  public boolean remove(String line) throws VestibuleException {
    return vault().remove(SHELF, line);
  }

  /**
   * Returns the lines that have a key.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  public List<String> lines() throws VestibuleException {
    return vault().keys(SHELF);
  }

  /**
   * Refuses what is no key of a reader's own.
   *
   * @throws VestibuleException {@code key-invalid}
   */
  static void check(String line, byte[] key) throws VestibuleException {
    Optional<String> found = fault(key);
    if (found.isPresent()) {
      throw new VestibuleException(
          "key-invalid",
          "key of reader line " + line,
          found.get(),
          "16 bytes that only this reader and its panel know",
          "Make one at random, for example with openssl rand -hex 16.");
    }
  }

  /** Returns why a key is none that only a reader and its panel know, if so. */
  public static Optional<String> fault(byte[] key) {
    if (key.length != SecureChannel.BLOCK) {
      return Optional.of(key.length + " bytes");
    }
    int differences = 0;
    for (byte each : key) {
      differences |= each ^ key[0];
    }
    if (differences == 0) {
      return Optional.of("the same byte 16 times");
    }
    return MessageDigest.isEqual(SecureChannel.defaultKey(), key)
        ? Optional.of("the default key, which is published")
        : Optional.empty();
  }

  private SealedShelves vault() throws VestibuleException {
    SealedShelves service = shelves;
    if (service == null) {
      throw new VestibuleException(
          "vault-locked",
          "keys of reader lines",
          "no vault",
          "the house's vault, open",
          "Start the store (feature store).");
    }
    return service;
  }
}
