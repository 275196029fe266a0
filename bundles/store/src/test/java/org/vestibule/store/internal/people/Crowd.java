// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.store.internal.PaperVault;

/** Writes many people at once, as a restore would; enrolling them one by one takes minutes. */
final class Crowd {
  private static final OffsetDateTime THEN = OffsetDateTime.parse("2026-01-01T00:00:00Z");
  private static final byte[] NOTHING = new byte[1];

  private final PaperVault vault;

  Crowd(PaperVault vault) {
    this.vault = vault;
  }

  Void write(Connection connection, int people) throws SQLException, VestibuleException {
    try (PreparedStatement subject =
            connection.prepareStatement("insert into subject values (?, ?, ?, null)");
        PreparedStatement person =
            connection.prepareStatement(
                "insert into person (subject, code, sealed) values (?, ?, ?)");
        PreparedStatement consent =
            connection.prepareStatement(
                "insert into consent values"
                    + " (?, ?, 'unlock', 'v', 'x', 'en', 'paper', ?, ?, 'ada', null, null)");
        PreparedStatement allowance =
            connection.prepareStatement("insert into allowance values (?, 'unlock', ?)");
        PreparedStatement record =
            connection.prepareStatement(
                "insert into record values (?, ?, 'unlock', 'template', ?, ?)")) {
      for (int i = 0; i < people; i++) {
        UUID id = UUID.randomUUID();
        UUID paper = UUID.randomUUID();
        UUID face = UUID.randomUUID();
        vault.createKey(id);
        run(subject, id, vault.index("person-id", ("p-" + i).getBytes()), THEN);
        byte[] sealed = vault.seal(id, PersonCodec.CONTEXT, PersonCodec.bytes(person(i)));
        run(person, id, CodeKey.of(vault, new Claim("c" + i)).bytes(), sealed);
        run(consent, paper, id, NOTHING, THEN);
        run(allowance, id, paper);
        run(record, face, id, THEN, SealedFace.seal(vault, face, id, DataKind.TEMPLATE, face(i)));
      }
    }
    return null;
  }

  private static void run(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }

  private static Person person(int i) {
    return new Person(new PersonId("p-" + i), "Name " + i, "" + i, Set.of());
  }

  private static FaceTemplate face(int i) {
    return FaceTemplate.of("m", new float[] {1, i});
  }
}
