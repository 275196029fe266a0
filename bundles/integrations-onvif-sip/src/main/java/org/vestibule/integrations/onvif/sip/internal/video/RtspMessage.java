// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request or an answer of RTSP (RFC 2326, sections 6 and 7). Immutable, but for its body.
 *
 * @param start the first line
 * @param headers lines of the form {@code Name: value}, in their order
 * @param body empty where there is none
 */
record RtspMessage(String start, List<String> headers, byte[] body) implements RtspPart {
  /** Copies the lines. */
  RtspMessage {
    headers = List.copyOf(headers);
  }

  /** Returns whether this is an answer. */
  boolean answer() {
    return start.startsWith("RTSP/");
  }

  /** Returns the status of an answer; 0 where the line has none. */
  int status() {
    String[] words = start.split(" ", 3);
    return words.length > 1 && words[1].matches("[1-9][0-9]{2}") ? Integer.parseInt(words[1]) : 0;
  }

  /** Returns the method of a request, or what stands in its place. */
  String method() {
    return start.substring(0, Math.max(0, start.indexOf(' ')));
  }

  /** Returns the address of a request, or nothing where its first line has none. */
  Optional<String> target() {
    String[] words = start.split(" ");
    return words.length == 3 && !answer() ? Optional.of(words[1]) : Optional.empty();
  }

  /** Returns the values of a header, in their order. */
  List<String> values(String name) {
    return headers.stream()
        .filter(line -> named(line, name))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  /** Returns the same with another first line. */
  RtspMessage starting(String line) {
    return new RtspMessage(line, headers, body);
  }

  /** Returns the same with one value of a header in place of all that it had. */
  RtspMessage with(String name, String value) {
    List<String> lines = new ArrayList<>(without(name).headers);
    lines.add(name + ": " + value);
    return new RtspMessage(start, lines, body);
  }

  /** Returns the same without a header. */
  RtspMessage without(String name) {
    return new RtspMessage(
        start, headers.stream().filter(line -> !named(line, name)).toList(), body);
  }

  /** Returns it as it is sent. */
  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String head = start + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static boolean named(String line, String name) {
    return line.length() > name.length()
        && line.charAt(name.length()) == ':'
        && line.substring(0, name.length())
            .toLowerCase(Locale.ROOT)
            .equals(name.toLowerCase(Locale.ROOT));
  }
}
