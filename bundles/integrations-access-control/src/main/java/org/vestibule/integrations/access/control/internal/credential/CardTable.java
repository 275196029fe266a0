// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/**
 * A table of cards as text: CSV (RFC 4180) in UTF-8, with or without a byte order mark, divided by
 * commas or semicolons, its first line the names of the columns. Immutable.
 *
 * @param sha256 of the file, for the audit
 */
record CardTable(List<Row> rows, String sha256) {
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_ROWS = 100_000;
  private static final int MOST_FIELD = 200;
  private static final int MOST_COLUMNS = 32;
  private static final Set<String> COLUMNS =
      Set.of("person", "name", "unit", "format", "facility", "number", "panel", "until");

  /**
   * A line of the table.
   *
   * @param line its number in the file, from 1
   * @param whole whether it has as many fields as there are columns
   */
  record Row(int line, boolean whole, Map<String, String> fields) {
    String get(String column) {
      return fields.getOrDefault(column, "");
    }

    /** Hides the fields: one of them is the number. */
    @Override
    public String toString() {
      return "Row[" + line + ", ***]";
    }
  }

  /**
   * Reads a table.
   *
   * @throws VestibuleException {@code table-invalid}
   */
  static CardTable read(InputStream in) throws VestibuleException {
    byte[] bytes = bytes(in);
    String text = text(bytes);
    String first = text.lines().findFirst().orElse("");
    char separator = first.indexOf(';') >= 0 ? ';' : ',';
    List<Row> rows = new ArrayList<>();
    int line = 1;
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowUnclosedQuote(false)
            .allowExtraCharsAfterClosingQuote(false)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .build(
                CsvRecordHandler.builder().maxFields(MOST_COLUMNS).maxFieldSize(MOST_FIELD).build(),
                text)) {
      List<String> header = null;
      for (CsvRecord each : records) {
        line = (int) each.getStartingLineNumber();
        if (header == null) {
          header = header(each);
        } else if (rows.size() == MOST_ROWS) {
          throw invalid("more rows", "at most " + MOST_ROWS, "Divide the table.");
        } else {
          rows.add(row(header, each));
        }
      }
      if (header == null) {
        throw invalid("nothing", "a line with the names of the columns", "Add it.");
      }
    } catch (CsvParseException | IOException e) {
      // Its own words quote the field.
      throw invalid(
          "something else behind line " + line,
          "CSV as in RFC 4180 with fields of up to " + MOST_FIELD + " characters",
          "Look for a quotation mark that is not closed.");
    }
    return new CardTable(List.copyOf(rows), sha256(bytes));
  }

  private static List<String> header(CsvRecord first) throws VestibuleException {
    List<String> header =
        first.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (String column : header) {
      if (!COLUMNS.contains(column)) {
        throw invalid(
            "the column '" + column + "'",
            "person, or name and unit; format, facility, number; panel, until",
            "Remove or rename it.");
      }
    }
    if (Set.copyOf(header).size() < header.size()) {
      throw invalid("a column twice", "each column once", "Remove one of them.");
    }
    boolean who = header.contains("person") || header.containsAll(List.of("name", "unit"));
    if (!who || !header.containsAll(List.of("format", "facility", "number"))) {
      throw invalid(
          "only the columns " + String.join(", ", header),
          "person, or name and unit; and format, facility, number",
          "Add the others.");
    }
    return header;
  }

  private static Row row(List<String> header, CsvRecord from) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < Math.min(header.size(), from.getFieldCount()); i++) {
      fields.put(header.get(i), from.getField(i).strip());
    }
    boolean whole = from.getFieldCount() == header.size();
    return new Row((int) from.getStartingLineNumber(), whole, fields);
  }

  private static byte[] bytes(InputStream in) throws VestibuleException {
    try {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw invalid("a longer file", "at most " + MOST_BYTES + " bytes", "Divide the table.");
      }
      return bytes;
    } catch (IOException e) {
      throw invalid("a file that breaks off", "the whole file", "Send it again.");
    }
  }

  private static String text(byte[] bytes) throws VestibuleException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw invalid("another encoding", "UTF-8", "Save the table as CSV UTF-8.");
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static VestibuleException invalid(String found, String allowed, String remedy) {
    return new VestibuleException("table-invalid", "table of cards", found, allowed, remedy);
  }
}
