// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.wiegand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormat.Field;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormat.Parity;

/**
 * Reads a card format from a configuration. Keys, bounds and defaults are those of {@link
 * CardFormatConfig}.
 */
final class CardFormatSettings {
  /** The longest format that a person describes. */
  private static final int MOST_BITS = 256;

  private static final int MOST_TEXT = 4000;
  private static final int MOST_PARITIES = 16;
  private static final List<String> KEYS = List.of("name", "bits", "facility", "number", "parity");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");
  private static final Pattern PARITY =
      Pattern.compile("([0-9]{1,3})\\s+(even|odd)\\s+over\\s+([0-9,\\-\\s]+)");

  private final int bits;

  /** The bits that mean something already. */
  private final BitSet taken = new BitSet();

  private CardFormatSettings(int bits) {
    this.bits = bits;
  }

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static CardFormat of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(CardFormatConfig.PID, properties, KEYS);
    String name = reader.name("name", null, "site-34");
    if (PublishedFormats.find(name).isPresent()) {
      throw invalid("name", "'" + name + "'", "a name that no published format has", "site-34");
    }
    int bits = reader.integer("bits", 1, MOST_BITS, 0);
    if (bits == 0) {
      throw invalid("bits", "nothing", "a whole number from 1 to " + MOST_BITS, "34");
    }
    CardFormatSettings settings = new CardFormatSettings(bits);
    String facility = reader.text("facility", MOST_TEXT, "");
    Optional<Field> facilityField =
        facility.isEmpty()
            ? Optional.empty()
            : Optional.of(settings.field("facility", facility, "2-9"));
    Field number = settings.field("number", reader.text("number", MOST_TEXT, ""), "10-25");
    List<Parity> parities = settings.parities(reader.text("parity", MOST_TEXT, ""));
    return new CardFormat(name, bits, facilityField, number, parities);
  }

  private Field field(String key, String text, String example) throws VestibuleException {
    int[] range = range(key, text, example);
    int length = range[1] - range[0] + 1;
    if (length > CardFormat.MOST_FIELD_BITS) {
      throw invalid(key, length + " bits", "at most " + CardFormat.MOST_FIELD_BITS, example);
    }
    for (int bit = range[0]; bit <= range[1]; bit++) {
      take(key, bit, example);
    }
    return new Field(range[0], range[1]);
  }

  private List<Parity> parities(String text) throws VestibuleException {
    List<Parity> parities = new ArrayList<>();
    for (String each : text.split(";")) {
      if (!each.isBlank()) {
        parities.add(parity(each.strip()));
      }
    }
    if (parities.size() > MOST_PARITIES) {
      throw refusedParity(parities.size() + " parity bits", "at most " + MOST_PARITIES);
    }
    for (int i = 0; i < parities.size(); i++) {
      for (Parity later : parities.subList(i, parities.size())) {
        if (parities.get(i).over().contains(later.bit())) {
          throw refusedParity(
              "bit " + parities.get(i).bit() + " is computed over bit " + later.bit(),
              "parity bits only over those that stand before them");
        }
      }
    }
    return parities;
  }

  private Parity parity(String text) throws VestibuleException {
    Matcher matcher = PARITY.matcher(text);
    if (!matcher.matches()) {
      throw refusedParity("'" + text + "'", "BIT even|odd over BITS");
    }
    int bit = range("parity", matcher.group(1), "1")[0];
    take("parity", bit, "1 even over 2-13");
    TreeSet<Integer> over = new TreeSet<>();
    for (String each : matcher.group(3).split(",")) {
      int[] range = range("parity", each.strip(), "2-13");
      for (int covered = range[0]; covered <= range[1]; covered++) {
        over.add(covered);
      }
    }
    return new Parity(bit, matcher.group(2).equals("odd"), List.copyOf(over));
  }

  private int[] range(String key, String text, String example) throws VestibuleException {
    Matcher matcher = RANGE.matcher(text);
    if (matcher.matches()) {
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (first >= 1 && first <= last && last <= bits) {
        return new int[] {first, last};
      }
    }
    throw invalid(
        key,
        text.isEmpty() ? "nothing" : "'" + text + "'",
        "bits from 1 to " + bits + ", as FIRST-LAST",
        example);
  }

  private void take(String key, int bit, String example) throws VestibuleException {
    if (taken.get(bit)) {
      throw invalid(key, "bit " + bit + " a second time", "each bit in one place", example);
    }
    taken.set(bit);
  }

  private static VestibuleException refusedParity(String found, String allowed) {
    return invalid("parity", found, allowed, "1 even over 2-13; 26 odd over 14-25");
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        CardFormatConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
