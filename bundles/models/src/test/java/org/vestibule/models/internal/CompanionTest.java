// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelState;

/** Old templates are served by the old model until they have been renewed. */
class CompanionTest extends StoreFixture {
  private static final String SLOT = "face-embedding";

  @BeforeEach
  void twoFaces() throws IOException {
    release(packs, "old-face", "old-face", "1.0.0", 1, SLOT, "");
    staged("new-face", "1.0.0", 1, SLOT, "");
  }

  @Test
  void anUnknownSpaceHasNoModel() throws Exception {
    PackStore store = store("old-face");

    assertThat(store.companion(SLOT, "no-such-space")).isEmpty();
    assertThat(store.companion("no-such-slot", "any")).isEmpty();
  }

  @Test
  void theOldModelServesItsSpaceAfterTheWatchAndAfterARestart() throws Exception {
    PackStore store = store("old-face");
    String old = space(store, "old-face");
    store.activate("new-face", "test");
    watchEnds(store);

    assertThat(state(store, "old-face")).isEqualTo(ModelState.COMPANION);
    assertThat(companion(store, old)).isEqualTo("old-face@1.0.0");
    assertThat(companion(store, space(store, "new-face"))).isEqualTo("new-face@1.0.0");
    store.close();

    PackStore after = store("old-face");
    assertThat(serving(after, SLOT)).isEqualTo("new-face@1.0.0");
    assertThat(companion(after, old)).isEqualTo("old-face@1.0.0");
    assertThat(runtime.open).hasValue(2);
  }

  @Test
  void aRestartDuringTheWatchKeepsItToo() throws Exception {
    PackStore before = store("old-face");
    String old = space(before, "old-face");
    before.activate("new-face", "test");
    before.close();

    PackStore after = store("old-face");
    watchEnds(after);

    assertThat(state(after, "new-face")).isEqualTo(ModelState.ACTIVE);
    assertThat(companion(after, old)).isEqualTo("old-face@1.0.0");
    assertThat(runtime.open).hasValue(2);
  }

  @Test
  void itGoesWhenEnoughPeopleHaveANewTemplate() throws Exception {
    FakePeople building = new FakePeople();
    people = building;
    templatesShare = 75;
    PackStore store = store("old-face");
    String old = space(store, "old-face");
    store.activate("new-face", "test");
    watchEnds(store);
    building.enrolled = 8;
    building.spaces.put(old, 8);
    building.spaces.put(space(store, "new-face"), 5);
    store.engine().review().get();
    assertThat(companion(store, old)).isEqualTo("old-face@1.0.0");

    building.spaces.put(space(store, "new-face"), 6);
    store.engine().review().get();

    assertThat(store.companion(SLOT, old)).isEmpty();
    assertThat(runtime.open).hasValue(1);
    assertThat(state(store, "old-face")).isEqualTo(ModelState.STAGED);
    assertThat(Files.readString(data.resolve("models-state.json")))
        .contains("\"companions\" : [ ]");
  }

  @Test
  void whileNobodyKnowsThePeopleItStays() throws Exception {
    PackStore store = store("old-face");
    String old = space(store, "old-face");
    store.activate("new-face", "test");
    watchEnds(store);
    store.engine().review().get();

    assertThat(companion(store, old)).isEqualTo("old-face@1.0.0");
  }

  @Test
  void aRollBackTurnsThePartsAround() throws Exception {
    PackStore store = store("old-face");
    store.activate("new-face", "test");
    store.rollBack(SLOT, "test");

    assertThat(state(store, "old-face")).isEqualTo(ModelState.ACTIVE);
    assertThat(state(store, "new-face")).isEqualTo(ModelState.COMPANION);
    assertThat(runtime.open).hasValue(2);
  }

  @Test
  void aReleaseInTheSameSpaceNeedsNoCompanion() throws Exception {
    String manifest = Files.readString(packs.resolve("old-face/model.json"));
    Files.createDirectories(packs.resolve("old-face@1.0.1"));
    Files.copy(packs.resolve("old-face/net.onnx"), packs.resolve("old-face@1.0.1/net.onnx"));
    Files.writeString(
        packs.resolve("old-face@1.0.1/model.json"),
        manifest.replace("1.0.0\", \"release\": 1", "1.0.1\", \"release\": 2"));
    PackStore store = store("old-face");
    assertThat(space(store, "old-face@1.0.1")).isEqualTo(space(store, "old-face@1.0.0"));
    store.activate("old-face", "test");
    watchEnds(store);

    assertThat(serving(store, SLOT)).isEqualTo("old-face@1.0.1");
    assertThat(runtime.open).hasValue(1);
  }

  @Test
  void nothingIsKeptWhereNoShareIsWanted() throws Exception {
    templatesShare = 0;
    PackStore store = store("old-face");
    store.activate("new-face", "test");
    watchEnds(store);

    assertThat(runtime.open).hasValue(1);
  }

  @Test
  void aCompanionThatCannotBeLoadedIsSaid() throws Exception {
    PackStore before = store("old-face");
    before.activate("new-face", "test");
    watchEnds(before);
    before.close();
    Files.delete(packs.resolve("old-face/net.onnx"));

    PackStore after = store("large");

    assertThat(serving(after, SLOT)).isEqualTo("new-face@1.0.0");
    assertThat(info(after, "old-face").problem()).contains("net.onnx");
  }

  private static String space(PackStore store, String pack) {
    return info(store, pack).manifest().space();
  }

  private static String companion(PackStore store, String space) throws ModelException {
    try (ModelLease lease = store.companion(SLOT, space).orElseThrow()) {
      return lease.manifest().id();
    }
  }
}
