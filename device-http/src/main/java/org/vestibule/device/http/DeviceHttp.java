// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.net.URI;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** HTTP to one device: its account, its answer time, its limits. Thread-safe. */
public interface DeviceHttp extends AutoCloseable {
  /**
   * Sends one request and reads the answer. It answers a challenge (Digest of RFC 7616 with MD5 and
   * SHA-256, or Basic where the configuration allows it), and sends nothing a second time for any
   * other reason.
   *
   * @param method {@code GET}, {@code PUT}, {@code POST} or {@code DELETE}
   * @param path with its query, under the device's address
   * @throws VestibuleException {@code device-unreachable} (no connection: nothing was done), {@code
   *     device-timed-out} (sent, no answer), {@code credentials-wrong} (401 or 403), {@code
   *     answer-invalid} (too long, no HTTP), {@code egress-*}
   */
  Answer send(String method, String path, Map<String, String> headers, byte[] body)
      throws VestibuleException, InterruptedException;

  @Override
  void close();

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body at most as long as the configuration says
   */
  record Answer(int status, Map<String, String> headers, byte[] body, URI from) {}
}
