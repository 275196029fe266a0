// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;

/** Messages as a page's event source reads them (WHATWG HTML, section 9.2). */
final class ServerSent {
  static final byte[] HEARTBEAT = bytes(":\n\n");
  static final byte[] RETRY = bytes("retry: 2000\n\n");

  private ServerSent() {}

  static byte[] data(String id, byte[] json) {
    return bytes("id: " + id + "\ndata: " + new String(json, StandardCharsets.UTF_8) + "\n\n");
  }

  /** Tells a page to take a new snapshot. */
  static byte[] reset(String id) {
    return bytes("id: " + id + "\nevent: reset\ndata: {}\n\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
