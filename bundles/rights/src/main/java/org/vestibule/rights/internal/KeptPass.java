// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;

/**
 * A pass as it lies on the shelf. Fields of a later version are left alone.
 *
 * @param from milliseconds since 1970, as all times here
 * @param charged how many uses count as used when this is read: those that were, and those that may
 *     have been when the power went
 * @param number the keyed hash of its number
 * @param picture the keyed hash of what its QR code carries
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record KeptPass(
    String id,
    String host,
    String label,
    List<String> doors,
    long issued,
    long from,
    long until,
    int uses,
    int charged,
    boolean revoked,
    byte[] number,
    byte[] picture) {
  /** Refuses half a pass. */
  KeptPass {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(label, "label");
    doors = List.copyOf(doors);
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(picture, "picture");
  }

  KeptPass charged(int other) {
    return new KeptPass(
        id, host, label, doors, issued, from, until, uses, other, revoked, number, picture);
  }

  KeptPass ended() {
    return new KeptPass(
        id, host, label, doors, issued, from, until, uses, charged, true, number, picture);
  }

  /** Says nothing of what finds it. */
  @Override
  public String toString() {
    return "KeptPass[" + id + "]";
  }
}
