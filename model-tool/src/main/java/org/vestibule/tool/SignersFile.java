// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.FileTrustStore;

/**
 * The trust store of a data folder, {@code trust/signers.json}, to be edited. One process edits at
 * a time; what is written was read by the gateway's own reader before, and a running gateway takes
 * it within seconds. To be closed, not thread-safe.
 */
final class SignersFile implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final FileChannel lock;
  private final ObjectNode root;

  private SignersFile(Path file, FileChannel lock, ObjectNode root) {
    this.file = file;
    this.lock = lock;
    this.root = root;
  }

  /**
   * Opens it; a file that is not there yet is empty.
   *
   * @throws ModelException {@code model-trust-invalid}
   */
  static SignersFile open(Path data) throws ModelException, IOException {
    Path file = file(data);
    Files.createDirectories(file.getParent());
    FileChannel lock =
        FileChannel.open(
            file.resolveSibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean opened = false;
    try {
      lock.lock();
      new FileTrustStore(file).validate();
      ObjectNode root = JSON.createObjectNode();
      if (Files.exists(file)) {
        root = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
      }
      opened = true;
      return new SignersFile(file, lock, root);
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  static Path file(Path data) {
    return data.resolve("trust").resolve("signers.json");
  }

  List<Signer> signers() throws VestibuleException {
    List<Signer> signers = new ArrayList<>();
    for (JsonNode entry : root.path("signers")) {
      List<String> slots = new ArrayList<>();
      entry.path("slots").forEach(slot -> slots.add(slot.asText()));
      signers.add(
          new Signer(
              entry.path("name").asText(),
              PublicKeys.of(entry.path("key").asText()),
              entry.path("role").asText(),
              slots));
    }
    return signers;
  }

  /** Returns why a key is revoked, with the instant. */
  Optional<String> revoked(String keyId) {
    for (JsonNode entry : root.path("revoked")) {
      if (entry.path("key").asText().equals(keyId)) {
        return Optional.of(entry.path("since").asText() + " " + entry.path("reason").asText());
      }
    }
    return Optional.empty();
  }

  /** Takes a signer in; one of the same name or key is replaced. */
  void add(Signer signer) throws VestibuleException {
    remove("signers", entry -> entry.path("name").asText().equals(signer.name()));
    remove("signers", entry -> entry.path("key").asText().equals(signer.key()));
    ObjectNode entry = array("signers").addObject();
    entry.put("name", signer.name()).put("key", signer.key()).put("role", signer.role());
    signer.slots().forEach(entry.putArray("slots")::add);
  }

  /** Believes nothing any more that a key signed. A key that is revoked already stays as it is. */
  void revoke(String keyId, String reason) {
    if (revoked(keyId).isEmpty()) {
      array("revoked")
          .addObject()
          .put("key", keyId)
          .put("since", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
          .put("reason", reason);
    }
  }

  /**
   * Writes it in one step, if the gateway would accept it.
   *
   * @throws ModelException {@code model-trust-invalid}; the file is as it was
   */
  void save() throws ModelException, IOException {
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    Path trial = Files.createTempFile(file.getParent(), ".signers-", ".trial");
    try {
      Files.write(trial, bytes);
      new FileTrustStore(trial).validate();
    } finally {
      Files.delete(trial);
    }
    AtomicFile.write(file, bytes);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private ArrayNode array(String key) {
    return root.has(key) ? (ArrayNode) root.get(key) : root.putArray(key);
  }

  private void remove(String key, Predicate<JsonNode> unwanted) {
    ArrayNode entries = array(key);
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (unwanted.test(entries.get(i))) {
        entries.remove(i);
      }
    }
  }
}
