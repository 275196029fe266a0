// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;

class CoreSettingsTest {
  private final SettingsHolder holder = new SettingsHolder();

  @Test
  void anImpossibleValueIsRefusedWithKeyValueBoundAndExample() {
    holder.configure(Map.of("orderLifeMillis", "1000"));
    holder.configure(Map.of("orderLifeMillis", "60000"));
    assertThat(holder.now().number(CoreKey.ORDER_LIFE)).isEqualTo(1000);
    assertThat(holder.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    assertThat(holder.status().sentence())
        .contains("orderLifeMillis", "'60000'", "200 to 5000", "orderLifeMillis = 1500");
  }

  @Test
  void anUnknownKeyIsRefusedButNotTheContainersOwn() {
    holder.configure(Map.of("facesConfirmations", "3"));
    assertThat(holder.status().sentence()).contains("facesConfirmations");
    holder.configure(
        Map.of(
            "service.pid",
            "p",
            "component.name",
            "c",
            "felix.fileinstall.filename",
            "f",
            ".x",
            "y",
            "language",
            "de-AT",
            "faceConfirmations",
            3));
    assertThat(holder.status().state()).isEqualTo(Status.State.READY);
    assertThat(holder.now().number(CoreKey.FACE_CONFIRMATIONS)).isEqualTo(3);
    assertThat(holder.now().language().getCountry()).isEqualTo("AT");
  }

  @Test
  void rightsAreRequiredOrOptional() {
    assertThat(holder.now().rightsRequired()).isFalse();
    holder.configure(Map.of("rights", "required"));
    assertThat(holder.now().rightsRequired()).isTrue();
    holder.configure(Map.of("rights", "off"));
    assertThat(holder.now().rightsRequired()).isTrue();
    assertThat(holder.status().sentence()).contains("rights", "'off'", "required or optional");
    holder.configure(Map.of("rights", "optional"));
    assertThat(holder.now().rightsRequired()).isFalse();
  }

  @Test
  void aSlipInAnotherLineDoesNotTakeTheNeedOfRightsAway() {
    holder.configure(Map.of("rights", "required", "orderLifeMillis", "soon"));
    assertThat(holder.now().rightsRequired()).isTrue();
    holder.configure(Map.of("rights", "optional", "orderLifeMillis", "soon"));
    assertThat(holder.now().rightsRequired()).isFalse();
  }

  @Test
  void whatStandsInTheDistributionsFilesIsGood() throws Exception {
    for (String file : List.of("karaf-assembly/src/main/resources/etc", "testkit/etc")) {
      Properties properties = new Properties();
      Path path = Path.of("../..", file, "org.vestibule.core.cfg");
      try (Reader reader = Files.newBufferedReader(path)) {
        properties.load(reader);
      }
      Map<String, String> read = new HashMap<>();
      properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
      assertThat(CoreSettings.of(read).rightsRequired()).as(file).isTrue();
    }
  }

  @Test
  void aStepUpIsOneOfThreeWords() {
    holder.configure(Map.of("stepUp", "always"));
    assertThat(holder.now().stepUp()).isEqualTo(StepUp.ALWAYS);
    holder.configure(Map.of("stepUp", "sometimes"));
    assertThat(holder.now().stepUp()).isEqualTo(StepUp.ALWAYS);
    assertThat(holder.status().sentence())
        .contains("stepUp", "'sometimes'", "never, unsure or always");
  }

  @Test
  void aRuleThatCannotBeKeptIsRefusedWithItsLineAndAnExample() {
    holder.configure(Map.of("routes", "delivery=parcel-room, estate-agent=manager"));
    Triage agent = new Triage(Intent.OTHER, "estate-agent", 0.9f, "r", "m");
    assertThat(holder.now().assistant().routing().target(agent)).isEqualTo(RouteTarget.MANAGER);
    for (String rule :
        List.of(
            "emergency=declined",
            "emergency=resident",
            "unclear=parcel-room",
            "unknown-language=declined",
            "guest=roof",
            "guest",
            "Guest=manager",
            "guest=manager, guest=resident")) {
      holder.configure(Map.of("routes", rule));
      assertThat(holder.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
      assertThat(holder.status().sentence())
          .contains("routes", rule.split(", ")[rule.split(", ").length - 1], "routes = delivery=");
      assertThat(holder.now().assistant().routing().target(agent)).isEqualTo(RouteTarget.MANAGER);
    }
  }

  @Test
  void anEmergencyReachesEverybodyAndWhatIsUnclearReachesSomebody() throws Exception {
    Routing routing = Routing.of(List.of("fire-drill=declined", "vendor=declined"));
    assertThat(routing.target(new Triage(Intent.EMERGENCY, "fire-drill", 1, "r", "m")))
        .isEqualTo(RouteTarget.EVERYBODY);
    assertThat(routing.target(new Triage(Intent.UNCLEAR, "vendor", 1, "r", "m")))
        .isEqualTo(RouteTarget.RESIDENT);
    assertThat(routing.target(new Triage(Intent.UNKNOWN_LANGUAGE, "vendor", 1, "r", "m")))
        .isEqualTo(RouteTarget.RESIDENT);
    assertThat(routing.target(new Triage(Intent.VENDOR, null, 1, "r", "m")))
        .isEqualTo(RouteTarget.DECLINED);
  }

  @Test
  void wordsAreNotKeptBeforeThereIsALedgerOfConsents() {
    holder.configure(Map.of("transcripts", "never"));
    holder.configure(Map.of("transcripts", "kept"));
    assertThat(holder.now().transcripts()).isEqualTo(Transcripts.NEVER);
    assertThat(holder.status().sentence()).contains("transcripts", "'kept'", "ledger of consents");
  }

  @Test
  void theAssistantIsOffUntilItIsSwitchedOnAndThenWhereItIsNamed() {
    StationId yard = new StationId("yard");
    assertThat(holder.now().assistant().at(yard)).isFalse();
    holder.configure(Map.of("assistant", "on", "assistantStations", "front"));
    assertThat(holder.now().assistant().at(yard)).isFalse();
    holder.configure(Map.of("assistant", "on"));
    assertThat(holder.now().assistant().at(yard)).isTrue();
    holder.configure(Map.of("assistant", "yes"));
    assertThat(holder.status().sentence()).contains("assistant", "'yes'", "off or on");
    holder.configure(Map.of("assistant", "on", "assistantStations", "the yard"));
    assertThat(holder.status().sentence()).contains("assistantStations", "'the yard'");
  }

  @Test
  void picturesAreKeptOnlyWhereSomebodySaysSo() throws Exception {
    assertThat(CoreSettings.defaults().pictures()).isEqualTo(KeptPictures.NEVER);
    assertThat(CoreSettings.of(Map.of("pictures", "press")).pictures())
        .isEqualTo(KeptPictures.PRESS);
    assertThatThrownBy(() -> CoreSettings.of(Map.of("pictures", "always")))
        .hasMessageContaining("setting pictures of org.vestibule.core: 'always'")
        .hasMessageContaining("never or press");
  }

  @Test
  void theFormShowsWhatTheCodeChecks() throws Exception {
    Class<?> form = CoreConfiguration.class;
    String metatype =
        Files.readString(Path.of("target/classes/OSGI-INF/metatype", form.getName() + ".xml"));
    String readme = Files.readString(Path.of("README.md"));
    for (CoreKey key : CoreKey.values()) {
      assertThat(form.getMethod(key.key()).getDefaultValue()).isEqualTo(key.standard());
      assertThat(metatype)
          .containsPattern(
              "id=\"%s\" .* min=\"%d\" max=\"%d\" default=\"%d\""
                  .formatted(key.key(), key.min(), key.max(), key.standard()));
      assertThat(readme)
          .contains("| `" + key.key() + "` |")
          .contains("| " + key.min() + " to " + key.max() + " | " + key.standard() + " |");
    }
    assertThat(form.getMethods())
        .filteredOn(method -> method.getDeclaringClass().equals(form))
        .hasSize(CoreKey.values().length + 8);
  }
}
