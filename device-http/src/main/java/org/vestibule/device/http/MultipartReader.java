// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parts of a multipart answer that goes on (RFC 2046, section 5.1), as devices write it: with
 * or without a length, the boundary with or without its two dashes. Used by one thread.
 */
public final class MultipartReader {
  /** The longest part, bytes. */
  public static final int MOST_PART = 256 * 1024;

  private static final int MOST_LINE = 4096;
  private static final int MOST_HEADERS = 32;

  private final InputStream in;
  private final String boundary;
  private boolean within;

  /**
   * One part.
   *
   * @param headers by name, whatever its case
   * @param body without the line's end before the next boundary
   */
  public record Part(Map<String, String> headers, byte[] body) {
    /** Returns the body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /**
   * @param contentType the answer's header of that name
   * @throws IOException when it names no boundary
   */
  public MultipartReader(String contentType, InputStream in) throws IOException {
    this.in = in;
    String named = contentType.replaceFirst("(?i).*boundary=\"?([^\";,]{1,100})\"?.*", "$1");
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")
        || named.equals(contentType)) {
      throw new IOException("no multipart answer");
    }
    boundary = "--" + named.strip().replaceFirst("^--", "");
  }

  /** Waits for the next part; empty after the last. */
  public Optional<Part> next() throws IOException {
    try {
      while (!within) {
        String line = line();
        within = line.startsWith(boundary);
        if (within && line.startsWith(boundary + "--")) {
          return Optional.empty();
        }
      }
      Map<String, String> headers = headers();
      within = false;
      String length = headers.getOrDefault("content-length", "");
      return Optional.of(
          new Part(headers, length.isEmpty() ? untilBoundary() : exactly(length.strip())));
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isBlank(); line = line()) {
      int colon = line.indexOf(':');
      if (headers.size() == MOST_HEADERS) {
        throw new IOException("more than " + MOST_HEADERS + " headers of a part");
      }
      if (colon > 0) {
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private byte[] exactly(String length) throws IOException {
    if (!length.matches("[0-9]{1,7}") || Integer.parseInt(length) > MOST_PART) {
      throw new IOException("a part of more than " + MOST_PART + " bytes");
    }
    byte[] body = in.readNBytes(Integer.parseInt(length));
    if (body.length < Integer.parseInt(length)) {
      throw new EOFException("the stream ended in a part");
    }
    return body;
  }

  private byte[] untilBoundary() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String line = line(); !line.startsWith(boundary); line = line()) {
      if (body.size() + line.length() > MOST_PART) {
        throw new IOException("a part of more than " + MOST_PART + " bytes");
      }
      body.write(line.getBytes(StandardCharsets.ISO_8859_1));
      body.write('\n');
    }
    within = true;
    byte[] all = body.toByteArray();
    return all.length == 0 ? all : java.util.Arrays.copyOf(all, all.length - 1);
  }

  private String line() throws IOException {
    return DeviceStream.line(in, MOST_LINE);
  }
}
