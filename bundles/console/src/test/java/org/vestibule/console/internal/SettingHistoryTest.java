// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.people.PersonId;

/** The history of settings over crashes, and the files in etc. */
class SettingHistoryTest {
  @TempDir Path data;

  @Test
  void changeThatACrashCutOffIsStillThereAndTheConfigurationTellsWhatBecameOfIt() throws Exception {
    new SettingHistory(data).begin(change("org.vestibule.core", "stepUp", "unsure", "always"));
    new SettingHistory(data).begin(change("org.vestibule.core", "language", "en", "de"));
    SampleConsole console = new SampleConsole(data, 0, 1000);
    try {
      SampleSettings.fill(console);
      console.cabinet.set("org.vestibule.core", Map.of("stepUp", "always", "language", "en"));
      var changes =
          Client.json(Client.operator(console).get("/api/settings/history")).path("changes");
      assertThat(changes.at("/0/state").asText()).as("not written").isEqualTo("failed");
      assertThat(changes.at("/1/state").asText()).as("written").isEqualTo("taken");
    } finally {
      console.close();
    }
  }

  @Test
  void brokenFileBeginsAnewAndALongOneIsCut() throws Exception {
    Files.writeString(data.resolve("settings-history.json"), "[{\"n\":");
    SettingHistory history = new SettingHistory(data);
    assertThat(history.newest()).isEmpty();
    for (int i = 0; i < SettingHistory.MOST + 2; i++) {
      history.begin(change("org.vestibule.core", "language", "en", "de"));
    }
    assertThat(new SettingHistory(data).newest()).hasSize(SettingHistory.MOST);
    assertThat(history.newest().get(0).n()).isEqualTo(SettingHistory.MOST + 2);
    assertThat(history.find(2)).isEmpty();
  }

  @Test
  void whatCannotBeReadIsPutAsideWholeAndGoesWithWhomItNames() throws Exception {
    String broken = "[{\"who\":\"unit:1,person:ada\",";
    Files.writeString(data.resolve("settings-history.json"), broken);
    SettingHistory history = new SettingHistory(data);
    history.begin(change("org.vestibule.core", "language", "en", "de"));
    assertThat(history.newest()).hasSize(1);
    assertThat(history.unreadable()).hasSize(1);
    assertThat(history.unreadable().get(0)).hasContent(broken);
    KeptChanges kept = new KeptChanges(history);
    assertThat(kept.erase(new PersonId("ad"))).isZero();
    assertThat(history.unreadable()).hasSize(1);
    assertThat(kept.erase(new PersonId("ada"))).isEqualTo(1);
    assertThat(history.unreadable()).isEmpty();
  }

  @Test
  void whoeverFlipsOneSettingDoesNotWashOutTheOthers() throws Exception {
    SettingHistory history = new SettingHistory(data);
    for (int i = 0; i < SettingHistory.LEAST_OF_EACH + 2; i++) {
      history.begin(change("org.vestibule.door~yard", "methods", "face", "face,code"));
    }
    for (int i = 0; i < SettingHistory.MOST; i++) {
      history.begin(change("org.vestibule.core", "language", "en", "de"));
    }
    assertThat(history.newest().stream().filter(one -> one.id().endsWith("yard")))
        .hasSize(SettingHistory.LEAST_OF_EACH);
    assertThat(history.newest().stream().map(SettingChange::n))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void anIdThatIsACommonWordIsNobodyWhereNoIdsStand() throws Exception {
    SettingHistory history = new SettingHistory(data);
    history.begin(change("org.vestibule.rule~side", "ways", "face,card", "face,person:card"));
    history.begin(change("org.vestibule.door~side", "methods", "face", "card"));
    history.begin(change("org.vestibule.sip.phone", "person", "", "card"));
    assertThat(new KeptChanges(history).erase(new PersonId("card"))).isEqualTo(2);
    assertThat(history.newest().get(0).after()).containsEntry("person", "***");
    assertThat(history.newest().get(1).after()).containsEntry("methods", "card");
    assertThat(history.newest().get(2).before()).containsEntry("ways", "face,card");
    assertThat(history.newest().get(2).after()).containsEntry("ways", "***");
  }

  @Test
  void whoIsErasedIsNoLongerNamedAndThatSomethingWasChangedStays() throws Exception {
    SettingHistory history = new SettingHistory(data);
    history.begin(change("org.vestibule.rule~side", "who", "unit:1,person:ada", "person:ada-b"));
    KeptChanges kept = new KeptChanges(new SettingHistory(data));
    PersonId ada = new PersonId("ada");
    assertThat(kept.copy(ada)).hasSize(1);
    assertThat(kept.erase(ada)).isEqualTo(1);
    assertThat(kept.holds(ada)).isFalse();
    assertThat(kept.holds(new PersonId("ada-b"))).isTrue();
    assertThat(history.newest().get(0).before()).containsEntry("who", "***");
  }

  @Test
  void configurationWithoutAFileGetsOneThatReadsBackAsItIs() throws Exception {
    House house = new House();
    SampleCabinet admin = new SampleCabinet();
    house.configurations = admin;
    Cabinet cabinet = new Cabinet(house, Optional.of(data));
    SettingForm form =
        new SettingForm("org.vestibule.door", true, "Door", "", null, java.util.List.of());
    Map<String, String> values =
        Map.of("id", "yard", "title", "T\u00fcr = \\ #1: Hof", "methods", "face,human");
    cabinet.write(form, "org.vestibule.door~yard", values);
    Path file = data.resolve("org.vestibule.door-yard.cfg");
    java.util.Properties read = new java.util.Properties();
    read.load(Files.newInputStream(file));
    assertThat(read).isEqualTo(values);
    assertThat(admin.kept.get("org.vestibule.door~yard").get(Cabinet.FILE))
        .isEqualTo(file.toUri().toString());
    cabinet.remove("org.vestibule.door~yard");
    assertThat(file).doesNotExist();
    assertThat(admin.kept).isEmpty();
  }

  @Test
  void whatTheContainerRemovedFirstIsRemovedAndWhatStaysIsNot() throws Exception {
    House house = new House();
    SampleCabinet admin = new SampleCabinet();
    house.configurations = admin;
    Cabinet cabinet = new Cabinet(house, Optional.empty());
    admin.set("org.vestibule.door~yard", Map.of("id", "yard"));
    admin.writable = false;
    assertThatThrownBy(() -> cabinet.remove("org.vestibule.door~yard"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(admin.kept).containsKey("org.vestibule.door~yard");
    admin.writable = true;
    admin.overtaken = true;
    cabinet.remove("org.vestibule.door~yard");
    assertThat(admin.kept).isEmpty();
  }

  @Test
  void aFileThatTheContainerDidNotTakeIsNotOverwritten() throws Exception {
    House house = new House();
    SampleCabinet admin = new SampleCabinet();
    house.configurations = admin;
    Cabinet cabinet = new Cabinet(house, Optional.of(data));
    SettingForm form =
        new SettingForm("org.vestibule.door", true, "Door", "", null, java.util.List.of());
    Path file = data.resolve("org.vestibule.door-yard.cfg");
    Files.writeString(file, "by hand \\u00");
    assertThatThrownBy(() -> cabinet.write(form, "org.vestibule.door~yard", Map.of("id", "yard")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("org.vestibule.door-yard.cfg");
    assertThat(file).hasContent("by hand \\u00");
    assertThat(admin.kept).isEmpty();

    admin.writable = false;
    Path other = data.resolve("org.vestibule.door-hall.cfg");
    assertThatThrownBy(() -> cabinet.write(form, "org.vestibule.door~hall", Map.of("id", "hall")))
        .isInstanceOf(java.io.IOException.class);
    assertThat(other).as("the container would take it later").doesNotExist();
  }

  private static SettingChange change(String id, String key, String before, String after) {
    return new SettingChange(
        0,
        Instant.parse("2026-01-01T10:00:00Z"),
        "maya",
        id,
        id,
        "changed",
        Map.of(key, before),
        Map.of(key, after),
        "begun",
        0);
  }
}
