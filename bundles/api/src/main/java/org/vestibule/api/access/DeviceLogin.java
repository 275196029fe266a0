// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.access;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Logging in at a configured issuer from where there is no browser: the OAuth 2.0 device
 * authorization grant (RFC 8628). Thread-safe.
 */
@ProviderType
public interface DeviceLogin {
  /**
   * Asks the issuer for a code.
   *
   * @throws VestibuleException {@code no-issuer}, {@code issuer-unreachable}
   */
  Pending begin() throws VestibuleException;

  /**
   * Asks once whether the person has agreed. Ask no more often than {@link Pending#interval}.
   *
   * @return who it is; empty while it is pending
   * @throws VestibuleException {@code login-refused}, {@code login-expired}, {@code
   *     issuer-unreachable}, {@code other-building}
   */
  Optional<Caller> poll(Pending pending) throws VestibuleException;

  /**
   * A log-in that waits for a person.
   *
   * @param deviceCode secret
   * @param userCode what the person enters at {@code verification}
   */
  record Pending(
      String deviceCode, String userCode, URI verification, Duration interval, Duration expiresIn) {
    @Override
    public String toString() {
      return "Pending[" + userCode + ", ***]";
    }
  }
}
