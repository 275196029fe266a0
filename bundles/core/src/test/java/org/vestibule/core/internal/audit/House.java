// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Pseudonyms;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.SealedShelves;

/** A house that signs, keeps and knows one person. */
class House extends AuditNeighbours implements HouseSeal, SealedShelves, Pseudonyms {
  static final String ADA = "subject-6b0e4f0a-0000-4000-8000-000000000001";

  private final KeyPair keys;
  private final Map<String, byte[]> shelf = new HashMap<>();
  boolean locked;

  House(Path data) throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    house = this;
    shelves = this;
    pseudonyms = this;
    Files.createDirectories(data.resolve("trust"));
    Files.writeString(data.resolve("trust").resolve("house.pub"), publicKey().orElseThrow());
  }

  @Override
  public byte[] sign(String purpose, byte[] message) throws VestibuleException {
    if (locked) {
      throw new VestibuleException("vault-locked", "vault", "locked", "an open one", "Open it");
    }
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(("vestibule:" + purpose + "\n").getBytes(StandardCharsets.UTF_8));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<String> publicKey() {
    return Optional.of(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
  }

  @Override
  public void put(String name, String key, byte[] value) {
    shelf.put(name + "/" + key, value);
  }

  @Override
  public Optional<byte[]> get(String name, String key) {
    return Optional.ofNullable(shelf.get(name + "/" + key));
  }

  @Override
  public List<String> keys(String name) {
    return List.of();
  }

  @Override
  public boolean remove(String name, String key) {
    return shelf.remove(name + "/" + key) != null;
  }

  @Override
  public Optional<String> of(PersonId person) {
    return person.value().equals("ada") ? Optional.of(ADA) : Optional.empty();
  }

  @Override
  public Optional<PersonId> whose(String pseudonym) {
    return pseudonym.equals(ADA) ? Optional.of(new PersonId("ada")) : Optional.empty();
  }
}
