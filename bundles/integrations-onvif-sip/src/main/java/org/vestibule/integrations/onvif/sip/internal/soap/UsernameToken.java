// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;

/**
 * The login in the header of a message: user name, and a digest of the password that is good once
 * and for some minutes (OASIS Web Services Security, UsernameToken Profile 1.1, section 3.1).
 */
public final class UsernameToken {
  private static final String PROFILE =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#";
  private static final String ENCODING =
      "http://docs.oasis-open.org/wss/2004/01/"
          + "oasis-200401-wss-soap-message-security-1.0#Base64Binary";
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 20;
  private static final int MOST_TEXT = 256;

  private UsernameToken() {}

  /**
   * Makes the element {@code Security} of one message.
   *
   * @param created now, by the clock of the one that is asked
   */
  public static Xml security(String username, byte[] password, Instant created) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    return security(username, password, created, nonce);
  }

  static Xml security(String username, byte[] password, Instant created, byte[] nonce) {
    String at = CREATED.format(created);
    String digest = Base64.getEncoder().encodeToString(digest(nonce, at, password));
    return Xml.of(
            "wsse:Security",
            Xml.of(
                "wsse:UsernameToken",
                Xml.text("wsse:Username", username),
                Xml.text("wsse:Password", digest).with("Type", PROFILE + "PasswordDigest"),
                Xml.text("wsse:Nonce", Base64.getEncoder().encodeToString(nonce))
                    .with("EncodingType", ENCODING),
                Xml.text("wsu:Created", at)))
        .with("s:mustUnderstand", "1");
  }

  /** Returns SHA-1 of nonce, time and password, as the profile says. */
  static byte[] digest(byte[] nonce, String created, byte[] password) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(nonce);
      sha1.update(created.getBytes(StandardCharsets.UTF_8));
      return sha1.digest(password);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** Reads what a header shows; empty where it shows nothing that could be checked. */
  static Optional<Shown> shown(XmlNode header) {
    return header
        .path("Security", "UsernameToken")
        .filter(token -> token.child("Username").isPresent())
        .flatMap(UsernameToken::read);
  }

  private static Optional<Shown> read(XmlNode token) {
    String user = token.textAt("Username");
    String created = token.textAt("Created");
    Optional<XmlNode> password = token.child("Password");
    boolean digest =
        password.map(p -> p.attributes().getOrDefault("Type", "")).orElse("").endsWith("Digest");
    if (!digest || user.length() > MOST_TEXT || created.length() > MOST_TEXT) {
      return Optional.empty();
    }
    try {
      byte[] nonce = Base64.getDecoder().decode(shortText(token.textAt("Nonce")));
      byte[] proof = Base64.getDecoder().decode(shortText(password.get().text()));
      return Optional.of(new Shown(user, proof, nonce, created, Instant.parse(created)));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String shortText(String text) {
    if (text.length() > MOST_TEXT) {
      throw new IllegalArgumentException("too long");
    }
    return text;
  }

  /**
   * A login that a message shows; whether its nonce is new and its time is now is for whoever asks
   * to decide. The arrays are not copied.
   *
   * @param digest what must be {@link #matches matched}
   * @param nonce raw bytes, 0 to 192
   * @param createdText exactly as it stood in the message: the digest is over it
   */
  public record Shown(
      String username, byte[] digest, byte[] nonce, String createdText, Instant created) {
    /** Returns whether it was made with this password; takes as long either way. */
    public boolean matches(byte[] password) {
      return MessageDigest.isEqual(digest, UsernameToken.digest(nonce, createdText, password));
    }

    @Override
    public String toString() {
      return "Shown[" + username + ", " + created + "]";
    }
  }
}
