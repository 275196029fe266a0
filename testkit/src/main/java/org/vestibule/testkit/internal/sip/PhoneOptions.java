// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sip;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a phone is set up.
 *
 * @param user its name, the user part of its address
 * @param password for its registrar and for whom it calls
 * @param registrar host and port where it registers; empty: it stands alone
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param answers whether it answers by itself
 * @param protection baresip's {@code mediaenc}, for example {@code srtp-mand}; empty: plain RTP
 * @param says a WAVE file, 8 kHz, mono, 16 bits, that it plays; a call ends with it. Empty: silence
 *     for two minutes
 * @param certificate a PEM file with certificate and key, for TLS
 * @param authority a PEM file with what it trusts; empty: it trusts any
 */
public record PhoneOptions(
    String user,
    String password,
    String registrar,
    String transport,
    boolean answers,
    String protection,
    Optional<Path> says,
    Optional<Path> certificate,
    Optional<Path> authority) {
  /** A phone that stands alone and waits for somebody to answer it. */
  public static PhoneOptions of(String user) {
    return new PhoneOptions(
        user, "", "", "udp", false, "", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns the same that registers. */
  public PhoneOptions at(String where, String secret) {
    return new PhoneOptions(
        user, secret, where, transport, answers, protection, says, certificate, authority);
  }

  /** Returns the same over another transport. */
  public PhoneOptions over(String other) {
    return new PhoneOptions(
        user, password, registrar, other, answers, protection, says, certificate, authority);
  }

  /** Returns the same that answers by itself. */
  public PhoneOptions answering() {
    return new PhoneOptions(
        user, password, registrar, transport, true, protection, says, certificate, authority);
  }

  /** Returns the same that says something. */
  public PhoneOptions saying(Path wave) {
    return new PhoneOptions(
        user,
        password,
        registrar,
        transport,
        answers,
        protection,
        Optional.of(wave),
        certificate,
        authority);
  }

  /** Returns the same with encrypted media. */
  public PhoneOptions protectedBy(String mediaenc) {
    return new PhoneOptions(
        user, password, registrar, transport, answers, mediaenc, says, certificate, authority);
  }

  /** Returns the same with a certificate of its own, and what it trusts. */
  public PhoneOptions with(Path own, Path trusted) {
    return new PhoneOptions(
        user,
        password,
        registrar,
        transport,
        answers,
        protection,
        says,
        Optional.of(own),
        Optional.of(trusted));
  }
}
