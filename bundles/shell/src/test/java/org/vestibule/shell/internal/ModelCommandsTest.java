// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelState;

/** What an operator sees of the model packs in the shell. */
class ModelCommandsTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream before = System.out;
  private final OnePack library = new OnePack();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(before);
  }

  @Test
  void aRefusedPackIsToldWithItsRemedy() {
    library.refuses = true;
    ModelStageCommand command = stage("/packs/x.zip");
    assertThatThrownBy(command::execute)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model-downgrade")
        .hasMessageContaining("--downgrade");
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    ModelStageCommand command = stage("\0");
    assertThatThrownBy(command::execute).hasMessageContaining("a path on the gateway's disk");
    assertThat(library.orders).isEmpty();
  }

  @Test
  void stagingNamesTheNextStep() throws Exception {
    ModelStageCommand command = stage("/packs/a/../x.zip");
    command.downgrade = true;
    command.execute();
    assertThat(library.orders).containsExactly("shell: stage /packs/x.zip true");
    assertThat(text()).contains("vestibule:model-rollout yunet@2.0.0");
  }

  @Test
  void packsShowStateSignerReleaseExpiryAndProblem() throws Exception {
    ModelsCommand command = new ModelsCommand();
    command.library = library;
    command.execute();
    assertThat(text())
        .contains("yunet@2.0.0", "REFUSED", "builder", "2030-01-01", "Its shadow disagreed")
        .containsPattern("\\b7\\b")
        .contains("Now: Testing yunet@2.0.0");
  }

  @Test
  void aRollOutSaysWhereToLook() throws Exception {
    ModelRolloutCommand command = new ModelRolloutCommand();
    command.library = library;
    command.pack = "yunet@2.0.0";
    command.execute();
    assertThat(library.orders).containsExactly("shell: roll out yunet@2.0.0");
    assertThat(text()).contains("vestibule:model-compare");
  }

  @Test
  void comparisonsShowNAndBoundsAndNeverAnInventedScore() throws Exception {
    ModelCompareCommand command = new ModelCompareCommand();
    command.library = library;
    library.comparisons.add(comparison(0.012, 0.001, 0.03));
    library.comparisons.add(comparison(Double.NaN, Double.NaN, Double.NaN));
    command.execute();
    assertThat(text())
        .contains("0.012 (0.001 to 0.030)", "no scores", "200", "198 of 200 agree")
        .doesNotContain("NaN");
  }

  @Test
  void pruningNamesWhatWent() throws Exception {
    ModelPruneCommand command = new ModelPruneCommand();
    command.library = library;
    command.execute();
    assertThat(text()).contains("Deleted: yunet@1.0.0");
  }

  private ModelStageCommand stage(String file) {
    ModelStageCommand command = new ModelStageCommand();
    command.library = library;
    command.file = file;
    return command;
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  private static ModelComparison comparison(double shift, double low, double high) {
    return new ModelComparison(
        "face-detection",
        "yunet@1.0.0",
        "yunet@2.0.0",
        "shadow",
        Instant.EPOCH,
        200,
        3,
        0,
        198,
        2,
        0,
        0.5,
        0,
        shift,
        low,
        high,
        Double.NaN,
        Double.NaN,
        0,
        "running",
        "198 of 200 agree");
  }

  /** A library with one pack. */
  private static final class OnePack implements ModelLibrary {
    final List<String> orders = new ArrayList<>();
    final List<ModelComparison> comparisons = new ArrayList<>();
    boolean refuses;

    private final ModelManifest manifest =
        new ModelManifest(
            "yunet",
            "2.0.0",
            7,
            Instant.parse("2030-01-01T00:00:00Z"),
            "face-detection",
            "Finds faces",
            "yunet",
            List.of(),
            "MIT",
            "yes",
            "",
            "yunet",
            List.of(),
            Optional.empty(),
            List.of(),
            Map.of());

    @Override
    public List<ModelInfo> models() {
      return List.of(
          new ModelInfo(manifest, ModelState.REFUSED, "builder", 0, "Its shadow disagreed"));
    }

    @Override
    public List<ModelComparison> comparisons() {
      return comparisons;
    }

    @Override
    public String progress() {
      return "Testing yunet@2.0.0";
    }

    @Override
    public ModelManifest stage(Path source, boolean downgrade, String who) throws ModelException {
      if (refuses) {
        throw new ModelException(
            "model-downgrade",
            "model-downgrade of yunet",
            "release 1",
            "at least 7",
            "Say --downgrade if you want it.");
      }
      orders.add(who + ": stage " + source + " " + downgrade);
      return manifest;
    }

    @Override
    public ModelManifest activate(String pack, String who) {
      orders.add(who + ": activate " + pack);
      return manifest;
    }

    @Override
    public ModelManifest rollOut(String pack, String who) {
      orders.add(who + ": roll out " + pack);
      return manifest;
    }

    @Override
    public ModelManifest rollBack(String slot, String who) {
      orders.add(who + ": roll back " + slot);
      return manifest;
    }

    @Override
    public List<String> prunable() {
      return List.of();
    }

    @Override
    public List<String> prune(String who) {
      return List.of("yunet@1.0.0");
    }
  }
}
