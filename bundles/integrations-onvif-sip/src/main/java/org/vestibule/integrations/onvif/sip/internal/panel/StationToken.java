// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.vestibule.api.VestibuleException;

/**
 * The secret that a panel shows with each request. Only its SHA-256 is kept in memory, so that the
 * comparison takes the same time whatever was sent. Immutable.
 */
final class StationToken {
  private static final int BYTES = 32;
  private static final int SHORTEST = 32;
  private static final int LONGEST = 512;

  private final byte[] hash;

  StationToken(String token) {
    hash = sha256(token);
  }

  /** Returns whether {@code presented} is this token; constant time. */
  boolean matches(String presented) {
    return MessageDigest.isEqual(hash, sha256(presented));
  }

  /**
   * Reads the token, or makes one of 256 random bits on first use: file 0600, folder 0700.
   *
   * @throws VestibuleException {@code token-unreadable}, {@code token-unwritable} or {@code
   *     token-too-short}
   */
  static StationToken readOrCreate(Path file) throws VestibuleException {
    try {
      return new StationToken(read(file));
    } catch (NoSuchFileException e) {
      create(file);
    } catch (IOException e) {
      throw problem("token-unreadable", file, "cannot be read", e);
    }
    try {
      return new StationToken(read(file));
    } catch (IOException e) {
      throw problem("token-unreadable", file, "cannot be read", e);
    }
  }

  private static String read(Path file) throws IOException, VestibuleException {
    if (Files.size(file) > LONGEST) {
      throw problem("token-unreadable", file, "longer than " + LONGEST + " bytes", null);
    }
    String token = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (token.length() < SHORTEST) {
      throw problem("token-too-short", file, token.length() + " characters", null);
    }
    return token;
  }

  private static void create(Path file) throws VestibuleException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (!Files.isDirectory(file.getParent())) {
        Files.createDirectories(file.getParent(), permissions("rwx------"));
      }
      Files.deleteIfExists(part);
      Files.createFile(part, permissions("rw-------"));
      Files.writeString(part, token + "\n", StandardCharsets.US_ASCII);
      // Whole or not at all: a panel never reads half a token.
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      throw problem("token-unwritable", file, "is made by somebody else at this moment", e);
    } catch (IOException e) {
      throw problem("token-unwritable", file, "cannot be written", e);
    }
  }

  private static FileAttribute<?>[] permissions(String form) {
    boolean posix =
        java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(form))
        }
        : new FileAttribute<?>[0];
  }

  private static VestibuleException problem(
      String code, Path file, String found, IOException cause) {
    return new VestibuleException(
        code,
        "token file " + file,
        found,
        "a file of the gateway's user with at least " + SHORTEST + " characters",
        "Correct the file's rights, or remove it: a new token is made on the next start.",
        cause);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
