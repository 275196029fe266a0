// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.model.ModelState;

/** What is taken in, remembered, resolved and thrown away. */
class IntakeTest extends StoreFixture {
  private Path usb;

  @BeforeEach
  void aStick() throws IOException {
    usb = Files.createDirectories(data.resolve("usb"));
  }

  @Test
  void nothingStaysOfAPackThatFailsItsSelfTest() throws Exception {
    Path source = pack("2.0.0", 2);
    runtime.runsBadly.add("small");
    PackStore store = store("large");

    assertThatThrownBy(() -> store.stage(source, false, "test")).hasMessageContaining("NaN");

    assertThat(packs.resolve("small@2.0.0")).doesNotExist();
    assertThat(audit.lines.get(0).action()).isEqualTo("model-refused");
    assertThat(runtime.open).hasValue(1);
    runtime.runsBadly.clear();
    assertThat(store.stage(source, false, "test").id()).isEqualTo("small@2.0.0");
  }

  @Test
  void nothingStaysOfAPackThatCannotBeAudited() throws Exception {
    PackStore store = store("large");
    audit.full = true;

    assertThatThrownBy(() -> store.stage(pack("2.0.0", 2), false, "test"))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");
    assertThat(packs.resolve("small@2.0.0")).doesNotExist();
  }

  @Test
  void aStagedPackServesNothingUntilItIsActivatedAndANameMeansItsHighestRelease() throws Exception {
    PackStore store = store("small");
    store.stage(pack("2.0.0", 2), false, "test");
    store.stage(pack("3.0.0", 3), false, "test");

    assertThat(serving(store, "speech")).isEqualTo("small@1.0.0");
    assertThat(state(store, "small@3.0.0")).isEqualTo(ModelState.STAGED);
    assertThat(runtime.open).hasValue(1);
    store.close();
    PackStore after = store("small");
    assertThat(serving(after, "speech")).isEqualTo("small@1.0.0");
    assertThat(after.activate("small", "test").id()).isEqualTo("small@3.0.0");
    assertThat(after.activate("small@2.0.0", "test").id()).isEqualTo("small@2.0.0");
    assertThat(after.rollBack("speech", "test").id()).isEqualTo("small@3.0.0");
  }

  @Test
  void anOlderReleaseIsRefusedAlsoAfterARestartAndAfterThePackWasDeleted() throws Exception {
    PackStore before = store("large");
    before.stage(pack("3.0.0", 3), false, "test");
    before.stage(pack("2.0.0", 3 - 1), true, "operator:anna");
    AuditEntry asked = audit.lines.get(audit.lines.size() - 1);
    assertThat(asked.details()).containsEntry("downgrade", "true");
    assertThat(asked.actor()).isEqualTo("operator:anna");
    assertThat(before.prune("test")).containsExactlyInAnyOrder("small@2.0.0", "small@3.0.0");
    before.close();

    PackStore after = store("large");

    assertThatThrownBy(() -> after.stage(usb.resolve("small@2.0.0"), false, "test"))
        .hasFieldOrPropertyWithValue("code", "model-downgrade");
    assertThat(packs.resolve("small@2.0.0")).doesNotExist();
  }

  @Test
  void onlyWhatNobodyNeedsIsDeleted() throws Exception {
    PackStore store = store("small");
    for (int release = 2; release <= 5; release++) {
      store.stage(pack(release + ".0.0", release), false, "test");
    }
    store.activate("small@2.0.0", "test");
    watchEnds(store);
    store.activate("small@3.0.0", "test");
    watchEnds(store);
    store.rollOut("small@4.0.0", "test");

    assertThat(store.prunable()).containsExactly("small@5.0.0");
    assertThat(packs.resolve("small@5.0.0")).exists();
    assertThat(store.prune("test")).containsExactly("small@5.0.0");
    assertThat(store.prunable()).isEmpty();

    assertThat(packs.resolve("small@5.0.0")).doesNotExist();
    assertThat(packs.resolve("small")).exists();
    assertThat(store.rollBack("speech", "test").id()).isEqualTo("small@3.0.0");
    assertThat(store.rollBack("speech", "test").id()).isEqualTo("small@2.0.0");
    assertThat(audit.told()).contains("test model-pruned small@5.0.0");
  }

  @Test
  void takenInTwiceIsTakenInOnce() throws Exception {
    PackStore store = store("large");
    store.stage(pack("2.0.0", 2), false, "test");

    assertThat(store.stage(usb.resolve("small@2.0.0"), false, "test").id())
        .isEqualTo("small@2.0.0");
    assertThat(state(store, "small@2.0.0")).isEqualTo(ModelState.STAGED);
  }

  @Test
  void aChoiceOfAnEarlierVersionOfTheFileIsStillRead() throws Exception {
    Files.writeString(
        data.resolve("models-state.json"),
        "{\"slots\":{\"speech\":{\"active\":\"small\",\"previous\":\"large\"}}}");

    PackStore store = store("large");

    assertThat(serving(store, "speech")).isEqualTo("small@1.0.0");
    assertThat(store.rollBack("speech", "test").id()).isEqualTo("large@1.0.0");
  }

  @Test
  void aChosenPackThatWasLaidOutAnewServesInItsNewVersion() throws Exception {
    PackStore before = store("large");
    before.activate("small", "test");
    watchEnds(before);
    before.close();
    release(packs, "small", "small", "1.1.0", 2, "speech", "");

    assertThat(serving(store("large"), "speech")).isEqualTo("small@1.1.0");
  }

  @Test
  void whatIsBeingDoneIsSaidStepByStep() throws Exception {
    PackStore store = store("large");
    store.stage(pack("2.0.0", 2), false, "test");
    store.activate("small@2.0.0", "test");

    assertThat(steps)
        .containsSubsequence(
            "signature checked",
            "hashes checked",
            "folder synced",
            "loaded and tested",
            "state kept",
            "loaded and tested",
            "audited",
            "swapped",
            "state written",
            "state synced",
            "state moved",
            "state kept");
    assertThat(store.progress()).contains("is watched");
  }

  private Path pack(String version, int release) throws IOException {
    return release(usb, "small@" + version, "small", version, release, "speech", "");
  }
}
