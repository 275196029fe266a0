// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.papers.Papers.SignOff;
import org.vestibule.api.store.SealedShelves;

/** The last sign-off with the facts that it was about, sealed on a shelf. Thread-safe. */
final class SignOffs {
  private static final Logger LOG = LoggerFactory.getLogger(SignOffs.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHELF = "papers";
  private static final String KEY = "sign-off";

  /** What was signed, and what it was about. */
  record Signed(SignOff by, Facts facts) {}

  private Signed last;
  private boolean read;

  /** Reads what is kept, once; a locked vault is asked again. */
  synchronized Optional<Signed> last(Optional<SealedShelves> shelves) {
    if (!read && shelves.isPresent()) {
      try {
        Optional<byte[]> kept = shelves.get().get(SHELF, KEY);
        last = kept.isPresent() ? parse(JSON.readTree(kept.get())) : null;
        read = true;
      } catch (VestibuleException e) {
        LOG.debug("The sign-off cannot be read yet: {}", e.getMessage());
      } catch (IOException | RuntimeException e) {
        LOG.warn("The sign-off that was kept is unreadable; the papers count as not signed");
        read = true;
      }
    }
    return Optional.ofNullable(last);
  }

  /** Returns whether it is known that somebody signed, or that nobody did. */
  synchronized boolean known() {
    return read;
  }

  /** Throws what a locked vault throws. */
  static void requireOpen(SealedShelves shelves) throws VestibuleException {
    shelves.get(SHELF, KEY);
  }

  synchronized void keep(SealedShelves shelves, SignOff by, Facts facts) throws VestibuleException {
    ObjectNode kept = JSON.createObjectNode();
    kept.put("digest", by.digest()).put("by", by.by());
    kept.put("at", by.at().toString()).put("note", by.note());
    kept.put("facts", facts.json());
    shelves.put(SHELF, KEY, kept.toString().getBytes(StandardCharsets.UTF_8));
    last = new Signed(by, facts);
    read = true;
  }

  private static Signed parse(JsonNode kept) throws IOException {
    SignOff by =
        new SignOff(
            kept.path("digest").asText(),
            kept.path("by").asText(),
            Instant.parse(kept.path("at").asText()),
            kept.path("note").asText());
    return new Signed(by, Facts.read(kept.path("facts").asText().getBytes(StandardCharsets.UTF_8)));
  }
}
