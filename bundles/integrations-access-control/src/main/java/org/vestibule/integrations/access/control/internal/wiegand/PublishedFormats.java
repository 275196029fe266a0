// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.wiegand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormat.Field;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormat.Parity;

/** The formats that everyone knows. Immutable. */
final class PublishedFormats {
  /** A number of so many bits and nothing else, for example {@code raw-32}. */
  private static final Pattern RAW = Pattern.compile("raw-([1-9][0-9]?)");

  private static final Map<String, CardFormat> BY_NAME = new TreeMap<>();

  static {
    add(
        "h10301",
        26,
        new Field(2, 9),
        new Field(10, 25),
        List.of(new Parity(1, false, range(2, 13)), new Parity(26, true, range(14, 25))));
    add(
        "h10304",
        37,
        new Field(2, 17),
        new Field(18, 36),
        List.of(new Parity(1, false, range(2, 19)), new Parity(37, true, range(19, 36))));
    add(
        "corporate-1000-35",
        35,
        new Field(3, 14),
        new Field(15, 34),
        List.of(
            new Parity(2, false, pairs(3, 34)),
            new Parity(35, true, pairs(2, 33)),
            new Parity(1, true, range(2, 35))));
    add(
        "corporate-1000-48",
        48,
        new Field(3, 24),
        new Field(25, 47),
        List.of(
            new Parity(2, false, pairs(4, 47)),
            new Parity(48, true, pairs(3, 46)),
            new Parity(1, true, range(2, 48))));
  }

  private PublishedFormats() {}

  static Optional<CardFormat> find(String name) {
    CardFormat known = BY_NAME.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Matcher raw = RAW.matcher(name);
    return raw.matches() ? raw(Integer.parseInt(raw.group(1))) : Optional.empty();
  }

  static List<CardFormat> all() {
    return List.copyOf(BY_NAME.values());
  }

  private static Optional<CardFormat> raw(int bits) {
    return bits > CardFormat.MOST_FIELD_BITS
        ? Optional.empty()
        : Optional.of(
            new CardFormat("raw-" + bits, bits, Optional.empty(), new Field(1, bits), List.of()));
  }

  private static void add(
      String name, int bits, Field facility, Field number, List<Parity> parities) {
    BY_NAME.put(name, new CardFormat(name, bits, Optional.of(facility), number, parities));
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  /** Two bits, one left out, two bits, and so on. */
  private static List<Integer> pairs(int first, int last) {
    List<Integer> bits = new ArrayList<>();
    for (int bit = first; bit <= last; bit++) {
      if ((bit - first) % 3 != 2) {
        bits.add(bit);
      }
    }
    return bits;
  }
}
