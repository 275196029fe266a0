// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.store.PersonalRecords;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.record.TestRecords;
import org.vestibule.store.internal.visit.TestJournal;

/**
 * The process that is killed: people come, agree, are written about, take back and are erased, over
 * and over. What was acknowledged goes into a journal at once, and from there to the disk.
 */
public final class Victim {
  private static final int PEOPLE = 40;

  private final TestHouse house;
  private final PersonalRecords records;
  private final VisitJournal visits;
  private final RandomAccessFile journal;
  private final Random random;
  private final Map<String, UUID> present = new HashMap<>();
  private final Map<String, UUID> consents = new HashMap<>();

  private Victim(Path data, Path journalFile, long seed) throws IOException {
    StillVault vault = new StillVault();
    house = new TestHouse(data, vault);
    records = TestRecords.of(house, vault);
    visits = TestJournal.of(house, vault);
    journal = new RandomAccessFile(journalFile.toFile(), "rw");
    journal.seek(journal.length());
    random = new Random(seed);
  }

  /** Goes on until it is killed: data folder, journal, seed. */
  public static void main(String... arguments) throws Exception {
    Victim victim =
        new Victim(Path.of(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[2]));
    long round = victim.random.nextLong() >>> 1;
    while (true) {
      victim.step("p" + round + "-" + victim.random.nextInt(PEOPLE));
    }
  }

  private void step(String person) throws VestibuleException, IOException {
    UUID subject = present.get(person);
    if (subject == null) {
      subject = house.enrol(person);
      present.put(person, subject);
      note("enrolled", subject);
      house.grant(subject, Purpose.VISIT_LOG);
    } else if (!consents.containsKey(person)) {
      UUID consent = house.grant(subject, Purpose.UNLOCK);
      consents.put(person, consent);
      note("granted", consent);
    } else if (random.nextInt(8) == 0) {
      // What is about to end may have ended when it is cut off: it is noted before and after.
      note("erasing", subject);
      house.erase(subject);
      note("erased", subject);
      present.remove(person);
      consents.remove(person);
    } else if (random.nextInt(6) == 0) {
      UUID consent = consents.remove(person);
      note("withdrawing", consent);
      house.withdraw(consent);
      note("withdrawn", consent);
    } else if (random.nextInt(4) == 0) {
      UUID visit = UUID.randomUUID();
      TestJournal.keep(visits, "v-" + visit, new PersonId(person));
      note("kept", visit);
    } else {
      byte[] content = ByteBuffer.allocate(512).putInt(random.nextInt()).array();
      String id = records.put(new PersonId(person), DataKind.TEMPLATE, content);
      note("put-" + consents.get(person), UUID.fromString(id));
    }
  }

  private void note(String what, UUID id) throws IOException {
    journal.write((what + " " + id + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** What a journal says. */
  static final class Journal {
    private final List<String[]> lines = new ArrayList<>();

    Journal(List<String> text) {
      text.forEach(line -> lines.add(line.split(" ")));
    }

    List<UUID> of(String what) {
      return lines.stream()
          .filter(line -> line[0].equals(what))
          .map(line -> UUID.fromString(line[1]))
          .toList();
    }

    /** Returns each record with the consent on which it hangs. */
    Map<UUID, UUID> records() {
      Map<UUID, UUID> found = new HashMap<>();
      lines.stream()
          .filter(line -> line[0].startsWith("put-"))
          .forEach(
              line -> found.put(UUID.fromString(line[1]), UUID.fromString(line[0].substring(4))));
      return found;
    }
  }
}
