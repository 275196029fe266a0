// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.wiegand;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;

/**
 * A card's bits and what they mean: where the codes stand, and which bits check which. Bits are
 * numbered from 1, the first on the wire (SIA AC-01 Wiegand; layouts as vendors publish them). A
 * bit that is in no field and checks nothing is 0. Immutable.
 *
 * @param name an {@link org.vestibule.api.Identifier}, as in {@link Card#format}
 * @param bits how many, 1 to {@value CardBits#MOST_BITS}
 * @param facility where the facility or company code stands, if the format has one
 * @param number where the card number stands
 * @param parities computed in this order, so that a later one may cover an earlier one
 */
public record CardFormat(
    String name, int bits, Optional<Field> facility, Field number, List<Parity> parities) {

  /** The longest field: what fits into a number of {@link Card}. */
  public static final int MOST_FIELD_BITS = 63;

  /** Copies; whoever makes one has checked it, see {@link CardFormatSettings}. */
  public CardFormat {
    parities = List.copyOf(parities);
  }

  /** Bits in a row, the first the highest. */
  public record Field(int first, int last) {
    /** Returns the greatest number that it holds. */
    long most() {
      return last - first + 1 >= Long.SIZE - 1 ? Long.MAX_VALUE : (1L << (last - first + 1)) - 1;
    }
  }

  /**
   * A bit that makes the number of ones among itself and others even or odd.
   *
   * @param over the others
   */
  public record Parity(int bit, boolean odd, List<Integer> over) {
    /** Copies. */
    public Parity {
      over = List.copyOf(over);
    }

    private boolean value(BitSet wire) {
      boolean ones = odd;
      for (int each : over) {
        ones ^= wire.get(each);
      }
      return ones;
    }
  }

  /**
   * Returns a card as a reader sends it.
   *
   * @throws VestibuleException {@code card-invalid}: another format's card, or a number that does
   *     not fit; without the number
   */
  public CardBits encode(Card card) throws VestibuleException {
    check(card);
    BitSet wire = new BitSet(bits + 1);
    facility.ifPresent(field -> put(wire, field, card.facility()));
    put(wire, number, card.number());
    for (Parity parity : parities) {
      wire.set(parity.bit(), parity.value(wire));
    }
    byte[] bytes = new byte[(bits + 7) / 8];
    for (int bit = wire.nextSetBit(0); bit > 0; bit = wire.nextSetBit(bit + 1)) {
      bytes[(bit - 1) / 8] |= (byte) (0x80 >> ((bit - 1) % 8));
    }
    return new CardBits(bits, bytes);
  }

  /** Returns the card that was read; empty when its length, a parity or a bit that is 0 is not. */
  public Optional<Card> decode(CardBits read) {
    if (read.count() != bits) {
      return Optional.empty();
    }
    byte[] bytes = read.bits();
    BitSet wire = new BitSet(bits + 1);
    for (int bit = 1; bit <= bits; bit++) {
      wire.set(bit, (bytes[(bit - 1) / 8] & (0x80 >> ((bit - 1) % 8))) != 0);
    }
    Card card =
        new Card(name, facility.map(field -> get(wire, field)).orElse(0L), get(wire, number));
    try {
      // What is encoded again and is the same has every parity right, and nothing where nothing is.
      return encode(card).equals(read) ? Optional.of(card) : Optional.empty();
    } catch (VestibuleException e) {
      throw new IllegalStateException("a field gave a number that does not fit into it", e);
    }
  }

  /**
   * Refuses a card that this format cannot write.
   *
   * @throws VestibuleException {@code card-invalid}, without the number
   */
  public void check(Card card) throws VestibuleException {
    if (!card.format().equals(name)) {
      throw invalid("card format", "'" + card.format() + "'", "'" + name + "'");
    }
    long mostFacility = facility.map(Field::most).orElse(0L);
    if (card.facility() > mostFacility) {
      throw invalid("facility code of a card", "a greater one", "0 to " + mostFacility);
    }
    if (card.number() > number.most()) {
      throw invalid("number of a card", "a greater one", "0 to " + number.most());
    }
  }

  private VestibuleException invalid(String input, String found, String allowed) {
    return new VestibuleException(
        "card-invalid",
        input,
        found,
        allowed + " in the format " + name,
        "Correct it, or name the card's own format.");
  }

  private static void put(BitSet wire, Field field, long value) {
    for (int bit = field.last(); bit >= field.first(); bit--) {
      wire.set(bit, (value >>> (field.last() - bit) & 1) == 1);
    }
  }

  private static long get(BitSet wire, Field field) {
    long value = 0;
    for (int bit = field.first(); bit <= field.last(); bit++) {
      value = value << 1 | (wire.get(bit) ? 1 : 0);
    }
    return value;
  }
}
