// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Secrets;

/**
 * Passwords and keys for other systems: put, made, removed, listed by name. One that is kept is
 * never shown; one that is made here is in the answer that makes it, only.
 */
final class SecretsResource {
  /** What the specification of Standard Webhooks writes before a symmetric key. */
  private static final String WEBHOOK = "whsec_";

  private static final int RANDOM_BYTES = 32;

  private final Trust trust;
  private final SecureRandom random = new SecureRandom();

  SecretsResource(Trust trust) {
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .on(Permission.KEEP_SECRETS, "GET", "/secrets", request -> names())
        .on(Permission.KEEP_SECRETS, "PUT", "/secrets/{name}", this::put)
        .on(Permission.KEEP_SECRETS, "POST", "/secrets/{name}/make", this::make)
        .on(Permission.KEEP_SECRETS, "DELETE", "/secrets/{name}", this::remove);
  }

  private Secrets secrets() throws Problem {
    return House.need(trust.secrets, "secrets");
  }

  private Reply names() throws VestibuleException {
    return Reply.ok(secrets().names());
  }

  private Reply put(Request request) throws VestibuleException {
    String name = name(request);
    byte[] value = text(request);
    try {
      secrets().put(name, value);
      return Reply.noContent();
    } finally {
      Arrays.fill(value, (byte) 0);
    }
  }

  private Reply make(Request request) throws VestibuleException {
    String name = name(request);
    String form = Optional.ofNullable(request.http().getParameter("form")).orElse("hex");
    if (!form.equals("hex") && !form.equals("webhook")) {
      throw Problem.invalid(
          "query parameter form", Request.shortened(form), "hex or webhook", "Ask for ?form=hex");
    }
    byte[] key = new byte[RANDOM_BYTES];
    random.nextBytes(key);
    String secret =
        form.equals("hex")
            ? HexFormat.of().formatHex(key)
            : WEBHOOK + Base64.getEncoder().encodeToString(key);
    byte[] value = secret.getBytes(StandardCharsets.US_ASCII);
    try {
      secrets().put(name, value);
      return Reply.created(Map.of("name", name, "secret", secret));
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(value, (byte) 0);
    }
  }

  private Reply remove(Request request) throws VestibuleException {
    String name = name(request);
    if (!secrets().remove(name)) {
      throw new Problem(
          404,
          "unknown-secret",
          "secret",
          name,
          "a name listed under /api/secrets",
          "Check the spelling.");
    }
    return Reply.noContent();
  }

  private static String name(Request request) throws Problem {
    try {
      return Identifier.require("secret", request.part("name"));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "name", "another form", "1 to 63 of a-z, 0-9 and '-'", "For example mqtt-password.");
    }
  }

  /** Reads the secret as it is sent; no message repeats any of it. */
  private static byte[] text(Request request) throws Problem {
    String type = Optional.ofNullable(request.http().getContentType()).orElse("none");
    if (!type.matches("(?i)text/plain\\s*(;\\s*charset=\"?utf-8\"?\\s*)?")) {
      throw new Problem(
          415,
          "content-type-wrong",
          "Content-Type",
          Request.shortened(type),
          "text/plain, in UTF-8",
          "Send the secret itself as the body.");
    }
    byte[] value;
    try {
      value = request.http().getInputStream().readNBytes(Secrets.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new Problem(
          400, "body-unreadable", "body", "an unfinished body", "a whole one", "Send it again.", e);
    }
    if (value.length > Secrets.MAX_BYTES) {
      Arrays.fill(value, (byte) 0);
      throw new Problem(
              413,
              "body-too-large",
              "body",
              "more than the bound",
              Secrets.MAX_BYTES + " bytes",
              "A secret is shorter.")
          .with("Connection", "close");
    }
    checkText(value);
    return value;
  }

  private static void checkText(byte[] value) throws Problem {
    try {
      Arrays.fill(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).array(), '\0');
    } catch (CharacterCodingException e) {
      Arrays.fill(value, (byte) 0);
      throw new Problem(
          400, "charset-wrong", "body", "bytes that are no UTF-8", "UTF-8", "Encode it anew.", e);
    }
    if (value.length == 0) {
      throw Problem.invalid("body", "nothing", "a secret", "Send the secret itself as the body.");
    }
  }
}
