// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.people.PersonId;

/**
 * Erasures that were asked for while the vault was locked or the disk full, so that nobody could
 * say which row it is. A file keeps a salted hash of each id over a restart, and whoever is read
 * from the database is compared with it before anybody can find them. Thread-safe.
 */
public final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private static final int SALT_BYTES = 16;
  private static final Pattern LINE = Pattern.compile("[0-9a-f]{32} [0-9a-f]{64} ");

  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private final Map<PersonId, String> known = new ConcurrentHashMap<>();
  private volatile List<Line> lines;

  /** One line of the file. */
  private record Line(String salt, String hash, String reason) {
    boolean names(PersonId person) {
      return Waiting.hash(salt, person).equals(hash);
    }
  }

  /** Reads what waited before a restart. */
  public Waiting(Path file) {
    this.file = file;
    this.lines = read(file);
  }

  private static List<Line> read(Path file) {
    List<Line> read = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        // Bytes that are no text spoil their own line and not the others.
        for (String line : new String(Files.readAllBytes(file), UTF_8).lines().toList()) {
          if (LINE.matcher(line).lookingAt()) { // One that a power loss cut was not acknowledged.
            String[] parts = line.split(" ", 3);
            read.add(new Line(parts[0], parts[1], parts[2]));
          }
        }
      }
    } catch (IOException e) {
      LOG.error("Erasures that waited for the vault cannot be read: {}", e.toString());
    }
    return List.copyOf(read);
  }

  /** Adds one; a disk that cannot take it leaves it to this process. */
  synchronized void add(PersonId person, String reason) {
    known.put(person, reason);
    if (lines.stream().anyMatch(line -> line.names(person))) {
      return;
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    String hex = HexFormat.of().formatHex(salt);
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(hex, hash(hex, person), reason.replaceAll("\\s+", " ")));
    lines = List.copyOf(more);
    write();
  }

  /** Returns why somebody is to be erased, if they are. */
  Optional<String> reason(PersonId person) {
    String reason = known.get(person);
    if (reason != null || lines.isEmpty()) {
      return Optional.ofNullable(reason);
    }
    return lines.stream().filter(line -> line.names(person)).map(Line::reason).findFirst();
  }

  /** Returns whether somebody is to be erased. */
  public boolean names(PersonId person) {
    return reason(person).isPresent();
  }

  /** Returns those whose id this process still knows. */
  List<PersonId> known() {
    return List.copyOf(known.keySet());
  }

  boolean none() {
    return known.isEmpty() && lines.isEmpty();
  }

  /** It is done. */
  synchronized void remove(PersonId person) {
    known.remove(person);
    List<Line> left = lines.stream().filter(line -> !line.names(person)).toList();
    if (left.size() != lines.size()) {
      lines = left;
      write();
    }
  }

  /** Everyone was compared: what is left names nobody who is here. */
  synchronized void clear() {
    known.clear();
    if (!lines.isEmpty()) {
      lines = List.of();
      write();
    }
  }

  private void write() {
    try {
      Files.createDirectories(file.getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".part");
      Files.write(
          draft,
          lines.stream()
              .map(line -> line.salt() + " " + line.hash() + " " + line.reason())
              .toList(),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.error("Erasures that wait are in memory only: {}", e.toString());
    }
  }

  private static String hash(String salt, PersonId person) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(HexFormat.of().parseHex(salt));
      return HexFormat.of().formatHex(sha.digest(person.value().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
