// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.database.StoreFolder;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * What one sink gave up, a sealed file for each, and what of that it is to try again. Thread-safe.
 */
final class LetterBox {
  private static final String DEAD = ".dead";
  private static final String AGAIN = ".again";
  private static final Pattern NAME =
      Pattern.compile("(0\\d{18})-([0-9a-f]{8}-\\d{1,19})\\.(dead|again)");

  private final Path folder;
  private final String sink;
  private final SubjectVault vault;
  private final OutboxDisk disk;
  private final List<Place> places = new ArrayList<>();

  /** Where a letter lies. */
  private record Place(long position, String id, boolean again) {
    String file() {
      return String.format("%019d-%s%s", position, id, again ? AGAIN : DEAD);
    }
  }

  /** Finds what an earlier run left. */
  LetterBox(Path folder, String sink, SubjectVault vault, OutboxDisk disk) throws IOException {
    this.folder = folder;
    this.sink = sink;
    this.vault = vault;
    this.disk = disk;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          if (file.toString().endsWith(SegmentFolder.DRAFT)) {
            Files.delete(file); // Half written when the process ended.
          }
          Matcher name = NAME.matcher(file.getFileName().toString());
          if (name.matches()) {
            long position = Long.parseLong(name.group(1));
            places.add(new Place(position, name.group(2), name.group(3).equals("again")));
          }
        }
      }
      onceEach();
      sort();
    }
  }

  /** One that was dying again when the process ended lies here twice; it is dead. */
  private void onceEach() throws IOException {
    List<String> dead = deadIds();
    for (Place each : List.copyOf(places)) {
      if (each.again() && dead.contains(each.id())) {
        remove(each);
      }
    }
  }

  /** Returns the sinks of which there are letters. */
  static List<String> folders(Path letters) throws IOException {
    if (!Files.isDirectory(letters)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(letters)) {
      return all.filter(Files::isDirectory).map(each -> each.getFileName().toString()).toList();
    }
  }

  private void sort() {
    places.sort(Comparator.comparingLong(Place::position).thenComparing(Place::id));
  }

  /** Returns how many are dead. */
  synchronized int dead() {
    return (int) places.stream().filter(each -> !each.again()).count();
  }

  /** Returns the ids of those that are to be tried again, oldest first. */
  synchronized List<String> again() {
    return places.stream().filter(Place::again).map(Place::id).toList();
  }

  /**
   * Keeps one.
   *
   * @param most how many may be dead; the oldest go
   * @return how many had to go
   */
  synchronized int put(Letter letter, int most) throws VestibuleException, IOException {
    Place place = new Place(letter.kept().position(), letter.kept().entry().id(), false);
    write(place, letter);
    Optional<Place> before = find(place.id());
    if (before.isPresent()) {
      places.remove(before.get());
      if (before.get().again()) {
        Files.deleteIfExists(path(before.get()));
      }
    }
    places.add(place);
    sort();
    int gone = 0;
    while (dead() > most) {
      remove(places.stream().filter(each -> !each.again()).findFirst().orElseThrow());
      gone++;
    }
    return gone;
  }

  private void write(Place place, Letter letter) throws VestibuleException, IOException {
    byte[] sealed = vault.sealForHouse(context(place.id()), LetterCodec.bytes(letter));
    StoreFolder.ownFolder(folder.getParent());
    StoreFolder.ownFolder(folder);
    Path draft = folder.resolve(place.file() + SegmentFolder.DRAFT);
    try (FileChannel out = disk.create(draft)) {
      ByteBuffer bytes = ByteBuffer.wrap(sealed);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    } catch (IOException e) {
      // Half a letter may name somebody whom nobody finds in it.
      Files.deleteIfExists(draft);
      throw e;
    }
    Files.move(
        draft, path(place), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    StoreFolder.forceFolder(folder);
  }

  /**
   * Opens one.
   *
   * @return empty when there is none, or one that does not open any more
   * @throws VestibuleException {@code vault-locked}
   */
  synchronized Optional<Letter> open(String id) throws VestibuleException, IOException {
    Optional<Place> place = find(id);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Files.readAllBytes(path(place.get()));
      byte[] plain = vault.openForHouse(context(id), sealed);
      return Optional.of(LetterCodec.letter(id, place.get().position(), plain));
    } catch (BrokenRecord e) {
      return Optional.empty();
    } catch (VestibuleException e) {
      if (e.code().equals("seal-broken")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the ids of all, oldest first. */
  synchronized List<String> all() {
    return places.stream().map(Place::id).toList();
  }

  /** Returns the ids of those that are dead, oldest first. */
  synchronized List<String> deadIds() {
    return places.stream().filter(each -> !each.again()).map(Place::id).toList();
  }

  /** Lets one be tried again. */
  synchronized boolean replay(String id) throws IOException {
    Optional<Place> place = find(id).filter(each -> !each.again());
    if (place.isEmpty()) {
      return false;
    }
    Place now = new Place(place.get().position(), id, true);
    Files.move(path(place.get()), path(now), StandardCopyOption.ATOMIC_MOVE);
    StoreFolder.forceFolder(folder);
    places.set(places.indexOf(place.get()), now);
    return true;
  }

  /** Throws one away. */
  synchronized boolean discard(String id, boolean again) throws IOException {
    Optional<Place> place = find(id).filter(each -> each.again() == again);
    if (place.isPresent()) {
      remove(place.get());
    }
    return place.isPresent();
  }

  /** Throws all away. */
  synchronized void clear() throws IOException {
    for (Place each : List.copyOf(places)) {
      remove(each);
    }
    Files.deleteIfExists(folder);
  }

  /** Writes one anew in its place. */
  synchronized void replace(Letter letter) throws VestibuleException, IOException {
    Optional<Place> place = find(letter.kept().entry().id());
    if (place.isPresent()) {
      write(place.get(), letter);
    }
  }

  private void remove(Place place) throws IOException {
    Files.deleteIfExists(path(place));
    places.remove(place);
  }

  private Optional<Place> find(String id) {
    return places.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private Path path(Place place) {
    return folder.resolve(place.file());
  }

  private String context(String id) {
    return "outbox-letter:" + sink + ":" + id;
  }
}
