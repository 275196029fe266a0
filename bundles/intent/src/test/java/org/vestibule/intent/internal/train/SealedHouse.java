// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.store.PersonalRecords;
import org.vestibule.api.store.SealedShelves;

/** What the store gives to triage: shelves, and records that hang on consent. */
final class SealedHouse implements SealedShelves, PersonalRecords {
  final Set<PersonId> agreed = new HashSet<>();
  boolean locked;
  private final Map<String, byte[]> shelves = new TreeMap<>();
  private final List<PersonalRecord> records = new ArrayList<>();

  /** Takes consent back: the rows go with it, as the database sees to. */
  void withdraw(PersonId person) {
    agreed.remove(person);
    records.removeIf(record -> record.person().equals(person));
  }

  boolean contains(String words) {
    return shelves.values().stream()
        .anyMatch(value -> new String(value, StandardCharsets.UTF_8).contains(words));
  }

  @Override
  public void put(String shelf, String key, byte[] value) throws VestibuleException {
    requireOpen();
    shelves.put(shelf + "/" + key, value.clone());
  }

  @Override
  public Optional<byte[]> get(String shelf, String key) throws VestibuleException {
    requireOpen();
    return Optional.ofNullable(shelves.get(shelf + "/" + key)).map(byte[]::clone);
  }

  @Override
  public List<String> keys(String shelf) {
    return shelves.keySet().stream()
        .filter(key -> key.startsWith(shelf + "/"))
        .map(key -> key.substring(shelf.length() + 1))
        .toList();
  }

  @Override
  public boolean remove(String shelf, String key) {
    return shelves.remove(shelf + "/" + key) != null;
  }

  @Override
  public String put(PersonId person, DataKind kind, byte[] content) throws VestibuleException {
    requireOpen();
    if (!agreed.contains(person)) {
      throw new VestibuleException("consent-missing", "person", "none", "consent", "Ask.");
    }
    String id = UUID.randomUUID().toString();
    records.add(new PersonalRecord(id, person, kind, Instant.now(), content.clone()));
    return id;
  }

  @Override
  public List<PersonalRecord> of(PersonId person, DataKind kind) throws VestibuleException {
    return all(kind).stream().filter(record -> record.person().equals(person)).toList();
  }

  @Override
  public List<PersonalRecord> all(DataKind kind) throws VestibuleException {
    requireOpen();
    return records.stream()
        .map(
            one ->
                new PersonalRecord(
                    one.id(), one.person(), one.kind(), one.madeAt(), one.content().clone()))
        .toList();
  }

  @Override
  public boolean remove(String id) {
    return records.removeIf(record -> record.id().equals(id));
  }

  private void requireOpen() throws VestibuleException {
    if (locked) {
      throw new VestibuleException("vault-locked", "vault", "locked", "open", "Open it.");
    }
  }
}
