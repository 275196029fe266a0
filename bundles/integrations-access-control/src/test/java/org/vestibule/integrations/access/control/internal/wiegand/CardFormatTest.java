// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.wiegand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;

class CardFormatTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static CardFormat format(String name) {
    return PublishedFormats.find(name).orElseThrow();
  }

  /** The second is a public value of the format; the others are computed from published masks. */
  @ParameterizedTest
  @CsvSource({
    "h10301, 42, 12345, 95181CC0",
    "h10301, 118, 1603, BB032180",
    "h10304, 1234, 98765, 8269181CD8",
    "corporate-1000-35, 1234, 567890, D34A2A9480",
    "corporate-1000-48, 123456, 7654321, 41E240E99763",
    "raw-16, 0, 4660, 1234"
  })
  void aPublishedCardHasItsPublishedBits(String name, long facility, long number, String hex)
      throws Exception {
    Card card = new Card(name, facility, number);
    CardBits bits = format(name).encode(card);
    assertThat(HEX.formatHex(bits.bits())).isEqualTo(hex);
    assertThat(format(name).decode(bits)).contains(card);
  }

  @ParameterizedTest
  @ValueSource(strings = {"h10301", "h10304", "corporate-1000-35", "corporate-1000-48"})
  void anyCardComesBackAndOneFlippedBitBreaksIt(String name) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    CardFormat format = format(name);
    for (int round = 0; round < 200; round++) {
      Card card =
          new Card(
              name,
              random.nextLong(format.facility().orElseThrow().most() + 1),
              random.nextLong(format.number().most() + 1));
      CardBits bits = format.encode(card);
      assertThat(format.decode(bits)).as("seed %d", seed).contains(card);
      for (int bit = 0; bit < format.bits(); bit++) {
        byte[] flipped = bits.bits();
        flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
        assertThat(format.decode(new CardBits(format.bits(), flipped)))
            .as("seed %d, bit %d", seed, bit + 1)
            .isEmpty();
      }
    }
  }

  @Test
  void aNumberThatDoesNotFitIsRefusedWithoutSayingIt() {
    for (Card card :
        new Card[] {
          new Card("h10301", 256, 1), new Card("h10301", 1, 65536), new Card("x", 1, 1)
        }) {
      assertThatThrownBy(() -> format("h10301").encode(card))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("card-invalid"))
          .hasMessageNotContaining("65536 ")
          .hasMessageNotContaining("256");
    }
  }

  @Test
  void aCardOfAnotherLengthIsNone() {
    assertThat(format("h10301").decode(new CardBits(27, new byte[4]))).isEmpty();
    assertThat(PublishedFormats.find("raw-64")).isEmpty();
  }

  @Test
  void aFormatThatIsDescribedAsAPublishedOneGivesTheSameBits() throws Exception {
    CardFormat own =
        CardFormatSettings.of(
            Map.of(
                "name", "own",
                "bits", "26",
                "facility", "2-9",
                "number", "10-25",
                "parity", "1 even over 2-13; 26 odd over 14-19, 20,21-25"));
    assertThat(own.encode(new Card("own", 42, 12345)))
        .isEqualTo(format("h10301").encode(new Card("h10301", 42, 12345)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h10301|26|2-9|10-25||setting name",
        "raw-9|26|2-9|10-25||setting name",
        "own|0|2-9|10-25||setting bits",
        "own|257|2-9|10-25||setting bits",
        "own|26|2-9|9-25||bit 9 a second time",
        "own|26|2-9|10-27||setting number",
        "own|26|2-9|25-10||setting number",
        "own|26|2-9|||setting number",
        "own|100||1-64||64 bits",
        "own|26|2-9|10-25|1 even 2-13|setting parity",
        "own|26|2-9|10-25|2 even over 3-13|bit 2 a second time",
        "own|26|2-9|10-25|1 even over 1-13|bit 1 is computed over bit 1",
        "own|26|2-9|10-25|1 even over 2-26; 26 odd over 14-25|computed over bit 26",
        "own|26|2-9|10-25|1 even over 2-30|setting parity"
      })
  void aFormatThatCannotBeIsRefusedByName(
      String id, String bits, String facility, String number, String parity, String names) {
    Map<String, String> settings =
        Map.of(
            "name", id,
            "bits", bits,
            "facility", facility == null ? "" : facility,
            "number", number == null ? "" : number,
            "parity", parity == null ? "" : parity);
    assertThatThrownBy(() -> CardFormatSettings.of(settings))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("configuration-invalid"))
        .hasMessageContaining(names);
  }
}
