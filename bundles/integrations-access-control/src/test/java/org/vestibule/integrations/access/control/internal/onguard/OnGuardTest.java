// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.integrations.access.control.internal.headend.Surroundings.until;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import org.vestibule.testkit.internal.panel.Fault;
import org.vestibule.testkit.internal.panel.onguard.OnGuardSimulator;

/** OnGuard: what every head-end must do, and what only this one does. */
class OnGuardTest extends HeadEndContract<OnGuardSimulator> {
  private static final Map<String, String> SYNC = Map.of("sync", "on", "personField", "VESTIBULE");
  private OnGuard onGuard;

  @Test
  void anApplicationWithoutALicenceIsSaid() {
    configure("one", Map.of("applicationId", "OTHER"));
    until("it says so", () -> status().cause() == Status.Cause.DEVICE_REFUSED);
    assertThat(status().sentence()).contains("not licensed", "applicationId");
  }

  @Test
  void aDirectoryThatIsNotThereIsSaid() {
    configure("one", Map.of("directory", "Elsewhere"));
    until("it says so", () -> status().cause() == Status.Cause.DEVICE_REFUSED);
    assertThat(status().sentence()).contains("'Elsewhere'", "Correct directory");
  }

  @Test
  void aLoginWithoutATokenIsNoLogin() {
    server.omit("session_token");
    configure("one", Map.of());
    until("it says so", () -> status().state() == Status.State.UNAVAILABLE);
    assertThat(status().sentence()).contains("session_token");
    assertThat(failure().code()).isEqualTo("device-unreachable");
  }

  @Test
  void aTaskIsAskedForItsEndAndGivenOnce() throws Exception {
    ready(Map.of("queue", "on"));
    server.looksUntilDone(3);
    doors.release(FRONT, Duration.ofSeconds(5));
    assertThat(server.done("OpenDoor")).isEqualTo(1);
    assertThat(server.count("GET /queue")).isEqualTo(4);
  }

  @Test
  void aTaskThatDoesNotEndLeavesOpenWhetherTheDoorMoved() {
    ready(Map.of("queue", "on"));
    server.looksUntilDone(1000);
    assertThat(failure().code()).isEqualTo("device-timed-out");
    server.next("GET /queue", Fault.ERROR_AFTER);
    assertThat(failure().code()).isEqualTo("device-timed-out");
    assertThat(server.done("OpenDoor")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskWhoseEndIsNotHeardLeavesOpenWhetherTheDoorMoved(Fault fault) {
    ready(Map.of("queue", "on"));
    server.next("GET /queue", fault);
    assertThat(failure().code()).isEqualTo("device-timed-out");
    assertThat(server.done("OpenDoor")).isEqualTo(1);
  }

  @Test
  void aTaskWhoseSessionEndedMeanwhileLeavesOpenWhetherTheDoorMoved() {
    ready(Map.of("queue", "on"));
    server.sessionEndsAfterTask();
    assertThat(failure().code()).isEqualTo("device-timed-out");
    assertThat(server.done("OpenDoor")).isEqualTo(1);
  }

  @Test
  void cardsEndOnlyWhenNobodyHasOneForAMoment() {
    server.instances("Lnl_Cardholder", List.of(Map.of("ID", 1, "VESTIBULE", "person-1")));
    server.instances("Lnl_Badge", List.of(Map.of("ID", 10, "PERSONID", 1, "STATUS", 1)));
    ready(SYNC);
    assertThat(cards.held).hasSize(1);
    server.instances("Lnl_Badge", List.of());
    onGuard.setCredentials(cards);
    until("it is doubted", () -> status().sentence().contains("nobody has a card"));
    assertThat(cards.held).hasSize(1);
    until("it counts", () -> cards.held.isEmpty());
  }

  @Test
  void itReleasesForAMomentOnly() {
    ready(Map.of());
    assertThatThrownBy(() -> doors.hold(FRONT, Duration.ofSeconds(5)))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("hold-unsupported"));
    assertThatThrownBy(() -> doors.secure(FRONT)).isInstanceOf(VestibuleException.class);
  }

  @Test
  void badgesOfManyPagesAreTakenOverAndAgainWithoutAChange() {
    List<Map<String, ?>> holders = new ArrayList<>();
    List<Map<String, ?>> badges = new ArrayList<>();
    for (int i = 1; i <= 250; i++) {
      holders.add(Map.of("ID", i, "LASTNAME", "Same", "VESTIBULE", "person-" + i));
      badges.add(Map.of("ID", 10_000 + i, "PERSONID", i, "STATUS", 1));
    }
    badges.add(Map.of("ID", 1, "PERSONID", 7, "STATUS", 2));
    badges.add(Map.of("ID", 2, "PERSONID", 999, "STATUS", 1));
    badges.add(Map.of("ID", 3, "PERSONID", 8));
    badges.add(Map.of("PERSONID", 8, "STATUS", 1));
    badges.add(Map.of("ID", 4, "PERSONID", 9, "STATUS", 1, "DEACTIVATE", "2020-01-01T00:00:00Z"));
    badges.add(Map.of("ID", 5, "PERSONID", 9, "STATUS", 1, "ACTIVATE", "2999-01-01T00:00:00Z"));
    server.instances("Lnl_Cardholder", holders);
    server.instances("Lnl_Badge", badges);
    server.omit("total_pages");
    ready(SYNC);
    assertThat(cards.held).hasSize(250).contains(given("person-7", 10_007));
    assertThat(status().sentence())
        .contains(
            "250 cards taken over", "1 without a person here", "2 entries that cannot be read");
    onGuard.setCredentials(cards);
    until("they are taken over again", () -> cards.times == 2);
    assertThat(cards.last).isEqualTo(new Credentials.Changes(0, 0, 0, 250));
  }

  @Test
  void aPropertyThatWentMissingLosesOnlyItself() {
    server.instances("Lnl_Cardholder", List.of(Map.of("ID", 1, "VESTIBULE", "person-1")));
    server.instances("Lnl_Badge", List.of(Map.of("ID", 10, "PERSONID", 1, "STATUS", 1)));
    server.omit("STATUS");
    ready(SYNC);
    assertThat(cards.held).isEmpty();
    assertThat(status().sentence()).contains("1 entries that cannot be read");
  }

  @Test
  void aTypeThatIsNotToldKeepsWhatWasKnown() throws Exception {
    server.instances("Lnl_Cardholder", List.of());
    configure("one", SYNC);
    until("it says so", () -> status().state() == Status.State.UNAVAILABLE);
    assertThat(status().sentence()).contains("no such type");
    assertThat(cards.times).isZero();
    doors.release(FRONT, Duration.ofSeconds(5));
    assertThat(server.done("OpenDoor")).isEqualTo(1);
  }

  private static Assignment given(String person, long number) {
    return new Assignment(
        new PersonId(person), "any", new Card("h10301", 0, number), "onguard", Optional.empty());
  }

  @Override
  protected OnGuardSimulator simulator() throws IOException {
    OnGuardSimulator simulator = new OnGuardSimulator(0, "TEST", "vestibule", PASSWORD);
    simulator.instances("Lnl_Reader", List.of(Map.of("PanelID", 1, "ReaderID", 2)));
    return simulator;
  }

  @Override
  protected DoorActuator component(EgressBroker broker, Credentials credentials) {
    onGuard = new OnGuard();
    onGuard.setBroker(broker);
    onGuard.setCredentials(credentials);
    onGuard.setFormats(new CardFormats());
    String[] people = new String[250];
    for (int i = 0; i < people.length; i++) {
      people[i] = "person-" + (i + 1);
    }
    onGuard.setPeople(Surroundings.people(people));
    return onGuard;
  }

  @Override
  protected void broker(EgressBroker broker) {
    onGuard.setBroker(broker);
  }

  @Override
  protected void stop() throws Exception {
    onGuard.stop();
  }

  @Override
  protected String opening() {
    return "OpenDoor";
  }

  @Override
  protected String login() {
    return "POST /authentication";
  }

  @Override
  protected Map<String, String> own() {
    return Map.of("doors", "front-door=1/2", "applicationId", "TEST");
  }

  @Override
  protected String strangeDoor() {
    return "1/99";
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
