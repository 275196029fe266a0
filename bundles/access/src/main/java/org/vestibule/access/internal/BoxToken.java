// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The box's own token: 256 random bits in {@code secrets/operator.token}, made at the first start.
 * Whoever can read the file works on the box as the gateway's user and could do anything anyway. It
 * opens the vault when no account can be read. Thread-safe.
 */
final class BoxToken {
  private static final Logger LOG = LoggerFactory.getLogger(BoxToken.class);
  private static final int SHORTEST = 32;

  private final SecretFile file;
  private volatile Optional<String> problem = Optional.empty();

  BoxToken(SecretFile file) {
    this.file = file;
  }

  /** Returns why it cannot be used, if that is so. */
  Optional<String> problem() {
    return problem;
  }

  /** Makes it if it is not there; called before anybody needs it. */
  void ensure() {
    current();
  }

  /** Compares in constant time; a file that cannot be used matches nothing. */
  boolean matches(String given) {
    return current().filter(kept -> Secrets.same(kept, given)).isPresent();
  }

  /** Returns whether it is still the one with this SHA-256. */
  boolean hasHash(String hash) {
    return current().filter(kept -> Secrets.hash(kept).equals(hash)).isPresent();
  }

  private synchronized Optional<String> current() {
    try {
      Optional<String> kept = file.read();
      if (kept.isEmpty()) {
        file.write(Secrets.token());
        LOG.info("A new operator token lies in {}", file.path());
        kept = file.read();
      }
      if (kept.isEmpty() || kept.get().length() < SHORTEST) {
        throw new IOException("the token is shorter than " + SHORTEST + " characters");
      }
      problem = Optional.empty();
      return kept;
    } catch (IOException e) {
      if (problem.isEmpty()) {
        LOG.warn("The operator token {} cannot be used: {}", file.path(), e.toString());
      }
      problem =
          Optional.of(
              "The box's token cannot be used: correct "
                  + file.path()
                  + " or delete it, then a new"
                  + " one is made");
      return Optional.empty();
    }
  }
}
