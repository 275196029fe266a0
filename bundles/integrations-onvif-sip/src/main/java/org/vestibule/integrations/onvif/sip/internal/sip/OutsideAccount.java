// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.device.http.DigestLogin;
import org.vestibule.device.http.PasswordFile;

/**
 * This house's account at a registrar of somebody else.
 *
 * @param registrar where it is
 * @param user there
 * @param passwordFile its first line is the password
 * @param expiry for how long to register
 */
record OutsideAccount(PhoneAddress registrar, String user, Path passwordFile, Duration expiry) {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideAccount.class);
  private static final int PROXY = 407;

  /** Returns the name of the header that answers a challenge. */
  static String header(int status) {
    return status == PROXY ? "Proxy-Authorization" : "Authorization";
  }

  /** Returns the value of the header that answers a challenge (401 or 407); empty: it cannot. */
  Optional<String> answer(Response challenge, String method, String uri) {
    String asked = challenge.getStatusCode() == PROXY ? "Proxy-Authenticate" : "WWW-Authenticate";
    List<String> challenges = new ArrayList<>();
    Iterator<?> each = challenge.getHeaders(asked);
    while (each.hasNext()) {
      String line = each.next().toString().strip();
      challenges.add(line.substring(line.indexOf(':') + 1).strip());
    }
    try {
      byte[] password = PasswordFile.firstLine(passwordFile);
      try {
        return DigestLogin.answer(challenges, user, password, method, uri);
      } finally {
        Arrays.fill(password, (byte) 0);
      }
    } catch (IOException e) {
      LOG.warn(
          "The password file of the registrar {} cannot be read ({})",
          registrar.at(),
          e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
