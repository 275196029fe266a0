// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.net.URI;
import java.net.URISyntaxException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** Where a stream is, as a person configured it. */
public final class StreamAddress {
  private static final String KEY = "stream";

  private StreamAddress() {}

  /**
   * Reads the key {@code stream}.
   *
   * @param usual what holds when it is not set; empty: it must be
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static URI of(String pid, SettingsReader reader, String usual) throws VestibuleException {
    try {
      URI stream = new URI(reader.text(KEY, 300, usual));
      if ("rtsp".equals(stream.getScheme())
          && stream.getHost() != null
          && stream.getRawUserInfo() == null
          && stream.getRawFragment() == null) {
        return stream;
      }
    } catch (URISyntaxException e) {
      // Refused below. What was written is not shown: it may have a password in it.
    }
    throw SettingsReader.invalid(
        pid,
        KEY,
        "no plain address",
        "rtsp://HOST:PORT/PATH, without user and password",
        SettingsReader.example(KEY, "rtsp://192.0.2.20:554/live"));
  }
}
