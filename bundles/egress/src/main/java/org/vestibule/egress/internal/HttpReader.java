// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;

/** Reads one answer of HTTP/1.1 (RFC 9112, sections 4 to 7), bounded in every part. */
final class HttpReader {
  private static final int MOST_LINE = 8 * 1024;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_INTERIM = 5;

  /** RFC 9110, section 5.6.2. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private final InputStream in;
  private final int most;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private Map<String, List<String>> headers = Map.of();

  HttpReader(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  byte[] body() {
    return body.toByteArray();
  }

  /** Reads everything. */
  void read(String method) throws IOException, VestibuleException {
    int interim = 0;
    do {
      head();
      if (interim++ > MOST_INTERIM) {
        throw new IOException("interim answers without end");
      }
    } while (status < 200);
    if (method.equals("HEAD") || status == 204 || status == 304) {
      return;
    }
    if (headers.containsKey("transfer-encoding")) {
      if (!List.of("chunked").equals(headers.get("transfer-encoding"))) {
        throw new IOException("another transfer coding than chunked");
      }
      chunks();
    } else if (headers.containsKey("content-length")) {
      List<String> length = headers.get("content-length").stream().distinct().toList();
      take(length.size() == 1 ? number(length.get(0), 10) : -1);
    } else {
      rest();
    }
  }

  private void head() throws IOException {
    String[] line = line().split(" ", 3);
    if (line.length < 2 || !line[0].matches("HTTP/1\\.[01]") || !line[1].matches("[1-5][0-9]{2}")) {
      throw new IOException("no answer of HTTP/1.1");
    }
    status = Integer.parseInt(line[1]);
    headers = fields();
  }

  private Map<String, List<String>> fields() throws IOException {
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i <= MOST_HEADERS; i++) {
      String line = line();
      if (line.isEmpty()) {
        return fields;
      }
      int colon = line.indexOf(':');
      // Also no space before the colon (RFC 9112, section 5.1): two readers would see two names.
      if (colon <= 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
        throw new IOException("a header that is none");
      }
      fields
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    throw new IOException("more than " + MOST_HEADERS + " headers");
  }

  private void chunks() throws IOException, VestibuleException {
    while (true) {
      long size = number(line().split(";", 2)[0].strip(), 16);
      if (size == 0) {
        fields();
        return;
      }
      take(size);
      if (!line().isEmpty()) {
        throw new IOException("a chunk that is longer than it says");
      }
    }
  }

  private void take(long size) throws IOException, VestibuleException {
    if (size < 0) {
      throw new IOException("a length that is none");
    }
    if (size > most - body.size()) {
      throw tooLong();
    }
    byte[] part = in.readNBytes((int) size);
    if (part.length < size) {
      throw new EOFException("the answer breaks off");
    }
    body.writeBytes(part);
  }

  private void rest() throws IOException, VestibuleException {
    byte[] all = in.readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
    if (all.length > most) {
      throw tooLong();
    }
    body.writeBytes(all);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the answer breaks off");
      }
      if (line.size() >= MOST_LINE) {
        throw new IOException("a line of more than " + MOST_LINE + " bytes");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static long number(String text, int radix) throws IOException {
    if (!text.matches(radix == 16 ? "[0-9A-Fa-f]{1,8}" : "[0-9]{1,10}")) {
      throw new IOException("a length that is none");
    }
    return Long.parseLong(text, radix);
  }

  private VestibuleException tooLong() {
    return new VestibuleException(
        "answer-too-long",
        "answer of a sink",
        "more than " + most + " bytes",
        "at most " + most + " bytes",
        "Look what answers there.");
  }
}
