// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one-time code that makes an owner: 60 random bits in three groups, in {@code
 * secrets/setup.code}, gone after use. It is there while nobody owns the gateway, and again when
 * whoever owns the box puts a file {@code secrets/recover} beside it. Thread-safe.
 */
final class SetupCode {
  private static final Logger LOG = LoggerFactory.getLogger(SetupCode.class);
  private static final int GROUPS = 3;

  private final SecretFile code;
  private final SecretFile wish;

  SetupCode(Path data) {
    code = new SecretFile(data, "setup.code");
    wish = new SecretFile(data, "recover");
  }

  /** Returns where the code lies; the path is no secret. */
  Path path() {
    return code.path();
  }

  /** Returns whether a code can be used now. */
  boolean open() throws IOException {
    return code.read().isPresent();
  }

  /** Makes a code if there is none. */
  synchronized void offer() throws IOException {
    if (!open()) {
      renew();
    }
  }

  /** Makes another code in the place of the one that there was. */
  synchronized void renew() throws IOException {
    code.write(Secrets.code(GROUPS));
    LOG.info("A one-time code that makes an owner lies in {}", code.path());
  }

  /** Makes a code if whoever owns the box wished for one; returns whether that was so. */
  synchronized boolean answerWish() throws IOException {
    if (wish.read().isEmpty()) {
      return false;
    }
    // The wish goes last: whoever waits for that finds the code.
    renew();
    wish.delete();
    return true;
  }

  /** Compares in constant time. */
  boolean matches(String typed) throws IOException {
    Optional<String> kept = code.read().map(Secrets::read);
    return Secrets.same(kept.orElse("no code"), Secrets.read(typed)) && kept.isPresent();
  }

  /** Ends it. */
  synchronized void end() throws IOException {
    code.delete();
  }
}
