// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.store.PersonalRecords;
import org.vestibule.api.store.PersonalRecords.PersonalRecord;
import org.vestibule.api.store.SealedShelves;

/**
 * Where a site's lessons are kept: labels and sentences of nobody in particular on the house's
 * shelves, somebody's words among what is held of that person. Nothing of it is kept in memory, so
 * that a locked vault locks this too. Thread-safe; whoever reads to change synchronizes on it.
 */
final class SiteLessons {
  private static final String SITE = "triage";
  private static final String ITEM = "lessons";
  private static final String SENTENCES = "triage-sentences";

  private final LessonsFile old;
  private final Supplier<SealedShelves> shelves;
  private final Supplier<PersonalRecords> records;

  /**
   * @param folder where sentences once lay in clear
   * @param shelves may give {@code null}
   * @param records may give {@code null}
   */
  SiteLessons(Path folder, Supplier<SealedShelves> shelves, Supplier<PersonalRecords> records) {
    old = new LessonsFile(folder);
    this.shelves = shelves;
    this.records = records;
  }

  /**
   * Reads all; sentences that still lie in clear are sealed first.
   *
   * @throws VestibuleException {@code service-missing}, {@code vault-locked}, {@code storage-*}
   */
  synchronized Lessons read() throws VestibuleException {
    SealedShelves kept = present(shelves.get());
    PersonalRecords people = present(records.get());
    if (old.exists()) {
      Lessons lessons = old.read();
      for (TaughtUtterance one : lessons.utterances()) {
        add(one);
      }
      keep(lessons);
      old.destroy();
    }
    Optional<byte[]> item = kept.get(SITE, ITEM);
    Lessons site = item.isEmpty() ? Lessons.NONE : LessonsJson.site(tree(item.get()));
    List<TaughtUtterance> utterances = new ArrayList<>();
    for (String id : kept.keys(SENTENCES)) {
      Optional<byte[]> sentence = kept.get(SENTENCES, id);
      if (sentence.isPresent()) {
        utterances.add(LessonsJson.utterance(tree(sentence.get())));
      }
    }
    for (PersonalRecord words : people.all(DataKind.UTTERANCE)) {
      utterances.add(utterance(words));
    }
    utterances.sort(Comparator.comparing(TaughtUtterance::at).thenComparing(TaughtUtterance::id));
    return new Lessons(site.release(), site.labels(), utterances, site.learned());
  }

  /** Keeps all but the utterances. */
  synchronized void keep(Lessons lessons) throws VestibuleException {
    present(shelves.get()).put(SITE, ITEM, LessonsJson.site(lessons));
  }

  /** Adds a sentence of nobody in particular. */
  void add(TaughtUtterance sentence) throws VestibuleException {
    byte[] json = LessonsJson.utterance(sentence);
    present(shelves.get()).put(SENTENCES, sentence.id(), json);
    Arrays.fill(json, (byte) 0);
  }

  /**
   * Adds somebody's words.
   *
   * @throws VestibuleException {@code consent-missing}, {@code unknown-person}, {@code
   *     vault-locked}, {@code storage-*}
   */
  TaughtUtterance add(String label, String text, PersonId person, Instant at)
      throws VestibuleException {
    byte[] json = LessonsJson.words(label, text);
    String id = present(records.get()).put(person, DataKind.UTTERANCE, json);
    Arrays.fill(json, (byte) 0);
    return new TaughtUtterance(id, label, text, at, Optional.of(person));
  }

  void remove(TaughtUtterance one) throws VestibuleException {
    if (one.person().isPresent()) {
      present(records.get()).remove(one.id());
    } else {
      present(shelves.get()).remove(SENTENCES, one.id());
    }
  }

  private static TaughtUtterance utterance(PersonalRecord words) throws VestibuleException {
    JsonNode json = tree(words.content());
    return new TaughtUtterance(
        words.id(),
        json.path("label").asText(),
        json.path("text").asText(),
        words.madeAt(),
        Optional.of(words.person()));
  }

  /** Reads what was opened, and overwrites it. */
  private static JsonNode tree(byte[] opened) throws VestibuleException {
    try {
      return LessonsJson.tree(opened);
    } catch (IOException e) {
      throw new VestibuleException(
          "storage-failed",
          "what this site taught",
          "it cannot be read",
          "what this gateway sealed",
          "Restore a backup.");
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  private static <T> T present(T service) throws VestibuleException {
    if (service == null) {
      throw new VestibuleException(
          "service-missing",
          "teaching of triage",
          "no store that seals what is taught",
          "a running store with an open vault",
          "See the status of the gateway, then try again.");
    }
    return service;
  }
}
