// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Digest access authentication for one nonce after another of one realm (RFC 7616, sections 3.3 to
 * 3.5): MD5 and SHA-256, each with its {@code -sess} form, {@code qop=auth} or, for old devices,
 * none (RFC 2069). The password is not kept; its hash for this realm is. Thread-safe.
 */
final class DigestProof implements Proof {
  /** From strong to weak: the strongest that a device offers is taken. */
  private static final List<String> ALGORITHMS =
      List.of("SHA-256-sess", "SHA-256", "MD5-sess", "MD5");

  private static final Map<String, String> HASHES = Map.of("SHA-256", "SHA-256", "MD5", "MD5");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Challenge challenge;
  private final String algorithm;
  private final Charset charset;
  private final String username;
  private final String cnonce;
  private final byte[] secret;
  private String nonce;
  private int uses;

  private DigestProof(Challenge challenge, String username, byte[] password, String cnonce) {
    this.challenge = challenge;
    this.algorithm = algorithm(challenge);
    this.charset =
        challenge.parameter("charset", "").equalsIgnoreCase("UTF-8")
            ? StandardCharsets.UTF_8
            : StandardCharsets.ISO_8859_1;
    this.username = username;
    this.cnonce = cnonce;
    this.nonce = challenge.parameter("nonce", "");
    byte[] name = (username + ":" + challenge.parameter("realm", "") + ":").getBytes(charset);
    byte[] all = Arrays.copyOf(name, name.length + password.length);
    System.arraycopy(password, 0, all, name.length, password.length);
    this.secret = hash(all).getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(all, (byte) 0);
  }

  /** Returns how good a challenge is, 0 for the best, or -1 where it cannot be answered. */
  static int rank(Challenge challenge) {
    boolean sound =
        challenge.scheme().equals("digest")
            && challenge.parameters().keySet().containsAll(List.of("realm", "nonce"));
    List<String> protections = protections(challenge);
    boolean known = protections.isEmpty() || protections.contains("auth");
    return sound && known ? ALGORITHMS.indexOf(algorithm(challenge)) : -1;
  }

  /** Answers a challenge whose {@link #rank} is not negative. */
  static DigestProof of(Challenge challenge, String username, byte[] password) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    return new DigestProof(challenge, username, password, HexFormat.of().formatHex(random));
  }

  /** As {@link #of}, with the client's nonce of a published example. */
  static DigestProof of(Challenge challenge, String username, byte[] password, String cnonce) {
    return new DigestProof(challenge, username, password, cnonce);
  }

  @Override
  public synchronized String header(String method, String target) {
    String count = String.format(Locale.ROOT, "%08x", ++uses);
    boolean counted = !protections(challenge).isEmpty();
    String response = response(method, target, count, counted);
    StringBuilder text = new StringBuilder("Digest username=").append(quoted(username));
    text.append(", realm=").append(quoted(challenge.parameter("realm", "")));
    text.append(", nonce=").append(quoted(nonce));
    text.append(", uri=").append(quoted(target));
    text.append(", response=\"").append(response).append('"');
    if (challenge.parameters().containsKey("algorithm")) {
      text.append(", algorithm=").append(algorithm);
    }
    if (counted) {
      text.append(", qop=auth, nc=").append(count);
    }
    if (counted || session()) {
      text.append(", cnonce=\"").append(cnonce).append('"');
    }
    if (challenge.parameters().containsKey("opaque")) {
      text.append(", opaque=").append(quoted(challenge.parameter("opaque", "")));
    }
    return text.toString();
  }

  /** A device may name the nonce that it wants next (RFC 7616, section 3.5). */
  @Override
  public synchronized void answered(String authenticationInfo) {
    // The -sess forms bind the secret to the first nonce: they go on with it.
    List<Challenge> read = Challenge.of(List.of("info " + authenticationInfo));
    String next = read.isEmpty() ? "" : read.get(0).parameter("nextnonce", "");
    if (!next.isEmpty() && !session()) {
      nonce = next;
      uses = 0;
    }
  }

  @Override
  public void wipe() {
    Arrays.fill(secret, (byte) 0);
  }

  private String response(String method, String target, String count, boolean counted) {
    String first = new String(secret, StandardCharsets.US_ASCII);
    if (session()) {
      first = hash((first + ":" + nonce + ":" + cnonce).getBytes(charset));
    }
    String second = hash((method + ":" + target).getBytes(charset));
    String middle = counted ? nonce + ":" + count + ":" + cnonce + ":auth" : nonce;
    return hash((first + ":" + middle + ":" + second).getBytes(charset));
  }

  private boolean session() {
    return algorithm.endsWith("-sess");
  }

  private String hash(byte[] text) {
    try {
      MessageDigest digest =
          MessageDigest.getInstance(HASHES.get(algorithm.replaceFirst("-sess$", "")));
      return HexFormat.of().formatHex(digest.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5 and SHA-256", e);
    }
  }

  private static String algorithm(Challenge challenge) {
    String named = challenge.parameter("algorithm", "MD5");
    return ALGORITHMS.stream().filter(named::equalsIgnoreCase).findFirst().orElse("");
  }

  private static List<String> protections(Challenge challenge) {
    String all = challenge.parameter("qop", "");
    return List.of(all.toLowerCase(Locale.ROOT).split("[ ,]+")).stream()
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
