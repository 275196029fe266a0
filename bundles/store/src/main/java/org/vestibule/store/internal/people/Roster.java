// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * The people of the database in memory while the vault is open, and nobody while it is locked.
 * Thread-safe; no lock is held while the database or a listener is called.
 */
public final class Roster implements SubjectVault.Follower, Database.Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final Database database;
  private final SubjectVault vault;
  private final PersonRows rows;
  private final Consumer<Collection<PersonId>> listeners;
  private final Predicate<PersonId> condemned;

  /** Those of whom every use has ended, whatever the database could be told of it. */
  private final Set<PersonId> ended = ConcurrentHashMap.newKeySet();

  private volatile Roll roll = new Roll();
  private volatile boolean open;
  private volatile int unreadable;
  private volatile Optional<String> failure = Optional.empty();

  /**
   * Starts with nobody; {@link #vaultOpened} reads them.
   *
   * @param condemned says of whom an erasure waits for the vault: they are not found any more
   * @param listeners told of whom something has changed, after it
   */
  public Roster(
      Database database,
      SubjectVault vault,
      ZoneId zone,
      Predicate<PersonId> condemned,
      Consumer<Collection<PersonId>> listeners) {
    this.database = database;
    this.vault = vault;
    this.rows = new PersonRows(vault, zone);
    this.condemned = condemned;
    this.listeners = listeners;
  }

  PersonRows rows() {
    return rows;
  }

  /** Returns whether the vault is open, so that people can be found. */
  public boolean open() {
    return open;
  }

  int unreadable() {
    return unreadable;
  }

  /** Returns why nobody could be read, if so. */
  public Optional<String> failure() {
    return failure;
  }

  @Override
  public void vaultOpened() {
    load();
  }

  @Override
  public void vaultLocked() {
    Collection<Resident> gone = roll.all();
    drop();
    listeners.accept(ids(gone));
  }

  /** Lets go of everyone. */
  public void drop() {
    open = false;
    roll = new Roll();
  }

  @Override
  public void contentReplaced() {
    if (vault.open()) {
      load();
    }
  }

  /** Reads everyone anew; whoever changes meanwhile is as they are after the change. */
  private void load() {
    Collection<Resident> before = roll.all();
    Roll fresh = new Roll();
    long ticket = fresh.ticket();
    roll = fresh;
    open = true;
    try {
      unreadable =
          database.read(
              connection -> rows.all(connection, resident -> list(fresh, ticket, resident)));
      failure = Optional.empty();
    } catch (VestibuleException | RuntimeException e) {
      if (failure.isEmpty()) { // Said once: it is tried again every second.
        LOG.error("The people could not be read: {}", e.getMessage());
      }
      failure = Optional.of(e instanceof VestibuleException known ? known.code() : "failed");
    }
    Set<PersonId> changed = ConcurrentHashMap.newKeySet();
    changed.addAll(ids(before));
    changed.addAll(ids(fresh.all()));
    listeners.accept(changed);
  }

  private void list(Roll fresh, long ticket, Resident resident) {
    if (condemned.test(resident.person().id())) {
      end(resident.person().id());
    }
    fresh.put(resident.subject(), ticket, Optional.of(resident));
  }

  /**
   * Reads one person anew after a transaction.
   *
   * @throws VestibuleException {@code storage-failed}, or what does not open
   */
  public void refresh(UUID subject) throws VestibuleException {
    Roll now = roll;
    long ticket = now.ticket();
    Optional<Resident> read = database.read(connection -> rows.read(connection, subject));
    if (open) {
      now.put(subject, ticket, read);
    }
  }

  /** Takes somebody's faces out of memory, because they cannot be read anew. */
  void hide(Resident resident) {
    Roll now = roll;
    now.put(resident.subject(), now.ticket(), Optional.of(resident.withoutFaces()));
  }

  /** Takes a person out of memory, before and whether or not the database is told. */
  public void end(PersonId person) {
    ended.add(person);
  }

  /** The database knows it by now, so that the id may be given to somebody else. */
  public void endedForGood(PersonId person) {
    ended.remove(person);
  }

  /** Tells whoever listens. */
  public void tell(PersonId person) {
    listeners.accept(List.of(person));
  }

  /** Returns whether somebody is here, suspended or not. */
  public boolean knows(PersonId id) {
    return of(id).isPresent();
  }

  /** Returns somebody, suspended or not. */
  Optional<Resident> of(PersonId id) {
    return roll.of(id).filter(this::living);
  }

  Optional<Resident> of(CodeKey code) {
    return roll.of(code).filter(this::living);
  }

  /** Returns whose pseudonym it is. */
  Optional<Resident> of(UUID subject) {
    return roll.of(subject).filter(this::living);
  }

  /** Returns everyone, suspended or not, in no order. */
  Collection<Resident> all() {
    return roll.all().stream().filter(this::living).toList();
  }

  /** Returns everyone who is in the database, even those of whom every use has ended. */
  public List<PersonId> everyone() {
    return ids(roll.all());
  }

  /** Returns whether everyone could be read, so that whoever is not here is not there. */
  public boolean complete() {
    return open && failure.isEmpty() && unreadable == 0;
  }

  /**
   * Returns everyone in the database, if each of them is in memory. The rows are counted on the
   * disk, so that neither people who are still being read nor those of a content that was replaced
   * meanwhile pass for everyone.
   *
   * @throws VestibuleException {@code storage-*}
   */
  Optional<Set<PersonId>> onDisk() throws VestibuleException {
    List<UUID> subjects = database.read(rows::subjects);
    Roll now = roll;
    if (!open) {
      return Optional.empty();
    }
    Set<PersonId> everyone = new HashSet<>();
    for (UUID subject : subjects) {
      Optional<Resident> resident = now.of(subject);
      if (resident.isEmpty()) {
        return Optional.empty();
      }
      everyone.add(resident.get().person().id());
    }
    return Optional.of(everyone);
  }

  private boolean living(Resident resident) {
    return ended.isEmpty() || !ended.contains(resident.person().id());
  }

  /** Opens faces for one comparison; those that do not open any more are left out. */
  List<FaceTemplate> open(List<SealedFace> faces) {
    List<FaceTemplate> opened = new ArrayList<>(faces.size());
    for (SealedFace face : faces) {
      try {
        opened.add(face.open(vault));
      } catch (VestibuleException e) {
        // Locked or erased since it was looked up: then nobody may be compared with it.
        LOG.debug("A face does not open any more: {}", e.code());
      }
    }
    return List.copyOf(opened);
  }

  private static List<PersonId> ids(Collection<Resident> residents) {
    return residents.stream().map(resident -> resident.person().id()).toList();
  }
}
