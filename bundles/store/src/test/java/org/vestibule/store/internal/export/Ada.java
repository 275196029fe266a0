// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceBlur;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.station.Frame;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.PersonalRecords;

/**
 * What stands around a copy of Ada's: records of hers and of Bob's, a seal, and who covers faces.
 */
final class Ada implements PersonalRecords, HouseSeal, FaceBlur, PersonalDataHolder {
  static final PersonId ADA = new PersonId("ada");
  static final PersonId BOB = new PersonId("bob");

  final KeyPair keys;
  final List<PersonalRecord> rows = new ArrayList<>();
  final List<byte[]> opened = new ArrayList<>();
  String path = "v-1.json";
  boolean damaged;

  Ada() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  void row(PersonId person, DataKind kind, String content) {
    rows.add(
        new PersonalRecord(
            "r" + rows.size(),
            person,
            kind,
            Instant.parse("2026-02-01T00:00:00Z"),
            content.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public List<PersonalRecord> of(PersonId person, DataKind kind) {
    if (kind == DataKind.TEMPLATE || kind == DataKind.NEGATIVE) {
      throw new AssertionError("a copy opens no template");
    }
    return rows.stream()
        .filter(row -> row.person().equals(person) && row.kind() == kind)
        .map(this::copy)
        .toList();
  }

  private PersonalRecord copy(PersonalRecord row) {
    byte[] content = row.content().clone();
    opened.add(content);
    return new PersonalRecord(row.id(), row.person(), row.kind(), row.madeAt(), content);
  }

  @Override
  public Covered cover(Frame picture, List<FaceTemplate> stays) throws VestibuleException {
    if (damaged) {
      throw new VestibuleException("image-damaged", "photo", "a cut file", "a whole one", "-");
    }
    byte[] covered =
        new String(picture.bytes(), StandardCharsets.UTF_8)
            .replace("BOBS-FACE", "#########")
            .getBytes(StandardCharsets.UTF_8);
    return new Covered(covered, 1, 1);
  }

  @Override
  public byte[] sign(String purpose, byte[] message) {
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
  public String holder() {
    return "visit stories";
  }

  @Override
  public List<Item> copy(PersonId person) {
    return List.of(
        new Item(path, "application/json", ("{\"visitor\":\"" + person + "\"}").getBytes()));
  }

  @Override
  public int erase(PersonId person) {
    return 0;
  }

  @Override
  public boolean holds(PersonId person) {
    return true;
  }

  @Override
  public List<PersonalRecord> all(DataKind kind) {
    throw new AssertionError("a copy reads nobody else's rows");
  }

  @Override
  public String put(PersonId person, DataKind kind, byte[] content) {
    throw new AssertionError("a copy writes nothing");
  }

  @Override
  public boolean remove(String id) {
    throw new AssertionError("a copy removes nothing");
  }
}
