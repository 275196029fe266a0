// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers one challenge of Digest (RFC 7616) where the protocol is not HTTP, for example SIP. */
public final class DigestLogin {
  private DigestLogin() {}

  /**
   * Returns the value of {@code Authorization} for one request.
   *
   * @param challenges the values of all {@code WWW-Authenticate} headers
   * @param password not kept
   * @param target the URI of the request as it is sent
   * @return empty where none of the challenges can be answered
   */
  public static Optional<String> answer(
      List<String> challenges, String user, byte[] password, String method, String target) {
    return Challenge.of(challenges).stream()
        .filter(each -> DigestProof.rank(each) >= 0)
        .min(Comparator.comparingInt(DigestProof::rank))
        .map(
            challenge -> {
              DigestProof proof = DigestProof.of(challenge, user, password);
              String header = proof.header(method, target);
              proof.wipe();
              return header;
            });
  }
}
