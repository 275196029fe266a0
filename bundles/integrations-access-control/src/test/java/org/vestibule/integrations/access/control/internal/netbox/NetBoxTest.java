// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.netbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.integrations.access.control.internal.headend.Surroundings.until;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.access.control.internal.headend.HeadEndContract;
import org.vestibule.integrations.access.control.internal.headend.Surroundings;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;
import org.vestibule.testkit.internal.panel.netbox.NetBoxSimulator;
import org.vestibule.testkit.internal.panel.netbox.NetBoxSimulator.Person;

/** A NetBox: what every head-end must do, and what only this one does. */
class NetBoxTest extends HeadEndContract<NetBoxSimulator> {
  private static final Map<String, String> SYNC =
      Map.of("sync", "on", "personField", "UDF7", "facility", "42");
  private NetBox netbox;

  @Test
  void anOldNetBoxIsFoundAtItsOwnPath() throws Exception {
    server.beOld();
    ready(Map.of());
    doors.release(FRONT, Duration.ofSeconds(5));
    assertThat(server.done(opening())).isEqualTo(1);
    assertThat(server.state(3)).isEqualTo("momentary");
  }

  @Test
  void anApiThatIsSwitchedOffSaysWhereToSwitchItOn() {
    server.enable(false);
    configure("one", Map.of());
    until("it says so", () -> status().cause() == Status.Cause.DEVICE_REFUSED);
    assertThat(status().sentence()).contains("Data Integration");
    assertThat(failure().code()).isEqualTo("device-unreachable");
  }

  @Test
  void anAnswerWithoutACodeLeavesOpenWhetherTheDoorMoved() {
    ready(Map.of());
    server.omit("CODE");
    assertThat(failure().code()).isEqualTo("device-timed-out");
    assertThat(server.count(opening())).isEqualTo(1);
  }

  @Test
  void noDoorIsKeptReleasedUnlessThatWasAllowed() {
    ready(Map.of());
    assertThatThrownBy(() -> doors.hold(FRONT, Duration.ofSeconds(5)))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("hold-unsupported"));
    assertThat(server.count("UnlockPortal")).isZero();
  }

  @Test
  void aLeaseThatNobodyRenewsEnds() throws Exception {
    ready(Map.of("hold", "on"));
    doors.hold(FRONT, Duration.ofSeconds(3));
    assertThat(server.state(3)).isEqualTo("unlocked");
    until("it is locked again", () -> server.state(3).equals("locked"));
    doors.hold(FRONT, Duration.ofMinutes(5));
    doors.secure(FRONT);
    assertThat(server.state(3)).isEqualTo("locked");
  }

  @Test
  void whatIsKeptReleasedIsLockedAtTheEnd() throws Exception {
    ready(Map.of("hold", "on"));
    doors.hold(FRONT, Duration.ofMinutes(5));
    stop();
    assertThat(server.state(3)).isEqualTo("locked");
  }

  @Test
  void cardsAreTakenOverOnceAndAgainWithoutAChange() {
    server.people(
        List.of(
            person("ada", card("1001", "Active"), card("1002", "Active")),
            person("bob", card("2001", "Lost")),
            person("cleo", Map.of("ENCODEDNUM", "3001", "DISABLED", "0")),
            person("dora", card("4001", "Active"), Map.of("ENCODEDNUM", "4002")),
            person("fay", card("70000", "Active")),
            person("stranger", card("5001", "Active")),
            new Person("6", Map.of(), List.of(card("6001", "Active"))),
            person("eve", Map.of("CARDSTATUS", "Active"))));
    ready(SYNC);
    Instant soon = Instant.now().plus(Duration.ofHours(24));
    until("cards are there", () -> cards.times == 1);
    assertThat(cards.held)
        .containsExactlyInAnyOrder(given("ada", 1001), given("cleo", 3001), given("dora", 4001));
    assertThat(cards.until).isBetween(soon.minusSeconds(60), soon.plusSeconds(60));
    assertThat(status().sentence())
        .contains(
            "3 cards taken over",
            "2 without a person here",
            "1 further cards",
            "1 cards that the format cannot hold",
            "2 entries that cannot be read")
        .doesNotContain("1001");
    netbox.setPeople(Surroundings.people("ada", "bob", "cleo", "dora", "eve", "fay"));
    until("they are taken over again", () -> cards.times == 2);
    assertThat(cards.last).isEqualTo(new Credentials.Changes(0, 0, 0, 3));
  }

  @Test
  void aFieldThatWentMissingLosesOnlyItself() {
    server.people(
        List.of(
            person("ada", card("1001", "Active")),
            person("bob", Map.of("ENCODEDNUM", "2001", "DISABLED", "FALSE"))));
    server.omit("CARDSTATUS");
    server.omit("APIVERSION");
    ready(SYNC);
    assertThat(cards.held).containsExactly(given("bob", 2001));
    assertThat(status().sentence()).contains("1 entries that cannot be read");
  }

  @Test
  void aCardThatEndsSaysWhenAndOneThatEndedIsGone() {
    server.people(
        List.of(
            person("ada", dated("1001", "2999-12-31 10:00:00")),
            person("bob", dated("2001", "2020-01-01")),
            person("cleo", dated("3001", "next summer"))));
    ready(SYNC);
    assertThat(cards.held).hasSize(1);
    assertThat(cards.held.get(0).until().orElseThrow())
        .isBetween(Instant.parse("2999-12-30T00:00:00Z"), Instant.parse("3000-01-01T23:00:00Z"));
    assertThat(status().sentence()).contains("1 entries that cannot be read");
  }

  @Test
  void aCardOfTwoPeopleIsNobodys() {
    server.people(
        List.of(person("ada", card("1001", "Active")), person("bob", card("1001", "Active"))));
    ready(SYNC);
    assertThat(cards.held).isEmpty();
    assertThat(status().sentence()).contains("2 cards that two people have");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url=http://netbox.example",
        "url=ftp://netbox.example",
        "url=https://user:pass@netbox.example",
        "doors=front-door=north",
        "doors=Front=1",
        "doors=front-door=1,front-door=2",
        "doorCommands=yes",
        "sync=on",
        "personField=LASTNAME",
        "answerMillis=10",
        "hold=perhaps",
        "name=manual",
        "surprise=1"
      })
  void whatIsImpossibleIsRefusedByName(String setting) {
    String key = setting.substring(0, setting.indexOf('='));
    String value = setting.substring(setting.indexOf('=') + 1);
    Map<String, String> more =
        key.equals("personField") ? Map.of("sync", "on", key, value) : Map.of(key, value);
    configure("one", more);
    assertThat(status().state()).isEqualTo(Status.State.UNAVAILABLE);
    assertThat(status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    String named = key.equals("sync") ? "personField" : key;
    assertThat(status().sentence()).contains("setting " + named).doesNotContain("pass@");
  }

  private static Person person(String ours, Map<?, ?>... cards) {
    @SuppressWarnings("unchecked")
    List<Map<String, String>> all = (List<Map<String, String>>) (List<?>) List.of(cards);
    return new Person("P" + ours, Map.of("UDF7", ours, "LASTNAME", "Same"), all);
  }

  private static Map<String, String> card(String number, String status) {
    return Map.of("ENCODEDNUM", number, "CARDSTATUS", status, "CARDFORMAT", "26 bit Wiegand");
  }

  private static Map<String, String> dated(String number, String end) {
    return Map.of("ENCODEDNUM", number, "CARDSTATUS", "Active", "CARDEXPDATE", end);
  }

  private static Assignment given(String person, long number) {
    return new Assignment(
        new PersonId(person), "any", new Card("h10301", 42, number), "netbox", Optional.empty());
  }

  @Override
  protected NetBoxSimulator simulator() throws IOException {
    NetBoxSimulator simulator = new NetBoxSimulator(0, "vestibule", PASSWORD);
    for (int key = 1; key <= 5; key++) {
      simulator.portal(key, "Portal " + key);
    }
    return simulator;
  }

  @Override
  protected DoorActuator component(EgressBroker broker, Credentials credentials) {
    netbox = new NetBox();
    netbox.setBroker(broker);
    netbox.setCredentials(credentials);
    netbox.setFormats(new CardFormats());
    netbox.setPeople(Surroundings.people("ada", "bob", "cleo", "dora", "eve", "fay"));
    return netbox;
  }

  @Override
  protected void broker(EgressBroker broker) {
    netbox.setBroker(broker);
  }

  @Override
  protected void stop() throws Exception {
    netbox.stop();
  }

  @Override
  protected String opening() {
    return "MomentaryUnlockPortal";
  }

  @Override
  protected String login() {
    return "Login";
  }

  @Override
  protected Map<String, String> own() {
    return Map.of("doors", "front-door=3");
  }

  @Override
  protected String strangeDoor() {
    return "99";
  }

  @Override
  protected void expireSessions() {
    server.expireSessions();
  }

  @Override
  protected int sessions() {
    return server.sessions();
  }
}
