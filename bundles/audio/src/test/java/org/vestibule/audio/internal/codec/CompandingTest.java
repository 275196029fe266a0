// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompandingTest {
  @ParameterizedTest
  @CsvSource({"MU_LAW, mulaw", "A_LAW, alaw"})
  void everyCodeWordMeansWhatItMeansToFfmpeg(Companding law, String format) throws Exception {
    byte[] codes = new byte[256];
    for (int code = 0; code < 256; code++) {
      codes[code] = (byte) code;
    }
    short[] expected = Ffmpeg.decode(format, 8000, codes);

    for (int code = 0; code < 256; code++) {
      assertThat(law.expanded((byte) code)).as("code %d", code).isEqualTo(expected[code]);
    }
  }

  @ParameterizedTest
  @CsvSource({"MU_LAW, pcm_mulaw, mulaw", "A_LAW, pcm_alaw, alaw"})
  void soundIsWrittenAsFfmpegWritesIt(Companding law, String coder, String format)
      throws Exception {
    short[] every = new short[65_536];
    for (int i = 0; i < every.length; i++) {
      every[i] = (short) (i - 32_768);
    }
    byte[] theirs = Ffmpeg.encode(coder, format, 8000, every);

    // ffmpeg takes the nearest code word, the recommendation the interval: they differ where steps
    // double, and there by one code word.
    int other = 0;
    int[] values = IntStream.range(0, 256).map(c -> law.expand(c)).sorted().distinct().toArray();
    for (int i = 0; i < every.length; i++) {
      byte mine = law.compressed(every[i]);
      if (mine != theirs[i]) {
        other++;
        int rank = Arrays.binarySearch(values, law.expand(mine & 0xFF));
        int theirRank = Arrays.binarySearch(values, law.expand(theirs[i] & 0xFF));
        assertThat(Math.abs(rank - theirRank)).as("sample %d", every[i]).isLessThanOrEqualTo(1);
      }
    }
    assertThat(other).isLessThan(every.length / 50);
  }

  /** The decision values at the ends of the segments, from tables 1 and 2. */
  @ParameterizedTest
  @CsvSource({
    "MU_LAW, '31, 95, 223, 479, 991, 2015, 4063'",
    "A_LAW, '32, 64, 128, 256, 512, 1024, 2048'"
  })
  void aSegmentEndsAtItsDecisionValue(Companding law, String decisions) {
    int segment = 0;
    for (String decision : decisions.split(", ")) {
      int value = Integer.parseInt(decision);
      assertThat(segment(law, value - 1)).isEqualTo(segment);
      assertThat(segment(law, value)).isEqualTo(++segment);
      assertThat(segment(law, -value)).isEqualTo(segment - 1);
      assertThat(segment(law, -value - 1)).isEqualTo(segment);
    }
  }

  private static int segment(Companding law, int value) {
    int code = law.compress(value);
    return (law == Companding.MU_LAW ? ~code : code ^ 0x55) >> 4 & 7;
  }

  /** The values at the ends of the segments, from tables 1a and 2a of the recommendation. */
  @ParameterizedTest
  @CsvSource({
    "MU_LAW, 0xFF, 0",
    "MU_LAW, 0xFE, 2",
    "MU_LAW, 0xEF, 33",
    "MU_LAW, 0xDF, 99",
    "MU_LAW, 0xCF, 231",
    "MU_LAW, 0xBF, 495",
    "MU_LAW, 0xAF, 1023",
    "MU_LAW, 0x9F, 2079",
    "MU_LAW, 0x8F, 4191",
    "MU_LAW, 0x80, 8031",
    "MU_LAW, 0x00, -8031",
    "A_LAW, 0xD5, 1",
    "A_LAW, 0xC5, 33",
    "A_LAW, 0xF5, 66",
    "A_LAW, 0xE5, 132",
    "A_LAW, 0x95, 264",
    "A_LAW, 0x85, 528",
    "A_LAW, 0xB5, 1056",
    "A_LAW, 0xA5, 2112",
    "A_LAW, 0xAA, 4032",
    "A_LAW, 0x2A, -4032"
  })
  void theSegmentsBeginWhereTheRecommendationSays(Companding law, int code, int value) {
    assertThat(law.expand(code)).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeWordComesBack(Companding law) {
    for (int code = 0; code < 256; code++) {
      short sample = law.expanded((byte) code);
      // The mu-law has two zeros; the positive one is sent.
      int expected = law == Companding.MU_LAW && code == 0x7F ? 0xFF : code;
      assertThat(law.compressed(sample) & 0xFF).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLouderSampleNeverBecomesASofterOne(Companding law) {
    int last = Short.MIN_VALUE;
    for (int sample = -32_768; sample < 32_768; sample++) {
      int heard = law.expanded(law.compressed((short) sample));
      assertThat(heard).isGreaterThanOrEqualTo(last);
      last = heard;
    }
  }

  @Test
  void aSilentLineIsTheCodeWordOfSilence() {
    byte[] quiet =
        new G711Encoder(org.vestibule.api.sound.SoundEncoding.PCMU, Companding.MU_LAW)
            .encode(new short[160]);

    assertThat(quiet).isEqualTo(filled(0xFF));
  }

  private static byte[] filled(int code) {
    byte[] all = new byte[160];
    Arrays.fill(all, (byte) code);
    return all;
  }
}
