// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.audio.internal.Sounds;

class G722Test {
  @Test
  void randomCodesDecodeToTheSamplesOfFfmpeg() throws Exception {
    byte[] codes = new byte[160 * 200];
    new Random(722).nextBytes(codes);

    assertThat(decoded(codes)).isEqualTo(Ffmpeg.decode("g722", 16_000, codes));
  }

  /** Not louder: where the filter overflows ffmpeg saturates later than the recommendation does. */
  @ParameterizedTest
  @ValueSource(doubles = {0.002, 0.05, 0.3, 0.7})
  void soundOfEveryLevelEncodesToTheCodesOfFfmpeg(double level) throws Exception {
    short[] sound =
        Sounds.amplified(Sounds.joined(Sounds.music(2), Sounds.whiteNoise(1, 2)), level);

    assertThat(encoded(sound)).isEqualTo(Ffmpeg.encode("g722", "g722", 16_000, sound));
  }

  /**
   * The sequences belong to the ITU-T Software Tool Library (G.191; openitu/STL, folder
   * src/g722/test_data) and are not part of this project. Whoever has them names their folder.
   */
  @Test
  void theSequencesOfTheItuAreMetBitForBit() throws Exception {
    String folder = System.getProperty("vestibule.g722", "");
    Assumptions.assumeFalse(folder.isEmpty(), "name the folder: -Dvestibule.g722=FOLDER");
    short[] written = words(folder, "codspw.cod");
    byte[] codes = new byte[written.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) written[i];
    }

    assertThat(encoded(words(folder, "inpsp.bin"))).isEqualTo(codes);
    assertThat(decoded(codes)).isEqualTo(words(folder, "outsp1.bin"));
  }

  @Test
  void theTablesAreThoseOfTheRecommendation() {
    // A constant keeps its level through the filters.
    assertThat(2 * Arrays.stream(G722Tables.QMF).sum()).isEqualTo(1 << 13);
    // Codes that lie opposite differ in sign only; 4-bit codes lie within their four 6-bit ones.
    for (int code = 4; code < 32; code++) {
      assertThat(G722Tables.QM6[code]).isEqualTo(-G722Tables.QM6[code + 28]);
    }
    for (int code = 1; code < 15; code++) {
      int[] fine = Arrays.copyOfRange(G722Tables.QM6, 4 * code, 4 * code + 4);
      int most = Arrays.stream(fine).max().orElseThrow();
      int least = Arrays.stream(fine).min().orElseThrow();
      assertThat(G722Tables.QM4[code]).isBetween(least, most);
    }
    IntStream.range(0, 32)
        .forEach(
            i ->
                assertThat(G722Tables.ILB[i])
                    .isEqualTo((int) Math.floor(2048 * Math.pow(2, i / 32.0) + 0.5)));
  }

  private static byte[] encoded(short[] sound) {
    G722Encoder encoder = new G722Encoder();
    byte[] codes = new byte[sound.length / 2];
    for (int at = 0; at < sound.length; at += 160) {
      short[] packet = Arrays.copyOfRange(sound, at, at + 160);
      byte[] payload = encoder.encode(packet);
      System.arraycopy(payload, 0, codes, at / 2, Math.min(80, codes.length - at / 2));
    }
    return codes;
  }

  private static short[] decoded(byte[] codes) throws Exception {
    G722Decoder decoder = new G722Decoder();
    short[] sound = new short[2 * codes.length];
    for (int at = 0; at < codes.length; at += 80) {
      byte[] payload = Arrays.copyOfRange(codes, at, Math.min(codes.length, at + 80));
      short[] samples = decoder.decode(payload);
      System.arraycopy(samples, 0, sound, 2 * at, samples.length);
    }
    return sound;
  }

  private static short[] words(String folder, String file) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(folder, file));
    short[] words = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(words);
    return words;
  }
}
