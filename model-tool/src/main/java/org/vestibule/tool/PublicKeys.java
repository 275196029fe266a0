// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.model.ModelException;

/** Public keys as people hand them on: base64 of the X.509 form, or a PEM file that holds one. */
final class PublicKeys {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----\\s([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  private static final int MOST_BYTES = 4096;

  private PublicKeys() {}

  /**
   * Reads a key.
   *
   * @param text base64, or the path of a PEM file
   * @throws ModelException {@code signing-key-invalid}
   */
  static PublicKey of(String text) throws ModelException {
    try {
      byte[] x509 = Base64.getDecoder().decode(base64(text));
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new ModelException(
          "signing-key-invalid",
          "public key",
          "no Ed25519 key and no file with one",
          "base64 of the X.509 form, 60 characters, or a PEM file with PUBLIC KEY",
          "Ask the signer for the line that ./vestibule model key show FILE prints.",
          e);
    }
  }

  private static String base64(String text) throws IOException {
    if (text.matches("[A-Za-z0-9+/]{59}=")) {
      return text;
    }
    Path file = Path.of(text);
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException("too large for a key");
    }
    Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new IllegalArgumentException("no PUBLIC KEY");
    }
    return pem.group(1).replaceAll("\\s", "");
  }
}
