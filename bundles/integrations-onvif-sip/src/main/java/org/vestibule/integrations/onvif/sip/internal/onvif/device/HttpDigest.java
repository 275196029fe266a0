// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of HTTP Digest (RFC 7616) with MD5 and {@code qop=auth}: what video management
 * systems send for a snapshot. A nonce is good for five minutes, and each of its counts once.
 * Thread-safe.
 */
final class HttpDigest {
  private static final String REALM = "vestibule-onvif";
  private static final int MOST_HEADER = 2048;
  private static final int MOST_NONCES = 1024;
  private static final long LIFE_NANOS = 300_000_000_000L;
  private static final Pattern PARAMETER =
      Pattern.compile("([a-zA-Z]+)\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s\"]+))");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Nonce> nonces =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Nonce> eldest) {
          return size() > MOST_NONCES;
        }
      };

  /** What a proof is worth. */
  enum Verdict {
    GOOD,
    /** Right, but its nonce is over: who asks tries again. */
    STALE,
    WRONG
  }

  private static final class Nonce {
    private final long since;
    private long count;

    Nonce(long since) {
      this.since = since;
    }
  }

  /** Returns the value of {@code WWW-Authenticate}. */
  synchronized String challenge(boolean stale, long nowNanos) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String nonce = HexFormat.of().formatHex(random);
    nonces.put(nonce, new Nonce(nowNanos));
    return "Digest realm=\""
        + REALM
        + "\", qop=\"auth\", algorithm=MD5, nonce=\""
        + nonce
        + "\""
        + (stale ? ", stale=true" : "");
  }

  /**
   * Judges the value of {@code Authorization}.
   *
   * @param target the request's path with its query
   */
  Verdict judge(
      String header, String method, String target, DeviceSettings settings, long nowNanos) {
    Map<String, String> said = parameters(header);
    String response = said.getOrDefault("response", "");
    byte[] right = proof(said, method, settings).getBytes(StandardCharsets.US_ASCII);
    boolean proved = MessageDigest.isEqual(right, response.getBytes(StandardCharsets.UTF_8));
    if (!proved
        || !settings.user().equals(said.get("username"))
        || !REALM.equals(said.get("realm"))
        || !target.equals(said.get("uri"))
        || !"auth".equals(said.get("qop"))
        || !said.getOrDefault("nc", "").matches("[0-9a-fA-F]{8}")) {
      return Verdict.WRONG;
    }
    long count = Long.parseLong(said.get("nc"), 16);
    return fresh(said.getOrDefault("nonce", ""), count, nowNanos) ? Verdict.GOOD : Verdict.STALE;
  }

  private synchronized boolean fresh(String value, long count, long nowNanos) {
    Nonce nonce = nonces.get(value);
    if (nonce == null || nowNanos - nonce.since > LIFE_NANOS || count <= nonce.count) {
      return false;
    }
    nonce.count = count;
    return true;
  }

  private static Map<String, String> parameters(String header) {
    Map<String, String> said = new HashMap<>();
    if (header.length() <= MOST_HEADER) {
      Matcher matcher = PARAMETER.matcher(header);
      while (matcher.find()) {
        said.putIfAbsent(
            matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
      }
    }
    return said;
  }

  private static String proof(Map<String, String> said, String method, DeviceSettings settings) {
    MessageDigest secret = md5();
    secret.update((settings.user() + ":" + REALM + ":").getBytes(StandardCharsets.UTF_8));
    String first = HexFormat.of().formatHex(secret.digest(settings.password()));
    String second = hash(method + ":" + said.get("uri"));
    return hash(
        String.join(
            ":",
            first,
            said.get("nonce"),
            said.get("nc"),
            said.get("cnonce"),
            said.get("qop"),
            second));
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(md5().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
