// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentGate;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * The consents in force, in memory, by the value under which the database finds a person: nobody's
 * name is in it, and without an open vault nobody is found, so that it fails closed. Thread-safe;
 * who asks never waits.
 */
@Component(
    service = {
      Allowances.class,
      ConsentGate.class,
      PersonalDataHolder.class,
      Database.Follower.class,
      SubjectVault.Follower.class
    })
public final class Allowances
    implements ConsentGate, PersonalDataHolder, Database.Follower, SubjectVault.Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Allowances.class);
  private static final String DOMAIN = "person-id";

  private final Database database;
  private final SubjectVault vault;
  private final InForce inForce = new InForce();

  /** Reads what is in force. */
  @Activate
  public Allowances(@Reference Database database, @Reference SubjectVault vault) {
    this.database = database;
    this.vault = vault;
    contentReplaced();
  }

  @Override
  public void check(PersonId person, Purpose purpose) throws VestibuleException {
    if (!allows(person, purpose)) {
      throw Refusals.missing(person, purpose);
    }
  }

  @Override
  public boolean allows(PersonId person, Purpose purpose) {
    return key(person).filter(key -> inForce.of(key).containsKey(purpose)).isPresent();
  }

  /**
   * Reads one person's consents anew.
   *
   * @return the purposes for which something is not as it was
   */
  Set<Purpose> refresh(PersonId person) {
    ByteBuffer key = key(person).orElse(null);
    if (key == null) {
      return EnumSet.noneOf(Purpose.class);
    }
    while (true) {
      long before = inForce.changes();
      Map<Purpose, String> read;
      try {
        read = database.read(c -> LedgerRows.inForce(c, key.array()));
      } catch (VestibuleException e) {
        // Unknown is not allowed.
        LOG.warn("Consents could not be read: {}", e.getMessage());
        read = Map.of();
      }
      Optional<Set<Purpose>> changed = inForce.replace(key, read, before);
      if (changed.isPresent()) {
        return changed.get();
      }
    }
  }

  /** Closes the gate at once, before anything is on a disk. */
  void close(PersonId person, Purpose purpose) {
    key(person).ifPresent(key -> inForce.close(key, purpose));
  }

  /** Counts the people of whom a consent in force rests on a text that is not so. */
  long resting(Predicate<String> text) {
    return inForce.all().stream().filter(held -> held.values().stream().anyMatch(text)).count();
  }

  /** Reads everybody's; while that fails nobody is allowed anything. */
  @Override
  public void contentReplaced() {
    while (true) {
      long before = inForce.changes();
      Map<ByteBuffer, Map<Purpose, String>> read;
      try {
        read = database.read(LedgerRows::allInForce);
      } catch (VestibuleException e) {
        LOG.warn("Consents could not be read: {}", e.getMessage());
        read = new ConcurrentHashMap<>();
      }
      if (inForce.replaceAll(read, before)) {
        return;
      }
    }
  }

  @Override
  public void vaultOpened() {
    contentReplaced();
  }

  @Override
  public void vaultLocked() {
    // Whoever asks needs the vault to be found, and there is nothing opened in here.
  }

  @Override
  public String holder() {
    return "consents in force";
  }

  @Override
  public int erase(PersonId person) throws VestibuleException {
    return inForce.forget(found(person));
  }

  @Override
  public boolean holds(PersonId person) {
    return key(person).filter(key -> !inForce.of(key).isEmpty()).isPresent();
  }

  @Override
  public List<Item> copy(PersonId person) {
    // A copy takes them from the ledger.
    return List.of();
  }

  private Optional<ByteBuffer> key(PersonId person) {
    try {
      return Optional.of(found(person));
    } catch (VestibuleException e) {
      return Optional.empty();
    }
  }

  private ByteBuffer found(PersonId person) throws VestibuleException {
    return ByteBuffer.wrap(vault.index(DOMAIN, person.value().getBytes(StandardCharsets.UTF_8)));
  }
}
