// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** A person as the bytes that are sealed: JSON, so that a later version may add to it. */
final class PersonCodec {
  /** What the seal of a person's row is bound to, beside the subject. */
  static final String CONTEXT = "person";

  private static final ObjectMapper JSON = new ObjectMapper();

  private PersonCodec() {}

  /** Returns the bytes; whoever sealed them overwrites them. */
  static byte[] bytes(Person person) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", person.id().value()).put("name", person.name()).put("unit", person.unit());
    person.doors().stream().map(DoorId::value).sorted().forEach(json.withArray("/doors")::add);
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts is always JSON", e);
    }
  }

  /** Reads a person, and leaves the bytes to their owner. */
  static Person person(byte[] opened) throws VestibuleException {
    try {
      JsonNode json = JSON.readTree(opened);
      Set<DoorId> doors = new HashSet<>();
      json.path("doors").forEach(door -> doors.add(new DoorId(door.asText())));
      return new Person(
          new PersonId(json.path("id").asText()),
          json.path("name").asText(),
          json.path("unit").asText(),
          doors);
    } catch (IOException | RuntimeException e) {
      throw new VestibuleException(
          "record-damaged",
          "a stored person",
          "content that this version does not know",
          "an id, a name, a unit and doors",
          "Go back to the version that wrote it, or restore a backup",
          e);
    }
  }
}
