// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.model.ModelException;

/**
 * Ed25519 keys that sign packs. A key file is PEM: {@code PRIVATE KEY} (PKCS#8) and {@code PUBLIC
 * KEY} (X.509), as OpenSSL writes them, one after the other; only its owner may read it.
 */
public final class SigningKeys {
  private static final int MOST_BYTES = 4096;

  /** What stands before the 32 bytes of an Ed25519 key in X.509 form, RFC 8410. */
  private static final byte[] X509_PREFIX = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  private SigningKeys() {}

  /** Makes a new pair. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw lacking(e);
    }
  }

  /**
   * Writes a key file that only its owner may read; a file that is there is never overwritten.
   *
   * @throws ModelException {@code signing-key-invalid}
   */
  public static void write(Path file, KeyPair keys) throws ModelException {
    String text =
        pem("PRIVATE KEY", keys.getPrivate().getEncoded())
            + pem("PUBLIC KEY", keys.getPublic().getEncoded());
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> fresh =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(file, fresh, ownerOnly)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    } catch (FileAlreadyExistsException e) {
      throw invalid(file, "a file is there already", "a new file", e);
    } catch (IOException e) {
      throw invalid(file, "it cannot be written", "a writable folder", e);
    }
  }

  /**
   * Reads a key file.
   *
   * @throws ModelException {@code signing-key-invalid}: no such file, others may read it, no pair
   */
  public static KeyPair read(Path file) throws ModelException {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw invalid(file, "no such file, or too large", "a file of 4 KB at most", null);
      }
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      if (!permissions.endsWith("------")) {
        throw invalid(file, "permissions " + permissions, "rw-------, the owner alone", null);
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PrivateKey secret =
          factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY")));
      KeyPair pair = new KeyPair(publicKey(block(text, "PUBLIC KEY")), secret);
      if (!belongTogether(pair)) {
        throw invalid(file, "two keys that do not belong together", "one pair", null);
      }
      return pair;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw invalid(file, "no pair of Ed25519 keys", "PRIVATE KEY and PUBLIC KEY as PEM", e);
    }
  }

  /** Returns the first 16 hexadecimal digits of the SHA-256 of the raw public key. */
  public static String keyId(PublicKey key) {
    byte[] x509 = key.getEncoded();
    byte[] raw = Arrays.copyOfRange(x509, X509_PREFIX.length, x509.length);
    return CanonicalManifest.sha256(raw).substring(0, 16);
  }

  /** Returns the public key as a trust file carries it: base64 of its X.509 form. */
  public static String base64(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /**
   * Reads an X.509 public key.
   *
   * @throws GeneralSecurityException if it is no Ed25519 key in its one encoding
   */
  static PublicKey publicKey(byte[] x509) throws GeneralSecurityException {
    if (x509.length != X509_PREFIX.length + 32
        || !Arrays.equals(x509, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
      throw new GeneralSecurityException("not an Ed25519 public key");
    }
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
  }

  static IllegalStateException lacking(GeneralSecurityException cause) {
    return new IllegalStateException("every Java runtime since 15 has Ed25519", cause);
  }

  private static boolean belongTogether(KeyPair pair) throws GeneralSecurityException {
    byte[] probe = {1, 2, 3};
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(probe);
    byte[] signed = signature.sign();
    signature.initVerify(pair.getPublic());
    signature.update(probe);
    return signature.verify(signed);
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static byte[] block(String text, String label) {
    Matcher block =
        Pattern.compile(
                "-----BEGIN " + label + "-----\\s([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
            .matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("no " + label);
    }
    return Base64.getDecoder().decode(block.group(1).replaceAll("\\s", ""));
  }

  private static ModelException invalid(Path file, String found, String allowed, Throwable cause) {
    return new ModelException(
        "signing-key-invalid",
        "signing key " + file,
        found,
        allowed,
        "Make a new pair, or append the public key: openssl pkey -in KEY -pubout.",
        cause);
  }
}
