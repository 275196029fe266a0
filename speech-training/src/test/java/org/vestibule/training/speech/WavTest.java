// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

class WavTest {
  @TempDir private Path folder;

  @Test
  void whatIsNoWaveFileIsRefusedWithTheLineThatMakesOne() throws Exception {
    Path file = Files.writeString(folder.resolve("yes.wav"), "not a recording at all");
    assertThatThrownBy(() -> Wav.read(file))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "recording-unsupported")
        .hasMessageContaining("yes.wav")
        .hasMessageContaining("ffmpeg");
  }

  @Test
  void stereoIsRefused() throws Exception {
    Path file = Files.write(folder.resolve("two.wav"), wav(2, 8000, 32));
    assertThatThrownBy(() -> Wav.read(file)).hasMessageContaining("one channel");
  }

  @Test
  void aTelephoneRecordingIsReadAtTwiceItsRateAndALengthNotYetKnownIsNoMatter() throws Exception {
    byte[] bytes = wav(1, 8000, 0x7ffff000);
    float[] sound = Wav.read(Files.write(folder.resolve("pipe.wav"), bytes));
    assertThat(sound.length).isEqualTo(2 * 800);
  }

  /** 800 samples, behind a header that says {@code length} bytes. */
  private static byte[] wav(int channels, int rate, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(44 + 1600).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x46464952).putInt(36 + 1600).putInt(0x45564157);
    bytes.putInt(0x20746d66).putInt(16).putShort((short) 1).putShort((short) channels);
    bytes.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
    bytes.putInt(0x61746164).putInt(length);
    return bytes.array();
  }
}
