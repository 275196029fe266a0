// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/**
 * Looks at a query before anybody reads a parameter of it: what the server itself cannot decode it
 * reports as an error of the console.
 */
final class QueryCheck {
  private static final int LONGEST = 1000;
  private static final Pattern FORM =
      Pattern.compile("application/x-www-form-urlencoded|multipart/", Pattern.CASE_INSENSITIVE);

  private QueryCheck() {}

  /**
   * Refuses a query that is no percent-encoded UTF-8 (RFC 3986, section 2.5), or a very long one.
   *
   * @throws Problem 400 {@code query-invalid}, 415 {@code content-type-wrong} for a form in the
   *     body, of which the server would read parameters
   */
  static void check(HttpServletRequest http) throws Problem {
    checkNoForm(http);
    String query = http.getQueryString();
    if (query == null) {
      return;
    }
    if (query.length() > LONGEST) {
      throw invalid("a very long one", null);
    }
    try {
      byte[] bytes = URLDecoder.decode(query, ISO_8859_1).getBytes(ISO_8859_1);
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw invalid("what cannot be decoded", e);
    }
  }

  private static void checkNoForm(HttpServletRequest http) throws Problem {
    String type = http.getContentType() == null ? "" : http.getContentType();
    if (http.getContentLengthLong() != 0 && FORM.matcher(type).lookingAt()) {
      throw new Problem(
          415,
          "content-type-wrong",
          "Content-Type",
          Request.shortened(type),
          "what the description of the interface names, such as application/json",
          "Send the body as that.");
    }
  }

  private static Problem invalid(String found, Exception cause) {
    return new Problem(
        400,
        "query-invalid",
        "query",
        found,
        "percent-encoded UTF-8, at most " + LONGEST + " characters",
        "Encode it anew.",
        cause);
  }
}
