// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import java.util.Arrays;
import java.util.Optional;

/** How packets are protected (RFC 4568, section 6.2); AES in counter mode with 128 bits. */
public enum Suite {
  /** A tag of 80 bits. */
  AES_CM_128_HMAC_SHA1_80(10),
  /** A tag of 32 bits, shorter and weaker; RTCP has 80 bits here, too. */
  AES_CM_128_HMAC_SHA1_32(4);

  /** The tag of RTCP, bytes, whatever the suite (RFC 3711, section 3.4). */
  static final int CONTROL_TAG = 10;

  private final int tag;

  Suite(int tag) {
    this.tag = tag;
  }

  /** Returns the length of the tag of RTP, bytes. */
  public int tag() {
    return tag;
  }

  /** Finds a suite by its name in a description. */
  public static Optional<Suite> named(String name) {
    return Arrays.stream(values()).filter(suite -> suite.name().equals(name)).findFirst();
  }
}
