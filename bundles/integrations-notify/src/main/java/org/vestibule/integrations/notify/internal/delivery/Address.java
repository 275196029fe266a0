// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which addresses something may be sent to, before any name is looked up. Stateless. */
public final class Address {
  /** What is allowed, for messages. */
  public static final String ALLOWED =
      "https://HOST/PATH without a user or fragment; http:// only to 127.0.0.1 or with"
          + " allowInsecure, and 127.0.0.1 only with allowPrivate";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int MOST = 2000;

  /** What some resolvers read as an address: the last part begins with a digit. */
  private static final Pattern NUMBERS = Pattern.compile("(^|[.])[0-9][^.\\]]*[.]?$");

  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9][0-9]{0,2})([.](0|[1-9][0-9]{0,2})){3}");

  private Address() {}

  /**
   * Reads an address. An IPv4 address that is written in another form than dotted decimals (RFC
   * 3986, section 3.2.2) is no host; where a name leads is judged when it is connected to.
   *
   * @param text may be a secret; nothing of it is in what is returned but the address itself
   * @return empty if it is not allowed
   */
  public static Optional<URI> read(String text, boolean allowInsecure, boolean allowPrivate) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    boolean plain = "http".equals(uri.getScheme());
    if (!plain && !"https".equals(uri.getScheme())
        || text.length() > MOST
        || uri.getHost() == null
        || NUMBERS.matcher(uri.getHost()).find() && !DOTTED.matcher(uri.getHost()).matches()
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || uri.getPort() == 0
        || uri.getPort() > 65535) {
      return Optional.empty();
    }
    boolean here = LOOPBACK.contains(uri.getHost());
    boolean refused = plain && !here && !allowInsecure || here && !allowPrivate;
    return refused ? Optional.empty() : Optional.of(uri);
  }
}
