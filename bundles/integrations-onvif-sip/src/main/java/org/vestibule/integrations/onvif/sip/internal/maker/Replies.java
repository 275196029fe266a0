// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceHttp;

/** Reads what devices answer. */
public final class Replies {
  private static final int MOST_SHOWN = 80;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(32)
                      .maxStringLength(64 * 1024)
                      .build())
              .build());

  private Replies() {}

  /**
   * Asks for a path.
   *
   * @return the body of an answer with status 200
   * @throws VestibuleException {@code credentials-wrong} for 204, with which some makers say that a
   *     right is missing; {@code answer-invalid} for any other status
   */
  public static byte[] good(DeviceHttp device, String path)
      throws VestibuleException, InterruptedException {
    DeviceHttp.Answer answer = device.send("GET", path, Map.of(), new byte[0]);
    if (answer.status() == 204) {
      throw new VestibuleException(
          "credentials-wrong",
          path,
          "an empty answer",
          "an account with the right to ask this",
          "Give the account the right in the device's settings.");
    }
    if (answer.status() != 200) {
      throw invalid(path, "HTTP status " + answer.status());
    }
    return answer.body();
  }

  /**
   * Asks for a path that answers JSON.
   *
   * @throws VestibuleException as {@link #good}; {@code answer-invalid} for what is no JSON
   */
  public static JsonNode json(DeviceHttp device, String path)
      throws VestibuleException, InterruptedException {
    return read(new String(good(device, path), StandardCharsets.UTF_8), path);
  }

  /**
   * Reads JSON.
   *
   * @throws VestibuleException {@code answer-invalid}
   */
  public static JsonNode read(String text, String path) throws VestibuleException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw invalid(path, "no JSON");
    }
  }

  /** Returns the failure of an answer that makes no sense. */
  public static VestibuleException invalid(String path, String found) {
    return new VestibuleException(
        "answer-invalid",
        path,
        found,
        "an answer of such a station",
        "Check the address and the maker.");
  }

  /** Returns what a device said so that people and logs can take it. */
  public static String shown(String said) {
    String plain = said.replaceAll("[^\\p{L}\\p{N} .,:_/()+-]", "?");
    return plain.substring(0, Math.min(MOST_SHOWN, plain.length()));
  }
}
