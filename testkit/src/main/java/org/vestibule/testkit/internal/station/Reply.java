// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

/** An answer. */
record Reply(int status, String type, String body) {
  static Reply json(String body) {
    return new Reply(200, "application/json", body);
  }

  static Reply text(int status, String body) {
    return new Reply(status, "text/plain", body);
  }

  static Reply xml(int status, String body) {
    return new Reply(status, "application/xml", body);
  }
}
