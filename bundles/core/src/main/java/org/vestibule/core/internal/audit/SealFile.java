// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/**
 * The newest seal beside the trail, {@code audit/sealed.json}: lines that are missing at the end
 * are missed. The same bytes lie in the store, where they cannot be replaced without its key.
 */
final class SealFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_BYTES = 4096;

  private final Path path;

  SealFile(Path data) {
    path = data.resolve("audit").resolve("sealed.json");
  }

  /**
   * Reads it.
   *
   * @throws VestibuleException {@code audit-broken} if it is there and is no seal
   */
  Optional<Seal> read() throws VestibuleException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw broken("it is too long");
      }
      return Optional.of(decode(Files.readAllBytes(path)));
    } catch (IOException e) {
      throw broken("it cannot be read");
    }
  }

  /** Replaces it, whole or not at all. */
  void write(Seal seal) throws IOException {
    Path fresh = path.resolveSibling("sealed.json.new");
    Files.deleteIfExists(fresh);
    try (FileChannel out =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      out.write(java.nio.ByteBuffer.wrap(encode(seal)));
      out.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }

  static byte[] encode(Seal seal) throws IOException {
    return JSON.writeValueAsBytes(seal.fields());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws VestibuleException {@code audit-broken}
   */
  static Seal decode(byte[] bytes) throws VestibuleException {
    try {
      Map<String, String> fields = JSON.readValue(bytes, new TypeReference<>() {});
      return Seal.of(fields).orElseThrow(() -> broken("it names no line"));
    } catch (IOException e) {
      throw broken("it is no seal");
    }
  }

  private static VestibuleException broken(String found) {
    return new VestibuleException(
        "audit-broken",
        "the newest seal of the audit",
        found,
        "what the house has signed",
        "Keep the folder audit as evidence and look who changed it");
  }
}
