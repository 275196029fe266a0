// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.api.store.Vault;

/** What cards rest on, in memory: it survives a restart of the desk, and can be tampered with. */
final class PaperHouse implements SealedShelves, HouseSeal {
  final SortedMap<String, byte[]> disk = new ConcurrentSkipListMap<>();
  final Map<PersonId, Person> people = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
  final List<String> audit = new ArrayList<>();
  final Set<PersonId> suspended = new HashSet<>();
  boolean open = true;
  boolean diskFull;
  boolean auditBroken;

  /** Whether people are still being read, and nobody can tell who is missing. */
  boolean halfRead;

  private final KeyPair key;

  PaperHouse() throws GeneralSecurityException {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  PersonId move(String id, String name, String unit) {
    PersonId person = new PersonId(id);
    people.put(person, new Person(person, name, unit, Set.of()));
    return person;
  }

  /** Puts back what lay on the disk, as a restored backup does. */
  void restore(Map<String, byte[]> backup) {
    disk.clear();
    disk.putAll(backup);
  }

  CardSurroundings surroundings() {
    CardSurroundings all = new CardSurroundings();
    all.shelves = this;
    all.seal = this;
    all.vault =
        only(Vault.class, "state", () -> new Vault.State(open, "none", 0, 1, Optional.empty()));
    all.audit = new Trail();
    all.tenancies =
        only(
            Tenancies.class,
            "tenancies",
            () ->
                people.keySet().stream()
                    .map(
                        person ->
                            new Tenancies.Tenancy(
                                person,
                                Optional.empty(),
                                Optional.empty(),
                                suspended.contains(person)
                                    ? Optional.of(
                                        new Tenancies.Suspension(Instant.EPOCH, "moved-out"))
                                    : Optional.empty(),
                                Optional.empty()))
                    .toList());
    all.people =
        (PeopleDirectory)
            Proxy.newProxyInstance(
                PaperHouse.class.getClassLoader(),
                new Class<?>[] {PeopleDirectory.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "person" -> Optional.ofNullable(people.get(arguments[0]));
                      case "people" -> List.copyOf(people.values());
                      case "everyone" ->
                          halfRead ? Optional.empty() : Optional.of(Set.copyOf(people.keySet()));
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return all;
  }

  private static <T> T only(Class<T> type, String method, Supplier<?> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            PaperHouse.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (!called.getName().equals(method)) {
                throw new UnsupportedOperationException(called.getName());
              }
              return answer.get();
            }));
  }

  private final class Trail implements AuditTrail {
    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details)
        throws VestibuleException {
      if (auditBroken) {
        throw refused("audit-unwritable");
      }
      audit.add(action + " " + new TreeMap<>(details));
      return new AuditEntry(
          audit.size(), Instant.EPOCH, actor, "inside", action, details, "0", "0".repeat(64));
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return List.of();
    }

    @Override
    public long verify() {
      return audit.size();
    }
  }

  @Override
  public void put(String shelf, String item, byte[] value) throws VestibuleException {
    putAll(shelf, Map.of(item, value));
  }

  @Override
  public void putAll(String shelf, Map<String, byte[]> values) throws VestibuleException {
    demandOpen();
    if (diskFull) {
      throw refused("storage-full");
    }
    disk.putAll(values);
  }

  @Override
  public SortedMap<String, byte[]> all(String shelf) throws VestibuleException {
    demandOpen();
    for (byte[] value : disk.values()) {
      demandWhole(value);
    }
    return new TreeMap<>(disk);
  }

  @Override
  public Optional<byte[]> get(String shelf, String item) throws VestibuleException {
    demandOpen();
    byte[] value = disk.get(item);
    if (value != null) {
      demandWhole(value);
    }
    return Optional.ofNullable(value);
  }

  @Override
  public List<String> keys(String shelf) {
    return List.copyOf(disk.keySet());
  }

  @Override
  public boolean remove(String shelf, String item) {
    return disk.remove(item) != null;
  }

  /** An empty value stands for a seal that does not open. */
  private static void demandWhole(byte[] value) throws VestibuleException {
    if (value.length == 0) {
      throw refused("seal-broken");
    }
  }

  private void demandOpen() throws VestibuleException {
    if (!open) {
      throw refused("vault-locked");
    }
  }

  private static VestibuleException refused(String code) {
    return new VestibuleException(code, "the house of this test", code, "-", "-");
  }

  @Override
  public byte[] sign(String purpose, byte[] message) throws VestibuleException {
    demandOpen();
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key.getPrivate());
      signer.update(("vestibule:" + purpose + "\n").getBytes(StandardCharsets.UTF_8));
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<String> publicKey() {
    return Optional.of(Base64.getEncoder().encodeToString(key.getPublic().getEncoded()));
  }
}
