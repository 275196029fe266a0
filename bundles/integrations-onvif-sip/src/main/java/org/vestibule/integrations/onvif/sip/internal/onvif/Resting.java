// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;

/**
 * Stops trying a login that was refused before the device locks the account; another password is
 * tried at once. Thread-safe.
 */
final class Resting {
  private static final long FIRST_PAUSE = 60_000_000_000L;
  private static final int MOST_DOUBLINGS = 5;

  private final OnvifTarget target;
  private final LongSupplier nanos;
  private byte[] refused = new byte[0];
  private int refusals;
  private long quietUntil;

  Resting(OnvifTarget target, LongSupplier nanos) {
    this.target = target;
    this.nanos = nanos;
  }

  /**
   * Asks whether a password may be tried.
   *
   * @throws VestibuleException {@code credentials-wrong} while it rests: nothing is sent
   */
  synchronized void check(byte[] password) throws VestibuleException {
    if (refusals == 0) {
      return;
    }
    if (!MessageDigest.isEqual(refused, hash(password))) {
      refusals = 0;
    } else if (quietUntil - nanos.getAsLong() > 0) {
      throw wrong("refused; it rests, so that the device does not lock it");
    }
  }

  synchronized void accepted() {
    refusals = 0;
  }

  synchronized VestibuleException refused(byte[] password) {
    refused = hash(password);
    quietUntil = nanos.getAsLong() + (FIRST_PAUSE << Math.min(refusals, MOST_DOUBLINGS));
    refusals++;
    return wrong("refused");
  }

  private VestibuleException wrong(String found) {
    return new VestibuleException(
        "credentials-wrong",
        "login at " + target.address().shown(),
        "user '" + target.address().username() + "' " + found,
        "an ONVIF account of the device",
        "Correct username and passwordFile; many devices keep ONVIF accounts of their own.");
  }

  private static byte[] hash(byte[] password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
