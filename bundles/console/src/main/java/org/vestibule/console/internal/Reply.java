// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a handler answers.
 *
 * @param status the HTTP status
 * @param body a plain value that becomes JSON, a {@link Text}, or null for no body
 * @param headers further headers
 */
record Reply(int status, Object body, Map<String, String> headers) {
  /** The handler answers by itself, for as long as it likes. */
  static final Reply STREAMING = new Reply(0, null, Map.of());

  /** A body that is no JSON made here. */
  record Text(String type, String content) {}

  static Reply created(Object body) {
    return new Reply(201, body, Map.of());
  }

  static Reply ok(Object body) {
    return new Reply(200, body, Map.of());
  }

  static Reply noContent() {
    return new Reply(204, null, Map.of());
  }

  /** Returns the same with its JSON written already, so that it stays what it is now. */
  Reply fixed() {
    return body == null || body instanceof Text
        ? this
        : new Reply(
            status,
            new Text("application/json", new String(Json.write(body), StandardCharsets.UTF_8)),
            headers);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, body, more);
  }
}
