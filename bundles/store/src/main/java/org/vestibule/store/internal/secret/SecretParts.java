// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.secret;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/**
 * To which part of the gateway a secret belongs, so that a setting of one part cannot have it send
 * the password of another. A secret whose name begins with a word of a part belongs to that one;
 * any other belongs to the part that reads it first, until it is removed. A bundle says its words
 * in its manifest: {@value #HEADER}, of which the first is the name of the part. Thread-safe.
 */
final class SecretParts {
  /** The header; a bundle without it is a part by itself. */
  static final String HEADER = "Vestibule-Secrets";

  private static final Logger LOG = LoggerFactory.getLogger(SecretParts.class);
  private static final String SHELF = "secret-parts";

  private final SealedShelves shelves;
  private final Supplier<Stream<List<String>>> parts;
  private final Map<String, String> known = new HashMap<>();

  /**
   * Uses the shelves of this bundle.
   *
   * @param parts the words of each part that there is
   */
  SecretParts(SealedShelves shelves, Supplier<Stream<List<String>>> parts) {
    this.shelves = shelves;
    this.parts = parts;
  }

  /** Returns the words of each bundle that is installed now. */
  static Stream<List<String>> installed(BundleContext context) {
    return Stream.of(context.getBundles()).map(SecretParts::words);
  }

  /** Returns the name of the part that a bundle is, or belongs to. */
  static String part(Bundle bundle) {
    return words(bundle).get(0);
  }

  private static List<String> words(Bundle bundle) {
    String given = bundle.getHeaders("").get(HEADER);
    return given == null
        ? List.of(String.valueOf(bundle.getSymbolicName()))
        : List.of(given.strip().split("\\s*,\\s*"));
  }

  /** Gives a new secret to the part whose word its name begins with, if there is one. */
  synchronized void named(String name) throws VestibuleException {
    Optional<String> part = byWord(name);
    if (part.isPresent()) {
      shelves.put(SHELF, name, part.get().getBytes(StandardCharsets.UTF_8));
      known.put(name, part.get());
    }
  }

  private Optional<String> byWord(String name) {
    String word = name.split("-", 2)[0];
    return parts.get().filter(words -> words.contains(word)).map(words -> words.get(0)).findFirst();
  }

  /**
   * Lets a part have a secret that is there.
   *
   * @throws VestibuleException {@code secret-of-another-part}, {@code vault-locked}, {@code
   *     storage-failed}
   */
  synchronized void claim(String name, String part) throws VestibuleException {
    Optional<String> owner = Optional.ofNullable(known.get(name));
    if (owner.isEmpty()) {
      owner = shelves.get(SHELF, name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
    if (owner.isEmpty()) {
      // One from before there were parts, too: whoever asks first may be the wrong one.
      owner = Optional.of(byWord(name).orElse(part));
      LOG.info("The secret {} belongs to {} from now on", name, owner.get());
      keep(name, owner.get());
    }
    known.put(name, owner.get());
    if (!owner.get().equals(part)) {
      throw new VestibuleException(
          "secret-of-another-part",
          "secret " + name,
          "asked for by " + part,
          "only " + owner.get() + ", which it belongs to",
          "Put the value for this part under a name that begins with "
              + part
              + "-, and name that one.");
    }
  }

  /** A door works with a full disk: what cannot be written holds until the next start. */
  private void keep(String name, String part) {
    try {
      shelves.put(SHELF, name, part.getBytes(StandardCharsets.UTF_8));
    } catch (VestibuleException e) {
      LOG.warn("To whom the secret {} belongs could not be kept: {}", name, e.getMessage());
    }
  }

  /** Forgets a secret that was removed: put again, it belongs to nobody yet. */
  synchronized void forget(String name) throws VestibuleException {
    shelves.remove(SHELF, name);
    known.remove(name);
  }
}
