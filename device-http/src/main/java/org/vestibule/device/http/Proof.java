// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

/** Proves to a device who asks. Holds what is as good as the password; wipe it. Thread-safe. */
interface Proof {
  /**
   * Returns the value of {@code Authorization} for one request.
   *
   * @param target path and query exactly as they are sent
   */
  String header(String method, String target);

  /** Takes over what a successful answer says about the next request. */
  default void answered(String authenticationInfo) {}

  /** Overwrites the secret; not used after this. */
  void wipe();
}
