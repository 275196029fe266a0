// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The password itself in each request (RFC 7617). Thread-safe. */
final class BasicProof implements Proof {
  private final byte[] encoded;

  BasicProof(String username, byte[] password) {
    byte[] name = (username + ":").getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(name, name.length + password.length);
    System.arraycopy(password, 0, both, name.length, password.length);
    encoded = Base64.getEncoder().encode(both);
    Arrays.fill(both, (byte) 0);
  }

  @Override
  public String header(String method, String target) {
    return "Basic " + new String(encoded, StandardCharsets.US_ASCII);
  }

  @Override
  public void wipe() {
    Arrays.fill(encoded, (byte) 0);
  }
}
