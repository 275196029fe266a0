// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.DoorId;

/** Doors, rights, cards and readers by REST. */
class EntranceTest {
  @TempDir Path data;
  private SampleConsole console;
  private Client owner;
  private SampleCommands commands;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    commands = console.sample.commands;
    owner = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void whatWasNotCarriedOutIsAProblemAndNoOutcome() throws Exception {
    for (String[] each :
        new String[][] {
          {"unknown-door", "404 unknown-door"},
          {"forbidden", "404 unknown-door"},
          {"command-id-used", "409 command-id-used"},
          {"too-many-commands", "429 too-many-commands"},
          {"audit-unwritable", "503 audit-unwritable"}
        }) {
      commands.answers(CommandResult.State.REFUSED, each[0]);
      assertThat(Client.code(owner.post("/api/doors/front-door/open", ""))).isEqualTo(each[1]);
    }
    console.sample.house.commands = null;
    assertThat(Client.code(owner.post("/api/doors/front-door/open", "")))
        .isEqualTo("503 service-missing");
  }

  @Test
  void aDoorThatDidNotAnswerIsNotCalledOpen() throws Exception {
    commands.answers(CommandResult.State.UNKNOWN, "timed-out");
    assertThat(outcome().path("type").asText()).isEqualTo("TimedOut");
    commands.answers(CommandResult.State.REFUSED, "unreachable");
    assertThat(outcome().path("type").asText()).isEqualTo("Unreachable");
    commands.answers(CommandResult.State.REFUSED, "stopping");
    assertThat(outcome().path("type").asText()).isEqualTo("Cancelled");
    commands.answers(CommandResult.State.REFUSED, "fire-release");
    assertThat(outcome().toString())
        .isEqualTo(
            "{\"type\":\"Denied\",\"code\":\"fire-release\",\"sentence\":\"It is fire-release\"}");
    assertThat(Client.code(owner.post("/api/doors/side/open", ""))).isEqualTo("404 unknown-door");
    assertThat(commands.deeds).hasSize(4);
  }

  @Test
  void wishThatIsSentTwiceIsCarriedOutOnce() throws Exception {
    assertThat(Client.code(keyed("not a key"))).isEqualTo("422 value-invalid");
    assertThat(keyed("k-1").body()).isEqualTo(keyed("k-1").body()).contains("Opened", "cmd-1");
    keyed("k-2");
    outcome();
    outcome();
    assertThat(commands.deeds).hasSize(4).containsOnly("box: DoorOpen[door=front-door]");
  }

  @Test
  void managerOfAnotherDoorWorksNoneHere() throws Exception {
    String token =
        console.trust.access.token(
            "yard", new Grant(Role.MANAGER, Set.of(new DoorId("yard-gate")), Set.of()));
    Client yard = Client.bearing(console, token);
    assertThat(Client.code(yard.post("/api/doors/front-door/open", "")))
        .isEqualTo("404 unknown-door");
    assertThat(Client.json(yard.get("/api/doors")).findValuesAsText("id"))
        .containsExactly("yard-gate");
    assertThat(Client.code(yard.get("/api/doors/front-door/explain?person=ada-brandt")))
        .isEqualTo("404 unknown-door");
    assertThat(commands.deeds).isEmpty();
  }

  @Test
  void holdsHaveAnEnd() throws Exception {
    String path = "/api/doors/front-door/hold";
    assertThat(Client.code(owner.post(path, "{\"seconds\":301}"))).isEqualTo("422 value-invalid");
    assertThat(Client.code(owner.post(path, "{}"))).isEqualTo("422 value-invalid");
    assertThat(owner.post(path, "{\"seconds\":60}").body()).contains("Opened");
    assertThat(owner.post("/api/doors/front-door/secure", "").body()).contains("Opened");
    assertThat(commands.deeds)
        .containsExactly(
            "box: DoorHold[door=front-door, seconds=60]", "box: DoorSecure[door=front-door]");
  }

  @Test
  void rightsExplainThemselves() throws Exception {
    String path = "/api/doors/front-door/explain?person=ada-brandt&at=2026-03-31T%s:00:00Z";
    JsonNode early = Client.json(owner.get(path.formatted("07")));
    assertThat(early.at("/entitlement/code").asText()).isEqualTo("out-of-schedule");
    assertThat(early.at("/entitlement/trace/0/rule").asText()).isEqualTo("schedule office");
    JsonNode late = Client.json(owner.get(path.formatted("09") + "&by=face,code"));
    assertThat(late.at("/entitlement/type").asText()).isEqualTo("Granted");
    assertThat(late.path("shown").toString()).isEqualTo("[\"code\",\"face\"]");
    assertThat(Client.code(owner.get(path.formatted("09") + "&by=voice")))
        .isEqualTo("422 value-invalid");
    assertThat(Client.code(owner.get("/api/doors/front-door/explain?person=ada-brandt&at=soon")))
        .isEqualTo("422 value-invalid");
  }

  @Test
  void secretOfAPassIsInOneAnswerOnly() throws Exception {
    String form =
        "{\"host\":\"%s\",\"label\":\"Plumber\",\"doors\":[\"front-door\"],\"until\":\"%s\"}";
    String tomorrow = Instant.now().plusSeconds(86_400).toString();
    assertThat(Client.code(owner.post("/api/passes", form.formatted("nobody", tomorrow))))
        .isEqualTo("404 unknown-person");
    assertThat(Client.code(owner.post("/api/passes", form.formatted("ada-brandt", "tomorrow"))))
        .isEqualTo("422 value-invalid");
    HttpResponse<String> made = owner.post("/api/passes", form.formatted("ada-brandt", tomorrow));
    assertThat(made.statusCode()).isEqualTo(201);
    JsonNode pass = Client.json(made);
    assertThat(pass.path("number").asText()).isEqualTo("12345678");
    assertThat(pass.path("svg").asText()).startsWith("<svg xmlns=").endsWith("</svg>");
    assertThat(owner.get("/api/passes").body()).contains("Plumber").doesNotContain("12345678");
    assertThat(owner.delete("/api/passes/p-0").statusCode()).isEqualTo(204);
    assertThat(Client.code(owner.delete("/api/passes/p-9"))).isEqualTo("404 unknown-pass");
  }

  @Test
  void codesAndCardsAreTakenAndNeverShown() throws Exception {
    assertThat(Client.code(owner.put("/api/people/ada-brandt/code", "{\"code\":\"1\"}")))
        .isEqualTo("422 code-weak");
    assertThat(owner.put("/api/people/ada-brandt/code", "{\"code\":\"73914\"}").statusCode())
        .isEqualTo(204);
    String card = "{\"format\":\"h10301\",\"facility\":42,\"number\":12345}";
    assertThat(owner.post("/api/people/ada-brandt/cards", card).statusCode()).isEqualTo(204);
    assertThat(Client.code(owner.post("/api/people/ada-brandt/cards", card)))
        .isEqualTo("409 card-taken");
    assertThat(owner.get("/api/people/ada-brandt/cards").body())
        .contains("h10301")
        .doesNotContain("12345");
    assertThat(
            Client.json(owner.delete("/api/people/ada-brandt/cards/any")).path("withdrawn").asInt())
        .isEqualTo(1);
  }

  @Test
  void tableNamesItsBadRows() throws Exception {
    HttpRequest.Builder csv =
        owner
            .request("/api/cards/import?dryRun=true")
            .header("Content-Type", "text/csv")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "person,format,facility,number\nada-brandt,h10301,1,2\nnobody,h10301,1,3\n"));
    JsonNode report = Client.json(owner.send(csv));
    assertThat(report.path("taken").asInt()).isEqualTo(1);
    assertThat(report.at("/refused/0/line").asInt()).isEqualTo(3);
    assertThat(console.entrance.deeds).containsExactly("box: import of 3, dry");
    assertThat(Client.code(owner.post("/api/cards/import", "{}")))
        .isEqualTo("415 type-unsupported");
  }

  @Test
  void keysAreSetByWhoeverWiresDoorsAndShownToNobody() throws Exception {
    String key = "{\"key\":\"%s\"}";
    for (String bad : new String[] {"", "00", "zz112233445566778899aabbccddeeff"}) {
      assertThat(Client.code(owner.put("/api/readers/front/key", key.formatted(bad))))
          .as(bad)
          .isEqualTo("422 value-invalid");
    }
    HttpResponse<String> wrong = owner.put("/api/readers/front/key", key.formatted("secret"));
    assertThat(wrong.body()).doesNotContain("secret");
    String good = key.formatted("00112233445566778899aabbccddeeff");
    Client manager =
        Client.bearing(console, console.trust.access.token("m", Grant.of(Role.MANAGER)));
    assertThat(Client.code(manager.put("/api/readers/front/key", good)))
        .isEqualTo("403 permission-missing");
    assertThat(owner.put("/api/readers/front/key", good).statusCode()).isEqualTo(204);
    assertThat(Client.code(owner.post("/api/readers/front/commissioning", "{\"minutes\":31}")))
        .isEqualTo("422 value-invalid");
    assertThat(owner.post("/api/readers/front/commissioning", "{\"minutes\":5}").statusCode())
        .isEqualTo(204);
    assertThat(console.entrance.deeds)
        .containsExactly("box: key of front begins with 0011", "box: open front for 5");
    assertThat(owner.get("/api/readers").body())
        .contains("\"secured\":true")
        .doesNotContain("0011");
  }

  @Test
  void stationsAreLookedForByWhoeverWiresDoors() throws Exception {
    for (String bad : new String[] {"", "ftp://192.0.2.20", "http://me:secret@192.0.2.20"}) {
      HttpResponse<String> refused =
          owner.post("/api/stations/check", "{\"address\":\"" + bad + "\"}");
      assertThat(Client.code(refused)).as(bad).isEqualTo("422 value-invalid");
      assertThat(refused.body()).doesNotContain("secret");
    }
    Client manager =
        Client.bearing(console, console.trust.access.token("m", Grant.of(Role.MANAGER)));
    assertThat(Client.code(manager.post("/api/stations/discover", "")))
        .isEqualTo("403 permission-missing");
    String trial =
        "{\"address\":\"http://192.0.2.20\",\"username\":\"me\",\"password\":\"a secret\"}";
    HttpResponse<String> report = owner.post("/api/stations/check", trial);
    assertThat(report.body()).contains("Nothing answers").doesNotContain("a secret");
    assertThat(owner.post("/api/stations/discover", "").body())
        .contains("http://192.0.2.20/onvif/device_service");
    assertThat(console.entrance.deeds)
        .containsExactly("box: check http://192.0.2.20 as me", "box: discover");
  }

  @Test
  void groupsAreKeptAndAMissingServiceIsSaid() throws Exception {
    assertThat(owner.put("/api/groups/cleaners/members/ada-brandt", "").statusCode())
        .isEqualTo(204);
    assertThat(owner.get("/api/groups").body()).isEqualTo("{\"cleaners\":[\"ada-brandt\"]}");
    console.entrance.entrance.desk = null;
    console.entrance.entrance.rights = null;
    assertThat(Client.code(owner.get("/api/groups"))).isEqualTo("503 service-missing");
    assertThat(Client.code(owner.get("/api/doors/front-door/explain?person=ada-brandt")))
        .isEqualTo("503 service-missing");
  }

  private JsonNode outcome() throws Exception {
    return Client.json(owner.post("/api/doors/front-door/open", "")).path("outcome");
  }

  private HttpResponse<String> keyed(String key) throws Exception {
    return owner.send(
        owner
            .request("/api/doors/front-door/open")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }
}
