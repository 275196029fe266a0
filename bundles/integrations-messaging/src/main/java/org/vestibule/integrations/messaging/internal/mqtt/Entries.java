// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.vestibule.api.outbox.OutboxEntry;

/** Reads what the outbox keeps. */
public final class Entries {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Entries() {}

  /** Returns the fields of an event; a missing node when there are none that can be read. */
  public static JsonNode data(OutboxEntry entry) {
    try {
      return MAPPER.readTree(entry.data());
    } catch (IOException e) {
      // A bad entry may only lose itself, not those behind it.
      return MissingNode.getInstance();
    }
  }
}
