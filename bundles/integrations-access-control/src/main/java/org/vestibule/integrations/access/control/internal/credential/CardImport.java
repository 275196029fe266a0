// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.credential.Credentials.BadRow;
import org.vestibule.api.credential.Credentials.ImportReport;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.credential.CardTable.Row;

/** Takes the good rows of a table into a draft, and names the others. Used by one thread. */
final class CardImport {
  private static final int MOST_NAMED = 1000;

  /** What fits into a long for certain. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Map<String, List<PersonId>> byName = new HashMap<>();
  private final CardRules rules;
  private final CardDraft draft;
  private final Set<String> seen = new HashSet<>();

  CardImport(List<Person> people, CardRules rules, CardDraft draft) {
    for (Person each : people) {
      byName
          .computeIfAbsent(key(each.name(), each.unit()), none -> new ArrayList<>())
          .add(each.id());
    }
    this.rules = rules;
    this.draft = draft;
  }

  CardDraft draft() {
    return draft;
  }

  /** Takes a table. */
  ImportReport take(CardTable table) {
    List<BadRow> refused = new ArrayList<>();
    int taken = 0;
    for (Row row : table.rows()) {
      try {
        give(row);
        taken++;
      } catch (RowRefused e) {
        if (refused.size() < MOST_NAMED) {
          refused.add(e.row);
        }
      }
    }
    return new ImportReport(table.rows().size(), taken, refused);
  }

  private void give(Row row) throws RowRefused {
    if (!row.whole()) {
      throw new RowRefused(row, "", "row-incomplete", "It has not as many fields as the header.");
    }
    Assignment wanted = assignment(row);
    try {
      rules.check(wanted);
      CardRules.checkFree(wanted, draft.owner(wanted));
    } catch (VestibuleException e) {
      throw new RowRefused(row, column(e), e.code(), e.getMessage());
    }
    if (!seen.add(wanted.person() + " " + wanted.panel())) {
      throw new RowRefused(
          row, "person", "row-repeated", "This person has a card for this panel above; keep one.");
    }
    draft.give(wanted);
  }

  private Assignment assignment(Row row) throws RowRefused {
    PersonId person = person(row);
    long facility = row.get("facility").isEmpty() ? 0 : number(row, "facility");
    Card card = new Card(row.get("format"), facility, number(row, "number"));
    String panel = row.get("panel").isEmpty() ? Credentials.ANY_PANEL : row.get("panel");
    return new Assignment(person, panel, card, CardMemory.TABLE, until(row));
  }

  private PersonId person(Row row) throws RowRefused {
    if (!row.get("person").isEmpty()) {
      try {
        return new PersonId(row.get("person"));
      } catch (IllegalArgumentException e) {
        throw new RowRefused(row, "person", "unknown-person", "The id has another form than ids.");
      }
    }
    List<PersonId> named = byName.getOrDefault(key(row.get("name"), row.get("unit")), List.of());
    if (named.size() == 1) {
      return named.get(0);
    }
    throw named.isEmpty()
        ? new RowRefused(
            row, "name", "unknown-person", "Nobody of this name lives in this unit; enrol them.")
        : new RowRefused(
            row, "name", "person-ambiguous", "Two have this name and unit; use the column person.");
  }

  private static long number(Row row, String column) throws RowRefused {
    if (!NUMBER.matcher(row.get(column)).matches()) {
      throw new RowRefused(
          row, column, "number-invalid", "It is no whole number of 1 to 18 digits; correct it.");
    }
    return Long.parseLong(row.get(column));
  }

  private static Optional<Instant> until(Row row) throws RowRefused {
    String text = row.get("until");
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new RowRefused(
          row,
          "until",
          "time-invalid",
          "It is no time with an offset; write it as 2027-01-31T18:00:00+01:00.");
    }
  }

  private static String column(VestibuleException e) {
    return switch (e.code()) {
      case "unknown-person" -> "person";
      case "panel-invalid" -> "panel";
      case "card-taken" -> "number";
      default ->
          e.input().startsWith("facility")
              ? "facility"
              : e.input().startsWith("number") ? "number" : "format";
    };
  }

  private static String key(String name, String unit) {
    return name.strip().toLowerCase(Locale.ROOT) + "\n" + unit.strip().toLowerCase(Locale.ROOT);
  }

  /** A row that is not taken. */
  private static final class RowRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient BadRow row;

    RowRefused(Row at, String column, String code, String sentence) {
      super(code, null, false, false);
      row = new BadRow(at.line(), column, code, sentence);
    }
  }
}
