// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;

/**
 * The gateway's account at one device: answers challenges, and stops trying before the device locks
 * the account. The password is read from its file when a challenge needs it, and wiped.
 * Thread-safe.
 */
final class Account implements AutoCloseable {
  private static final long FIRST_PAUSE = 60_000_000_000L;
  private static final int MOST_DOUBLINGS = 5;

  private final DeviceAddress device;
  private final PasswordSource source;
  private final LongSupplier nanos;
  private Proof proof;
  private int refusals;
  private long quietUntil;

  Account(DeviceAddress device, LongSupplier nanos) {
    this(device, PasswordSource.of(device), nanos);
  }

  Account(DeviceAddress device, PasswordSource source, LongSupplier nanos) {
    this.device = device;
    this.source = source;
    this.nanos = nanos;
  }

  /**
   * Returns what to send without being asked, if the device has asked before.
   *
   * @throws VestibuleException {@code credentials-wrong} while the account rests: nothing is sent
   */
  synchronized Optional<Proof> known() throws VestibuleException {
    if (refusals > 0 && quietUntil - nanos.getAsLong() > 0) {
      // Without the seconds that are left: the status of a device that rests does not change.
      throw wrong(
          "user '" + device.username() + "' refused; it rests, so that the device does not lock it",
          "Correct username and passwordFile, and save the configuration again.");
    }
    return Optional.ofNullable(proof);
  }

  /**
   * Answers a challenge. Nobody else uses the answer before it is {@link #accepted}: a device that
   * takes a nonce once would call it stale for whom it was made.
   *
   * @throws VestibuleException {@code credentials-wrong} where it cannot be answered
   */
  synchronized Proof answer(List<Challenge> challenges) throws VestibuleException {
    Optional<Challenge> digest =
        challenges.stream()
            .filter(each -> DigestProof.rank(each) >= 0)
            .min(Comparator.comparingInt(DigestProof::rank));
    boolean basic = challenges.stream().anyMatch(each -> each.scheme().equals("basic"));
    if (device.username().isEmpty()) {
      throw wrong("it wants a login, and none is configured", "Set username and passwordFile.");
    }
    if (digest.isEmpty() && !(basic && device.basic())) {
      throw wrong(
          basic
              ? "it wants Basic, which shows the password"
              : "it wants a login this gateway lacks",
          "Switch the device to Digest, or set allowBasic = true with https.");
    }
    byte[] password = password();
    try {
      return digest.isPresent()
          ? DigestProof.of(digest.get(), device.username(), password)
          : new BasicProof(device.username(), password);
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  /** Notes that the device took a proof. */
  synchronized void accepted(Proof taken) {
    // The one before is not wiped: another request may be under way with it.
    proof = taken;
    refusals = 0;
  }

  /** Notes that it did not, and rests: devices lock an account after a few wrong tries. */
  synchronized VestibuleException refused() {
    forget();
    quietUntil = nanos.getAsLong() + (FIRST_PAUSE << Math.min(refusals, MOST_DOUBLINGS));
    refusals++;
    return wrong("user '" + device.username() + "' refused", "Correct username and passwordFile.");
  }

  private void forget() {
    if (proof != null) {
      proof.wipe();
      proof = null;
    }
  }

  private byte[] password() throws VestibuleException {
    try {
      return source.read();
    } catch (IOException e) {
      throw wrong(PasswordSource.why(e), PasswordSource.remedy(e));
    }
  }

  private VestibuleException wrong(String found, String remedy) {
    return new VestibuleException(
        "credentials-wrong",
        "login at " + device.shown(),
        found,
        "an account of the device",
        remedy);
  }

  @Override
  public synchronized void close() {
    forget();
  }
}
