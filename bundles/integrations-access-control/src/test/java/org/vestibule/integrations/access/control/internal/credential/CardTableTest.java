// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.credential.Credentials.BadRow;
import org.vestibule.api.credential.Credentials.ImportReport;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

class CardTableTest {
  private static final DoorId FRONT = new DoorId("front-door");

  private PaperHouse house;
  private PersonId ada;
  private PersonId ben;
  private CardDesk desk;

  @BeforeEach
  void open() throws Exception {
    house = new PaperHouse();
    ada = house.move("ada", "Ada Brandt", "1A");
    ben = house.move("ben", "Ben \"Bo\" Okafor, junior", "2B");
    desk =
        new CardDesk(house.surroundings(), new CardFormats(), Clock.systemUTC(), System::nanoTime);
    desk.follow(false);
  }

  private ImportReport take(String table) throws VestibuleException {
    return desk.importTable(stream(table), false);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Card card(long number) {
    return new Card("h10301", 42, number);
  }

  @Test
  void aTableIsReadAsSpreadsheetsWriteIt() throws Exception {
    String[] tables = {
      "person,format,facility,number\nada,h10301,42,7\nben,h10301,42,8\n",
      "\uFEFFNumber;Facility;Format;Person\r\n7;42;h10301;ada\r\n8;42;h10301;ben",
      "name,unit,format,facility,number,panel\r\n\r\n"
          + "ada brandt,1a,h10301,42,7,\r\n"
          + "\"Ben \"\"Bo\"\" Okafor, junior\",\"2B\",\"h10301\",\"42\",\"8\",any\r\n"
    };
    for (String table : tables) {
      open();
      ImportReport report = take(table);
      assertThat(report.refused()).as(table).isEmpty();
      assertThat(report.taken()).isEqualTo(2);
      assertThat(desk.card(ada, FRONT)).contains(card(7));
      assertThat(desk.card(ben, FRONT)).contains(card(8));
      assertThat(house.audit).hasSize(1);
    }
  }

  @Test
  void eachBadRowIsNamedAndAllOthersAreTaken() throws Exception {
    desk.assign(new Assignment(ben, "any", card(9), Credentials.BY_HAND, Optional.empty()));
    house.move("cleo", "Cleo", "3C");
    house.move("cleo-2", "Cleo", "3C");
    String secret = "54321";
    ImportReport report =
        take(
            "person,name,unit,format,facility,number,panel,until\n"
                + "ada,,,h10301,42,7,,2099-01-31T18:00:00+01:00\n"
                + "eve,,,h10301,42,54321,,\n"
                + ",Nobody,1A,h10301,42,54321,,\n"
                + ",Cleo,3C,h10301,42,54321,,\n"
                + "cleo,,,h10399,42,54321,,\n"
                + "cleo,,,h10301,256,54321,,\n"
                + "cleo,,,h10301,42,654321,,\n"
                + "cleo,,,h10301,42,-54321,,\n"
                + "cleo,,,h10301,42,9,,\n"
                + "cleo,,,h10301,42,7,,\n"
                + "ada,,,h10301,42,54321,,\n"
                + "cleo,,,h10301,42,54321,Main,\n"
                + "cleo,,,h10301,42,54321,,tomorrow\n"
                + "cleo,,,h10301,42\n"
                + "cleo,,,h10301,42,10,,\n");
    assertThat(report.rows()).isEqualTo(15);
    assertThat(report.taken()).isEqualTo(2);
    assertThat(report.refused())
        .extracting(BadRow::line, BadRow::column, BadRow::code)
        .containsExactly(
            tuple(3, "person", "unknown-person"),
            tuple(4, "name", "unknown-person"),
            tuple(5, "name", "person-ambiguous"),
            tuple(6, "format", "card-invalid"),
            tuple(7, "facility", "card-invalid"),
            tuple(8, "number", "card-invalid"),
            tuple(9, "number", "number-invalid"),
            tuple(10, "number", "card-taken"),
            tuple(11, "number", "card-taken"),
            tuple(12, "person", "row-repeated"),
            tuple(13, "panel", "panel-invalid"),
            tuple(14, "until", "time-invalid"),
            tuple(15, "", "row-incomplete"));
    assertThat(report.toString()).doesNotContain(secret);
    assertThat(desk.of(ada).get(0).until()).contains(Instant.parse("2099-01-31T17:00:00Z"));
    assertThat(house.audit.get(1)).startsWith("cards-imported").contains("taken=2");
  }

  @Test
  void aTrialChangesNothing() throws Exception {
    ImportReport report =
        desk.importTable(stream("person,format,facility,number\nada,h10301,42,7\n"), true);
    assertThat(report.taken()).isEqualTo(1);
    assertThat(desk.card(ada, FRONT)).isEmpty();
    assertThat(house.disk).isEmpty();
    assertThat(house.audit).isEmpty();
  }

  @Test
  void aTableThatIsTakenTwiceChangesNothingTheSecondTime() throws Exception {
    String table = "person,format,facility,number\nada,h10301,42,7\n";
    take(table);
    assertThat(take(table).taken()).isEqualTo(1);
    assertThat(house.audit).hasSize(1);
  }

  @Test
  void whatIsNoTableIsRefusedAsAWhole() {
    String header = "person,format,facility,number\n";
    String[] tables = {
      "",
      "person,format,number\n",
      "name,format,facility,number\n",
      "person,format,facility,number,pannel\n",
      "person,person,format,facility,number\n",
      header + "ada,h10301,42,\"7\n",
      header + "ada,h10301,42,\"7\"7\n",
      header + "ada," + "x".repeat(201) + ",42,7\n",
      header + "ada,h10301,42,7\n".repeat(100_001)
    };
    for (String table : tables) {
      invalid(stream(table));
    }
    invalid(new ByteArrayInputStream(new byte[] {(byte) 0xC3, 'a'}));
    invalid(new ByteArrayInputStream(new byte[(16 << 20) + 1]));
    invalid(
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cut");
          }
        });
    assertThat(house.disk).isEmpty();
  }

  private void invalid(InputStream table) {
    assertThatThrownBy(() -> desk.importTable(table, false))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("table-invalid"));
  }
}
