// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.audit.AuditEntry;

/** Settings by REST: what cannot be is refused by its name, what is set is taken and noted. */
class SettingsTest {
  private static final String CORE = "/api/settings/org.vestibule.core";
  private static final String MQTT = "/api/settings/org.vestibule.mqtt";

  @TempDir Path data;
  private SampleConsole console;
  private Client owner;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleSettings.fill(console);
    owner = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void whatIsNotThereAndWhatCannotBeIsRefusedByItsName() throws Exception {
    assertThat(Client.code(set(CORE, "\"noSuch\":1"))).isEqualTo("422 configuration-invalid");
    assertThat(Client.code(set(CORE, "\"felix.fileinstall.filename\":\"x\"")))
        .isEqualTo("422 configuration-invalid");
    JsonNode bound = Client.json(set(CORE, "\"debounceMillis\":60001"));
    assertThat(bound.path("input").asText()).contains("debounceMillis", "org.vestibule.core");
    assertThat(bound.path("found").asText()).contains("60001");
    assertThat(bound.path("allowed").asText()).isEqualTo("a whole number from 0 to 60000");
    assertThat(bound.path("remedy").asText()).contains("debounceMillis = 1000");
    assertThat(Client.json(set(CORE, "\"stepUp\":\"perhaps\"")).path("allowed").asText())
        .isEqualTo("one of never, unsure, always");
    assertThat(Client.code(set(CORE, "\"language\":\"${env:HOME}\"")))
        .isEqualTo("422 configuration-invalid");
    assertThat(Client.code(set(CORE, "\"language\":\"e\\nn\"")))
        .isEqualTo("422 configuration-invalid");
    assertThat(Client.code(set("/api/settings/org.vestibule.none", "")))
        .isEqualTo("404 unknown-setting");
    assertThat(Client.code(set("/api/settings/org.apache.felix.http", "")))
        .isEqualTo("404 unknown-setting");
    assertThat(console.cabinet.kept.get("org.vestibule.core").get("stepUp")).isEqualTo("unsure");
    assertThat(console.sample.trail)
        .extracting(AuditEntry::action)
        .isNotEmpty()
        .containsOnly("setting-refused");
  }

  @Test
  void secretIsNeverAnsweredAndOnlyAReferenceIsTaken() throws Exception {
    console.cabinet.set(
        "org.vestibule.mqtt", Map.of("password", "hunter2", "server", "tcp://127.0.0.1:1883"));
    HttpResponse<String> refused = set(MQTT, "\"password\":\"hunter3\"");
    assertThat(Client.code(refused)).isEqualTo("422 configuration-invalid");
    assertThat(refused.body()).doesNotContain("hunter");
    assertThat(set(MQTT, "\"password\":\"secret:mqtt-password\"").statusCode()).isEqualTo(200);
    String shown = owner.get("/api/settings").body() + owner.get("/api/settings/history").body();
    assertThat(shown).doesNotContain("hunter").doesNotContain("secret:mqtt-password");
    assertThat(shown).contains("\"secrets\":[\"password\"]", "\"before\":{\"password\":\"***\"}");
    assertThat(console.sample.trail.toString()).doesNotContain("hunter");
    assertThat(java.nio.file.Files.readString(data.resolve("settings-history.json")))
        .doesNotContain("hunter");
  }

  @Test
  void nobodyGivesThemselvesRightsByASetting() throws Exception {
    String issuer = "/api/settings/org.vestibule.access";
    for (Role role : Role.values()) {
      if (role != Role.OWNER) {
        String code = Client.code(set(client(role), issuer, "\"issuer\":\"https://mine\""));
        assertThat(code).as(role.label()).isIn("404 unknown-setting", "403 permission-missing");
      }
    }
    Client integrator = client(Role.INTEGRATOR);
    for (String key : new String[] {"commands", "homeAssistantDoors", "passwordFile", "duress"}) {
      assertThat(Client.code(set(integrator, MQTT, "\"" + key + "\":\"on\"")))
          .as(key)
          .isEqualTo("403 permission-missing");
    }
    assertThat(
            Client.code(
                set(client(Role.OPERATIONS), MQTT, "\"password\":\"secret:mqtt-password-2\"")))
        .isEqualTo("403 permission-missing");
    assertThat(
            Client.code(
                set(
                    integrator,
                    "/api/settings/org.vestibule.door~yard-gate",
                    "\"methods\":[\"face\"]")))
        .isEqualTo("403 permission-missing");
    console.cabinet.set(
        "org.vestibule.door~yard-gate",
        Map.of("id", "yard-gate", "actuator", "simulated", "methods", "code"));
    assertThat(Client.code(integrator.delete("/api/settings/org.vestibule.door~yard-gate")))
        .as("made anew it would open by its default methods")
        .isEqualTo("403 permission-missing");
    assertThat(console.sample.trail)
        .extracting(AuditEntry::action)
        .isNotEmpty()
        .containsOnly("setting-refused");
    assertThat(set(integrator, MQTT, "\"building\":\"tower\"").statusCode()).isEqualTo(200);
    assertThat(set(integrator, MQTT, "\"keyFile\":\"secret:mqtt-key\"").statusCode())
        .isEqualTo(200);
    assertThat(Client.code(set(integrator, MQTT, "\"keyFile\":\"/etc/shadow\"")))
        .isEqualTo("403 permission-missing");
  }

  @Test
  void whatOpensDoorsFromOutsideIsChangedByWhoeverMaySwitchItOn() throws Exception {
    Client integrator = client(Role.INTEGRATOR);
    assertThat(set(integrator, MQTT, "\"server\":\"ssl://a.example:8883\"").statusCode())
        .isEqualTo(200);
    assertThat(set(MQTT, "\"commands\":\"on\"").statusCode()).isEqualTo(200);
    assertThat(Client.code(set(integrator, MQTT, "\"server\":\"ssl://mine.example:8883\"")))
        .isEqualTo("403 permission-missing");
    assertThat(set(MQTT, "\"server\":\"ssl://b.example:8883\"").statusCode()).isEqualTo(200);
  }

  @Test
  void phoneForEverybodyIsNotMadeByLeavingOutWhoseItIs() throws Exception {
    String phones = "/api/settings/org.vestibule.sip.phone";
    String hall = "{\"name\":\"hall\",\"values\":{\"user\":\"hall\"}}";
    assertThat(Client.code(client(Role.INTEGRATOR).post(phones, hall)))
        .isEqualTo("403 permission-missing");
    assertThat(console.cabinet.kept).doesNotContainKey("org.vestibule.sip.phone~hall");
  }

  @Test
  void whoeverReadsTheAuditSeesWhichKeysChangedAndNoValues() throws Exception {
    assertThat(set(CORE, "\"debounceMillis\":2000").statusCode()).isEqualTo(200);
    HttpResponse<String> seen = client(Role.AUDITOR).get("/api/settings/history");
    assertThat(Client.json(seen).at("/changes/0/after/debounceMillis").asText())
        .isEqualTo(SettingChange.MASK);
  }

  @Test
  void aKeyThatNobodyKnowsMayBeASecretThatWasMistyped() throws Exception {
    String cellar = "org.vestibule.door~cellar";
    console.cabinet.set(
        cellar, Map.of("id", "cellar", "actuator", "simulated", "pasword", "hunter2"));
    assertThat(owner.delete("/api/settings/" + cellar).statusCode()).isEqualTo(200);
    assertThat(owner.get("/api/settings/history").body()).doesNotContain("hunter2");
  }

  @Test
  void eachRoleSeesWhatItMayChangeAndNothingElse() throws Exception {
    assertThat(pids(client(Role.MANAGER)))
        .contains("org.vestibule.core", "org.vestibule.rule")
        .doesNotContain("org.vestibule.access", "org.vestibule.mqtt", "org.vestibule.store.vault");
    assertThat(pids(client(Role.DATA_PROTECTION_OFFICER)))
        .containsExactlyInAnyOrder("org.vestibule.egress", "org.vestibule.store.site");
    assertThat(pids(client(Role.SYSTEM))).isEmpty();
    assertThat(Client.code(client(Role.RESIDENT).get("/api/settings")))
        .isEqualTo("403 permission-missing");
    JsonNode form = form(client(Role.INTEGRATOR), "org.vestibule.mqtt");
    assertThat(setting(form, "commands").path("needs").asText()).isEqualTo("change-accounts");
    assertThat(setting(form, "building").has("needs")).isFalse();
  }

  @Test
  void formSaysTypeUnitBoundsAndDefault() throws Exception {
    JsonNode debounce = setting(form(owner, "org.vestibule.core"), "debounceMillis");
    assertThat(debounce.path("type").asText()).isEqualTo("whole");
    assertThat(debounce.path("min").asInt()).isZero();
    assertThat(debounce.path("max").asInt()).isEqualTo(60000);
    assertThat(debounce.path("standard").asInt()).isEqualTo(1000);
    assertThat(debounce.path("unit").asText()).isEqualTo("ms");
    JsonNode door = form(owner, "org.vestibule.door");
    assertThat(door.path("factory").asBoolean()).isTrue();
    assertThat(door.path("instances")).hasSize(2);
    assertThat(setting(door, "actuator").path("required").asBoolean()).isTrue();
    assertThat(setting(door, "methods").path("standard").toString())
        .isEqualTo("[\"face\",\"human\"]");
    assertThat(setting(form(owner, "org.vestibule.rule"), "ways").path("standard").asText())
        .isEqualTo("face; card; phone; human; pass");
  }

  @Test
  void changeIsTakenNotedAndPutBack() throws Exception {
    JsonNode taken = Client.json(set(CORE, "\"debounceMillis\":2000,\"stepUp\":\"always\""));
    assertThat(taken.path("taken").asBoolean()).isTrue();
    assertThat(console.cabinet.kept.get("org.vestibule.core").get("debounceMillis"))
        .isEqualTo("2000");
    JsonNode history = Client.json(owner.get("/api/settings/history")).path("changes");
    assertThat(history.at("/0/before").toString()).isEqualTo("{\"stepUp\":\"unsure\"}");
    assertThat(history.at("/0/after/debounceMillis").asText()).isEqualTo("2000");
    assertThat(history.at("/0/who").asText()).isEqualTo("box");
    assertThat(history.at("/0/state").asText()).isEqualTo("taken");
    JsonNode back =
        Client.json(
            owner.post("/api/settings/history/" + taken.path("change").asInt() + "/restore", ""));
    assertThat(back.path("taken").asBoolean()).isTrue();
    assertThat(console.cabinet.kept.get("org.vestibule.core").get("debounceMillis")).isNull();
    assertThat(console.cabinet.kept.get("org.vestibule.core").get("stepUp")).isEqualTo("unsure");
    assertThat(console.sample.trail.stream().map(AuditEntry::action))
        .containsExactly("setting-changed", "setting-changed");
    assertThat(Client.code(owner.post("/api/settings/history/99/restore", "")))
        .isEqualTo("404 unknown-change");
  }

  @Test
  void refusalByThePartIsSaidWithTheFormerValues() throws Exception {
    JsonNode refused = Client.json(set(CORE, "\"language\":\"" + SampleSettings.REFUSED + "\""));
    assertThat(refused.path("taken").asBoolean()).isFalse();
    assertThat(refused.path("sentence").asText()).contains("the last good values hold");
    assertThat(refused.path("former").path("language").asText()).isEqualTo("en");
    JsonNode still = Client.json(set(CORE, "\"debounceMillis\":2000"));
    assertThat(still.path("taken").asBoolean()).as("the other value is still wrong").isFalse();
    JsonNode back = Client.json(owner.post("/api/settings/history/1/restore", ""));
    assertThat(back.path("taken").asBoolean()).isTrue();
  }

  @Test
  void whatWasRefusedIsInTheAuditByKeyAndWhyAndWithoutItsValue() throws Exception {
    set(client(Role.INTEGRATOR), MQTT, "\"commands\":\"hunter2\",\"pasword\":\"hunter2\"");
    set(client(Role.INTEGRATOR), MQTT, "\"commands\":\"on\"");
    set(client(Role.MANAGER), MQTT, "\"commands\":\"on\"");
    assertThat(Client.code(client(Role.INTEGRATOR).post("/api/settings/history/7/restore", "")))
        .isEqualTo("404 unknown-change");
    assertThat(
            console.sample.trail.stream()
                .map(line -> line.actor() + " " + new TreeMap<>(line.details())))
        .containsExactly(
            "manager {configuration=org.vestibule.mqtt, keys=, why=unknown-setting}",
            "integrator {configuration=org.vestibule.mqtt, keys=commands, why=permission-missing}",
            "integrator {configuration=org.vestibule.mqtt, keys=commands,"
                + " why=configuration-invalid}");
  }

  @Test
  void aChangeOfWhatIsGoneIsNotPutBackByHalf() throws Exception {
    String yard = "/api/settings/org.vestibule.door~yard-gate";
    int change = Client.json(set(yard, "\"title\":\"The gate\"")).path("change").asInt();
    int removal = Client.json(owner.delete(yard)).path("change").asInt();
    String restore = "/api/settings/history/%d/restore";
    assertThat(Client.code(owner.post(restore.formatted(change), "")))
        .isEqualTo("409 setting-gone");
    assertThat(console.cabinet.kept).doesNotContainKey("org.vestibule.door~yard-gate");
    assertThat(owner.post(restore.formatted(removal), "").statusCode()).isEqualTo(200);
    assertThat(owner.post(restore.formatted(change), "").statusCode()).isEqualTo(200);
    assertThat(console.cabinet.kept.get("org.vestibule.door~yard-gate").get("title"))
        .isEqualTo("Yard gate");
  }

  @Test
  void whatWasChangedIsNotCalledUnchangedBecauseItsEndWasNotWritten() throws Exception {
    Path history = data.resolve("settings-history.json");
    var before = console.cabinet.told;
    console.cabinet.told =
        pid -> {
          before.accept(pid);
          // From now on nothing can be put in its place.
          try {
            java.nio.file.Files.delete(history);
            java.nio.file.Files.createDirectories(history.resolve("in-the-way"));
          } catch (java.io.IOException e) {
            throw new AssertionError(e);
          }
        };
    HttpResponse<String> answer = set(CORE, "\"debounceMillis\":2000");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(console.cabinet.kept.get("org.vestibule.core").get("debounceMillis"))
        .isEqualTo("2000");
    assertThat(Client.code(set(CORE, "\"debounceMillis\":3000"))).isEqualTo("503 storage-failed");
    assertThat(console.cabinet.kept.get("org.vestibule.core").get("debounceMillis"))
        .isEqualTo("2000");
  }

  @Test
  void whoseListOfPeopleCountsIsNotRedirectedByWhoeverWiresDoors() {
    for (String key : new String[] {"netbox/url", "onguard/personField", "cardformat/number"}) {
      String[] parts = key.split("/");
      assertThat(DecidingKeys.of("org.vestibule." + parts[0], parts[1]))
          .as(key)
          .contains(org.vestibule.api.access.Permission.CHANGE_RIGHTS);
    }
    assertThat(DecidingKeys.of("org.vestibule.netbox", "doors")).isEmpty();
  }

  @Test
  void whetherPicturesAndWordsAreKeptIsNotForWhoeverChangesRights() throws Exception {
    Client manager = client(Role.MANAGER);
    for (String values : new String[] {"\"pictures\":\"press\"", "\"transcripts\":\"visit\""}) {
      assertThat(Client.code(set(manager, CORE, values)))
          .as(values)
          .isEqualTo("403 permission-missing");
    }
    assertThat(set(manager, CORE, "\"debounceMillis\":2000").statusCode()).isEqualTo(200);
    assertThat(set(CORE, "\"pictures\":\"press\"").statusCode()).isEqualTo(200);
  }

  @Test
  void whoReadAnOlderStateDoesNotOverwriteTheNewerOne() throws Exception {
    String tag = form(owner, "org.vestibule.core").at("/instances/0/etag").asText();
    assertThat(set(CORE, "\"debounceMillis\":2000").statusCode()).isEqualTo(200);
    HttpResponse<String> late =
        owner.put(CORE, "{\"values\":{\"debounceMillis\":3000},\"if\":\"" + tag + "\"}");
    assertThat(Client.code(late)).isEqualTo("409 setting-changed");
    assertThat(console.cabinet.kept.get("org.vestibule.core").get("debounceMillis"))
        .isEqualTo("2000");
  }

  @Test
  void oneOfAFactoryIsAddedTakenAwayAndPutBack() throws Exception {
    String doors = "/api/settings/org.vestibule.door";
    assertThat(Client.code(owner.post(doors, "{\"values\":{\"id\":\"cellar\"}}")))
        .isEqualTo("422 configuration-invalid");
    String cellar = "{\"values\":{\"id\":\"cellar\",\"actuator\":\"simulated\"}}";
    HttpResponse<String> made = owner.post(doors, cellar);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(Client.json(made).path("id").asText()).isEqualTo("org.vestibule.door~cellar");
    assertThat(Client.code(owner.post(doors, cellar))).isEqualTo("409 setting-taken");
    assertThat(Client.code(owner.delete(CORE))).isEqualTo("409 setting-single");
    JsonNode removed = Client.json(owner.delete(doors + "~cellar"));
    assertThat(console.cabinet.kept).doesNotContainKey("org.vestibule.door~cellar");
    int change = removed.path("change").asInt();
    assertThat(owner.post("/api/settings/history/" + change + "/restore", "").statusCode())
        .isEqualTo(200);
    assertThat(console.cabinet.kept.get("org.vestibule.door~cellar").get("actuator"))
        .isEqualTo("simulated");
  }

  @Test
  void whatCannotBeWrittenDownIsNotDone() throws Exception {
    console.cabinet.writable = false;
    assertThat(Client.code(set(CORE, "\"debounceMillis\":2000"))).isEqualTo("503 storage-failed");
    assertThat(owner.get("/api/settings/history").body()).contains("\"state\":\"failed\"");
    console.cabinet.writable = true;
    console.sample.house.audit = null;
    assertThat(Client.code(set(CORE, "\"debounceMillis\":2000"))).isEqualTo("503 service-missing");
    console.sample.house.configurations = null;
    assertThat(Client.code(owner.get("/api/settings"))).isEqualTo("503 service-missing");
  }

  private HttpResponse<String> set(String path, String values) throws Exception {
    return set(owner, path, values);
  }

  private static HttpResponse<String> set(Client client, String path, String values)
      throws Exception {
    return client.put(path, "{\"values\":{" + values + "}}");
  }

  private Client client(Role role) {
    return Client.bearing(console, console.trust.access.token(role.label(), Grant.of(role)));
  }

  private static java.util.List<String> pids(Client client) throws Exception {
    return Client.json(client.get("/api/settings")).findValuesAsText("pid");
  }

  private static JsonNode form(Client client, String pid) throws Exception {
    for (JsonNode form : Client.json(client.get("/api/settings"))) {
      if (form.path("pid").asText().equals(pid)) {
        return form;
      }
    }
    throw new AssertionError("no form " + pid);
  }

  private static JsonNode setting(JsonNode form, String key) {
    for (JsonNode setting : form.path("settings")) {
      if (setting.path("key").asText().equals(key)) {
        return setting;
      }
    }
    throw new AssertionError("no setting " + key);
  }
}
