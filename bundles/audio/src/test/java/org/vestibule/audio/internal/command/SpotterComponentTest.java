// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.Verdict;
import org.vestibule.api.speech.SpeechEvent.CommandHeard;
import org.vestibule.api.speech.VoiceCommand;
import org.vestibule.api.status.Status;

@Timeout(180)
class SpotterComponentTest {
  private static final int SECOND = 16_000;

  @TempDir private Path folder;
  private final OneCommandPack pack = new OneCommandPack();
  private final SpotterComponent spotter = new SpotterComponent();

  @BeforeEach
  void pack() throws Exception {
    pack.head = folder.resolve("head.bin");
    says(0, 3);
    spotter.setStore(pack);
    while (spotter.status().state() == Status.State.STARTING) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @AfterEach
  void stop() {
    spotter.deactivate();
    assertThat(pack.open).as("leases and runs left open").hasValue(0);
  }

  @Test
  void withoutAStoreNothingIsACommand() {
    spotter.unsetStore(pack);
    assertThat(spotter.spot(new float[SECOND], 7)).isEmpty();
  }

  @Test
  void aMissingPackIsSaidInTheStatusAndStopsNothing() {
    pack.broken = new ModelException("model-missing", "slot", "no pack", "a pack", "Fetch it.");
    assertThat(spotter.spot(new float[SECOND], 7)).isEmpty();
    assertThat(spotter.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(spotter.status().cause()).isEqualTo(Status.Cause.MODEL_MISSING);
  }

  @Test
  void aHeadOfAnotherPackIsRefusedByName() throws Exception {
    Files.write(pack.head, new byte[] {1, 2, 3});
    pack.name = "cut-commands";
    assertThat(spotter.spot(new float[SECOND], 7)).isEmpty();
    assertThat(spotter.status().cause()).isEqualTo(Status.Cause.MODEL_INVALID);
    assertThat(spotter.status().sentence()).contains("cut-commands@1", "3 labels");
  }

  @Test
  void aPackOfAnotherFamilyIsRefused() {
    pack.family = "moonshine";
    pack.name = "another-family";
    assertThat(spotter.spot(new float[SECOND], 7)).isEmpty();
    assertThat(spotter.status().sentence()).contains("moonshine", SpeechEmbedding.FAMILY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1500, 2 * SECOND + 1, 60 * SECOND})
  void whatIsTooShortOrTooLongForAWordIsNotEvenLookedAt(int samples) {
    pack.shapes.clear();
    assertThat(spotter.spot(new float[samples], 7)).isEmpty();
    assertThat(pack.shapes).isEmpty();
  }

  @Test
  void everythingElseIsNoCommandHoweverSure() throws Exception {
    says(2, 20);
    pack.name = "sure-of-nothing";
    assertThat(spotter.spot(new float[SECOND], 7)).isEmpty();
  }

  @Test
  void aWordThatIsNotSureEnoughIsNoCommand() {
    pack.threshold = 0.99;
    assertThat(spotter.spot(new float[SECOND], 7)).isEmpty();
  }

  @Test
  void aWordIsHeardWithItsConfidenceModelAndTime() {
    Optional<CommandHeard> heard = spotter.spot(new float[SECOND], 7);
    assertThat(heard).isPresent();
    assertThat(heard.get().command()).isEqualTo(VoiceCommand.YES);
    // Softmax of 3, 0, 0.
    assertThat(heard.get().confidence()).isBetween(0.909f, 0.910f);
    assertThat(heard.get().model()).isEqualTo("scripted-commands@1");
    assertThat(heard.get().endOfSpeechNanos()).isEqualTo(7);
  }

  @Test
  void aSecondPackIsAskedTheSameAndNoWordLeavesTheProcess() throws Exception {
    AtomicReference<Verdict> first = new AtomicReference<>();
    AtomicReference<Verdict> second = new AtomicReference<>();
    pack.trial =
        (decided, again) -> {
          first.set(decided);
          try {
            second.set(again.with(pack));
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    spotter.spot(new float[SECOND], 7);
    assertThat(first.get().positive()).isTrue();
    assertThat(first.get().decision()).doesNotContainIgnoringCase("yes");
    assertThat(second.get()).isEqualTo(first.get());
  }

  /** One channel that is 1 on the scripted vectors; the logit of one label is given. */
  private void says(int label, float logit) throws Exception {
    float[][] kernel = new float[1][CommandHead.FIELD];
    Arrays.fill(kernel[0], 1f / CommandHead.FIELD);
    float[][] out = new float[3][2];
    out[label][0] = logit;
    Files.write(pack.head, CommandHeadFile.bytes(new CommandHead(kernel, new float[1], out)));
  }
}
