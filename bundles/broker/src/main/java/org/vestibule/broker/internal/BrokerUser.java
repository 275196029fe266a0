// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Somebody who may connect. Immutable. The password is not kept: only its SHA-256 behind a salt
 * that lives as long as this object, so that a picture of the memory shows none.
 */
final class BrokerUser {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final Rights rights;
  private final byte[] salt = new byte[16];
  private final byte[] digest;

  /**
   * Makes one.
   *
   * @param name an {@link org.vestibule.api.Identifier}
   * @param password the caller overwrites it
   */
  BrokerUser(String name, byte[] password, Rights rights) {
    this.name = name;
    this.rights = rights;
    RANDOM.nextBytes(salt);
    digest = digest(password);
  }

  String name() {
    return name;
  }

  Rights rights() {
    return rights;
  }

  /** Compares in constant time. */
  boolean is(byte[] password) {
    return MessageDigest.isEqual(digest, digest(password));
  }

  private byte[] digest(byte[] password) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return sha.digest(password);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
