// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

class ClipTest {
  @TempDir private Path folder;

  @Test
  void aFolderWithoutRecordingsIsRefusedAndSaysHowOneLooks() throws IOException {
    put("marvin/a-1.wav");
    put("yes/readme.txt");
    assertThatThrownBy(() -> Clip.in(folder, 0))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "recordings-missing")
        .hasMessageContaining("DIGIT_SPEAKER");
  }

  @Test
  void wordAndSpeakerComeFromFolderAndName() throws Exception {
    put("recordings/7_jackson_3.wav");
    put("yes/022cd682_nohash_0.wav");
    put("none/allison-hello.wav");
    assertThat(Clip.in(folder, 0))
        .extracting(clip -> Words.name(clip.label()) + " " + clip.speaker())
        .containsExactlyInAnyOrder("seven jackson", "yes 022cd682", "none allison");
  }

  @Test
  void aLimitTakesEvenlyFromAll() throws Exception {
    for (int i = 0; i < 10; i++) {
      put("no/speaker" + i + "-1.wav");
    }
    assertThat(Clip.in(folder, 2))
        .extracting(Clip::speaker)
        .containsExactly("speaker0", "speaker5");
  }

  private void put(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[0]);
  }
}
