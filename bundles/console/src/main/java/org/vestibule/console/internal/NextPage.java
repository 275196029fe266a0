// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists that come in pages: where the next one begins stands in {@code Link: <...>; rel="next"}
 * (RFC 8288). The cursor names a position that stays where it is while new things arrive.
 */
final class NextPage {
  private static final String CURSOR = "cursor";
  private static final int LONGEST = 32;

  private NextPage() {}

  /**
   * Returns the position that the query's cursor names, empty for the first page.
   *
   * @throws Problem 422 for what this console never gave
   */
  static OptionalLong after(Request request) throws Problem {
    String given = request.http().getParameter(CURSOR);
    if (given == null) {
      return OptionalLong.empty();
    }
    try {
      if (given.length() <= LONGEST) {
        byte[] text = Base64.getUrlDecoder().decode(given);
        return OptionalLong.of(Long.parseLong(new String(text, StandardCharsets.US_ASCII)));
      }
    } catch (IllegalArgumentException e) {
      // Neither Base64 nor a number: refused below, together with what is too long.
    }
    throw Problem.invalid(
        "query parameter cursor",
        Request.shortened(given),
        "one of a Link header with rel=\"next\"",
        "Begin without a cursor.");
  }

  /** Adds where the page behind {@code position} is found; everything else that was asked stays. */
  static Reply link(Reply reply, Request request, long position) {
    String text = Long.toString(position);
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    String query = request.http().getQueryString();
    Stream<String> kept =
        Arrays.stream(query == null ? new String[0] : query.split("&"))
            .filter(pair -> !pair.isEmpty() && !pair.startsWith(CURSOR + "="))
            .map(NextPage::harmless);
    String next =
        Stream.concat(kept, Stream.of(CURSOR + "=" + cursor)).collect(Collectors.joining("&"));
    String path = harmless(request.http().getRequestURI());
    return reply.with("Link", "<" + path + "?" + next + ">; rel=\"next\"");
  }

  /** What would end the address in the header is written as RFC 3986 wants it anyway. */
  private static String harmless(String text) {
    return text.replace("<", "%3C").replace(">", "%3E").replace("\"", "%22").replace(" ", "%20");
  }
}
