// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of Digest (RFC 7616) as a strict device has it: its own nonces, each stale
 * after some uses, no count taken twice, and an account that locks after five wrong proofs.
 * Thread-safe.
 */
public final class DigestDesk {
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");
  private static final int MOST_WRONG = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Set<String>> nonces = new ConcurrentHashMap<>();
  private final Map<String, Integer> wrong = new ConcurrentHashMap<>();
  private volatile String algorithm = "MD5";
  private volatile int uses = 100;

  /** What a proof is worth. */
  public enum Verdict {
    /** It is right. */
    GOOD,
    /** There is none. */
    NONE,
    /** It is for a nonce that is not known or was used too often. */
    STALE,
    /** It is wrong, or the account is locked. */
    WRONG
  }

  /** Takes MD5, MD5-sess, SHA-256 or SHA-256-sess from now on. */
  void algorithm(String wanted) {
    algorithm = wanted;
    nonces.clear();
  }

  /** Calls a nonce stale after so many uses. */
  void uses(int most) {
    uses = most;
  }

  /** Forgets its nonces, as after a restart. */
  void restart() {
    nonces.clear();
  }

  /** Returns how many wrong proofs came for an account since the last good one. */
  int wrong(String user) {
    return wrong.getOrDefault(user, 0);
  }

  /** Returns the value of {@code WWW-Authenticate}, with a new nonce. */
  public String challenge(boolean stale) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String nonce = HexFormat.of().formatHex(random);
    nonces.put(nonce, ConcurrentHashMap.newKeySet());
    return "Digest realm=\"door station\", qop=\"auth\", algorithm="
        + algorithm
        + ", nonce=\""
        + nonce
        + "\", opaque=\"5ccc069c403ebaf9\""
        + (stale ? ", stale=true" : "");
  }

  /**
   * Judges a proof.
   *
   * @param header the value of {@code Authorization}, or null
   * @param target the request's path with its query
   */
  public Verdict judge(String header, String method, String target, Map<String, String> passwords) {
    if (header == null || !header.startsWith("Digest ")) {
      return Verdict.NONE;
    }
    Map<String, String> said = new TreeMap<>();
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      said.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
    }
    String user = said.getOrDefault("username", "");
    Set<String> counts = nonces.get(said.getOrDefault("nonce", ""));
    if (counts == null) {
      return Verdict.STALE;
    }
    boolean good =
        wrong(user) < MOST_WRONG
            && passwords.containsKey(user)
            && target.equals(said.get("uri"))
            && proof(said, user, passwords.get(user), method).equals(said.get("response"));
    if (!good) {
      wrong.merge(user, 1, Integer::sum);
      return Verdict.WRONG;
    }
    wrong.remove(user);
    return counts.size() < uses && counts.add(said.getOrDefault("nc", ""))
        ? Verdict.GOOD
        : Verdict.STALE;
  }

  private String proof(Map<String, String> said, String user, String password, String method) {
    String secret = hash(user + ":door station:" + password);
    if (algorithm.endsWith("-sess")) {
      secret = hash(secret + ":" + said.get("nonce") + ":" + said.get("cnonce"));
    }
    return hash(
        String.join(
            ":",
            secret,
            said.get("nonce"),
            said.get("nc"),
            said.get("cnonce"),
            said.get("qop"),
            hash(method + ":" + said.get("uri"))));
  }

  private String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm.replace("-sess", ""));
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
