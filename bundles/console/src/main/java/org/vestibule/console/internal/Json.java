// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * JSON in, with bounds; JSON out, from plain values only. Messages name a place in the body and
 * never repeat a value: it may be a code or a token.
 */
final class Json {
  /** The bound of an ordinary body in bytes. */
  static final int SMALL = 16 * 1024;

  /** The bound of a list of everybody in bytes. */
  static final int FEED = 4 * 1024 * 1024;

  /** The bound of an enrolment with its pictures in bytes. */
  static final int PICTURES = 16 * 1024 * 1024;

  private static final int MAX_DEPTH = 16;
  private static final Pattern TYPE =
      Pattern.compile(
          "application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(PICTURES)
                          .maxNumberLength(32)
                          .maxNameLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Json() {}

  /** Writes a plain value: maps, lists, strings, numbers, booleans. */
  static byte[] write(Object plain) {
    try {
      return MAPPER.writeValueAsBytes(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plain value could not be written", e);
    }
  }

  /** Reads JSON that the house itself has written; empty if it is none. */
  static Optional<Object> tree(byte[] json) {
    try {
      return Optional.ofNullable(MAPPER.readValue(json, Object.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads a body of at most {@code maxBytes} into a record. */
  static <T> T read(HttpServletRequest http, Class<T> type, int maxBytes) throws Problem {
    String content = http.getContentType() == null ? "none" : http.getContentType();
    if (!TYPE.matcher(content).matches()) {
      throw new Problem(
          415,
          "content-type-wrong",
          "Content-Type",
          Request.shortened(content),
          "application/json, in UTF-8",
          "Send the body as JSON.");
    }
    if (http.getContentLengthLong() > maxBytes) {
      throw tooLarge(maxBytes);
    }
    // RFC 8259, section 8.1: UTF-8 and nothing else, which the parser would guess at otherwise.
    try (Reader in =
        new InputStreamReader(
            new Bounded(http.getInputStream(), maxBytes),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
      T value = MAPPER.readValue(in, type);
      if (value == null) {
        throw Problem.invalid("body", "null", "a JSON object", "Send an object.");
      }
      return value;
    } catch (TooLarge e) {
      throw tooLarge(maxBytes);
    } catch (CharacterCodingException e) {
      throw new Problem(
          400, "charset-wrong", "body", "bytes that are no UTF-8", "UTF-8", "Encode it anew.", e);
    } catch (JsonProcessingException e) {
      throw problem(e);
    } catch (IOException e) {
      throw new Problem(
          400, "body-unreadable", "body", "an unfinished body", "a whole one", "Send it again.", e);
    }
  }

  private static Problem problem(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
      String key = Request.shortened(unknown.getPropertyName());
      return new Problem(400, "unknown-key", "body", key, known, "Remove the key " + key + ".");
    }
    if (e instanceof StreamConstraintsException) {
      return new Problem(
          400,
          "json-out-of-bounds",
          "body",
          "JSON nested too deep or a name or number too long" + where(e),
          MAX_DEPTH + " levels, names of 64 and numbers of 32 characters",
          "Send a simpler body.");
    }
    if (e instanceof JsonMappingException mapping) {
      String path =
          mapping.getPath().stream()
              .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
              .collect(Collectors.joining("."));
      return new Problem(
          400,
          "json-mismatch",
          path.isEmpty() ? "body" : "body, key " + Request.shortened(path),
          "a value of another type" + where(e),
          "the type that the console's README names",
          "Correct the value.");
    }
    return new Problem(
        400, "json-invalid", "body", "no valid JSON" + where(e), "RFC 8259", "Correct the body.");
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static Problem tooLarge(int maxBytes) {
    return new Problem(
            413,
            "body-too-large",
            "body",
            "more than the bound",
            maxBytes + " bytes",
            "Send less at once.")
        .with("Connection", "close");
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Fails at the first byte beyond the bound, whatever the sender announced. */
  private static final class Bounded extends FilterInputStream {
    private int left;

    Bounded(InputStream in, int bytes) {
      super(in);
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new TooLarge();
      }
      return count;
    }
  }
}
