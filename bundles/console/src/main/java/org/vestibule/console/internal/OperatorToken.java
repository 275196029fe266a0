// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's token: 256 random bits in a file that only the gateway's user can read, made at
 * the first start. The file is read at each check, so a replaced token counts at once. Thread-safe.
 */
@Component(service = OperatorToken.class)
public class OperatorToken {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorToken.class);
  private static final int BYTES = 32;
  private static final int MIN_CHARACTERS = 32;
  private static final int MAX_CHARACTERS = 512;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path data;
  private final Path file;
  private volatile Optional<String> problem = Optional.empty();

  @Activate
  public OperatorToken() {
    this(dataFolder());
  }

  OperatorToken(Path data) {
    this.data = data;
    file = data.resolve("secrets").resolve("operator.token");
    try {
      ensure();
    } catch (IOException e) {
      report(e);
    }
  }

  /** Returns the folder that the gateway keeps its files in. */
  Path data() {
    return data;
  }

  private static Path dataFolder() {
    return Path.of(System.getProperty("vestibule.data", "vestibule")).toAbsolutePath();
  }

  /** Returns where the token lies; the path is no secret. */
  Path file() {
    return file;
  }

  /** Returns why nobody can log in, if that is so. */
  Optional<String> problem() {
    return problem;
  }

  /**
   * Compares in constant time.
   *
   * @throws Problem 503 when the file cannot be read
   */
  boolean matches(String given) throws Problem {
    try {
      ensure();
      byte[] kept = Files.readString(file).trim().getBytes(StandardCharsets.UTF_8);
      problem = Optional.empty();
      return MessageDigest.isEqual(digest(kept), digest(given.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      report(e);
      throw new Problem(
          503,
          "operator-token-unreadable",
          "the operator token",
          "a file that cannot be read or is too short",
          MIN_CHARACTERS + " to " + MAX_CHARACTERS + " characters in " + file,
          "Correct the file, or delete it: the gateway makes a new one.",
          e);
    }
  }

  private void report(IOException e) {
    problem =
        Optional.of("Nobody can log in: " + file + " cannot be used; check its owner and rights");
    LOG.warn("The operator token {} cannot be used", file, e);
  }

  private void ensure() throws IOException {
    try {
      long size = Files.size(file);
      if (size < MIN_CHARACTERS || size > MAX_CHARACTERS) {
        throw new IOException("the token has " + size + " characters");
      }
      if (!OWNER_ONLY.equals(Files.getPosixFilePermissions(file))) {
        LOG.warn("The operator token could be read by others, its rights are tightened");
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      }
    } catch (NoSuchFileException e) {
      create();
    }
  }

  private synchronized void create() throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path fresh = file.resolveSibling("operator.token.new");
    Files.deleteIfExists(fresh);
    try (SeekableByteChannel out =
        Files.newByteChannel(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer bytes = ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    LOG.info("A new operator token lies in {}", file);
  }

  /** Returns the SHA-256 of a secret, for comparison and as a key that gives nothing away. */
  static byte[] digest(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
