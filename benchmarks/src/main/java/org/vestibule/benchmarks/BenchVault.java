// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;

/**
 * {@code ./vestibule bench vault}: what it costs to enrol, find, open, erase, save and restore
 * among many people, in the store as a gateway has it. Prints a table, then one {@code key=value} a
 * line; exit code 0 only if everything was measured and was as it has to be.
 */
public final class BenchVault {
  private static final int PEOPLE = 20_000;
  private static final int LEAST = 200;
  private static final int OPENED = 4_000;
  private static final int FEW = 5;

  private final VaultFigures figures = new VaultFigures();
  private final VaultPeers peers = new VaultPeers(figures);
  private final Random random = new Random(7);
  private final Path home;
  private final int count;
  private StoreHouse house;

  private BenchVault(Path home, int count) throws IOException {
    this.home = home;
    this.count = count;
    house = new StoreHouse(home);
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--people N]}: where a folder may be made and deleted, and how
   *     many people, 20000 if not said
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    int people = options.number("--people", PEOPLE);
    if (people < LEAST) {
      throw new IllegalArgumentException("--people is " + people + "; at least " + LEAST);
    }
    Path home = Path.of(options.text("--home")).toAbsolutePath().resolve("vault-bench");
    delete(home);
    Files.createDirectories(home);
    try {
      new BenchVault(home, people).measure();
    } finally {
      delete(home);
    }
  }

  private void measure() throws Exception {
    System.out.println(Machine.describe(home));
    System.out.println(
        count + " people, one template of " + VaultCrowd.NUMBERS + " numbers each, milliseconds");
    try {
      enrol();
      unlock();
      start();
      new VaultKeeping(house, figures, peers, count).measure(home);
      figures.lines().forEach(System.out::println);
    } finally {
      house.close();
    }
  }

  private void enrol() throws Exception {
    long before = Machine.usedHeap();
    Progress progress = new Progress("enrolled", count, System::nanoTime);
    figures.timed(
        "enrol one, consent with it",
        "enrol",
        count,
        round -> {
          house.people.enrol(VaultCrowd.enrolment(round), List.of(VaultCrowd.face(round)));
          progress.done(round + 1);
        });
    figures.megabytes("database before a restart", "database_unswept", house.databaseBytes());
    peers.commit(home, LEAST);
    figures.megabytes("heap that they take", "heap", Machine.usedHeap() - before);
  }

  private void unlock() throws Exception {
    opened(OPENED);
    Sample share = figures.note("unlock: find by code, open", "unlock", opened(OPENED));
    figures.lead("unlock_share_ms", share.p95());
    Sample bare = peers.aes(OPENED);
    figures.value("unlock_to_bare_aes_ratio", share.median() / bare.median());
    peers.select(house, count, OPENED);
    LookAlike lookAlike = new LookAlike(house.people);
    figures.timed(
        "look-alike check of an enrolment", "look_alike", FEW, round -> lookAlike.check(count));
  }

  /**
   * Finds people in no order and opens their faces; whether they are the right ones is not timed.
   */
  private double[] opened(int rounds) {
    double[] millis = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      int number = random.nextInt(count);
      Claim code = VaultCrowd.code(number);
      long from = System.nanoTime();
      Optional<Person> found = house.people.find(code);
      List<FaceTemplate> opened =
          found.map(Person::id).map(house.people::templates).orElse(List.of());
      millis[round] = (System.nanoTime() - from) / 1e6;
      VaultFigures.require(
          VaultCrowd.holds(opened, number), "number " + number + " is not as enrolled");
    }
    return millis;
  }

  private void start() throws Exception {
    figures.timed("read everybody", "load", FEW, round -> house.roster.contentReplaced());
    figures.timed(
        "lock, open, read everybody",
        "lock_and_open",
        FEW,
        round -> {
          house.vault.lock();
          house.vault.open(Optional.empty());
        });
    double[] millis = new double[FEW];
    for (int round = 0; round < FEW; round++) {
      house.close();
      long from = System.nanoTime();
      house = new StoreHouse(home);
      millis[round] = (System.nanoTime() - from) / 1e6;
      VaultFigures.require(house.people.enrolled() == count, "somebody is missing after a start");
    }
    figures.note("start, read everybody", "start", millis);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
