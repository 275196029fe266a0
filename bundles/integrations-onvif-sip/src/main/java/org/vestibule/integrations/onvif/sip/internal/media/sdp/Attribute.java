// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

/**
 * An {@code a=} line (RFC 8866, section 5.13). Not shown as text: it may hold a key.
 *
 * @param name as written
 * @param value empty for a flag
 */
record Attribute(String name, String value) {
  static Attribute flag(String name) {
    return new Attribute(name, "");
  }

  String line() {
    return value.isEmpty() ? "a=" + name : "a=" + name + ":" + value;
  }

  @Override
  public String toString() {
    return "Attribute[" + name + "]";
  }
}
