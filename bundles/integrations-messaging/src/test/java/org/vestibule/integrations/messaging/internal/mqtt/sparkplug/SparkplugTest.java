// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.messaging.internal.mqtt.Convention.Heard;
import org.vestibule.integrations.messaging.internal.mqtt.Publication;
import org.vestibule.integrations.messaging.internal.mqtt.SmallHouse;

/** The life of an edge node, as a host would follow it. */
class SparkplugTest {
  private static final String STATE = "spBv1.0/STATE/scada";

  @TempDir Path folder;
  private final SmallHouse house = new SmallHouse().door("front").door("back");
  private Sparkplug convention;

  @BeforeEach
  void make() {
    house.parts.put("vision", Status.ready("All is well"));
    convention = convention(Optional.empty());
  }

  @Test
  void nothingIsSaidBeforeABirth() {
    convention.will();
    house.door("front", DoorState.UNLOCKED, DoorContact.OPEN);
    assertThat(convention.tick()).isEmpty();
    assertThat(convention.on(state("front", "UNLOCKED"))).isEmpty();
    assertThat(convention.leaving()).isEmpty();
  }

  @Test
  void birthCarriesTheNumberOfItsDeathAlsoAfterARebirth() throws VestibuleException {
    for (int connection = 0; connection < 3; connection++) {
      Publication will = convention.will().orElseThrow();
      assertThat(will.qos()).isEqualTo(1);
      assertThat(will.retained()).isFalse();
      assertThat(will.topic()).isEqualTo("spBv1.0/vestibule/NDEATH/home");
      assertThat(number(will)).isEqualTo(connection);
      assertThat(PayloadReader.read(will.payload()).seq()).isEmpty();
      assertThat(PayloadReader.read(will.payload()).metrics()).hasSize(1);
      assertThat(number(convention.born().get(0))).isEqualTo(connection);
      house.wait(Duration.ofSeconds(5));
      assertThat(number(convention.heard(rebirth()).get(0))).isEqualTo(connection);
      assertThat(number(convention.leaving().get(0))).isEqualTo(connection);
    }
  }

  @Test
  void numbersFollowWithoutAGapAndStartAnewAfter255() throws VestibuleException {
    convention.will();
    List<Publication> all = new ArrayList<>(convention.born());
    for (int i = 0; i < 300; i++) {
      house.door("front", i % 2 == 0 ? DoorState.UNLOCKED : DoorState.LOCKED, DoorContact.CLOSED);
      all.addAll(convention.tick());
    }
    assertThat(all).hasSizeGreaterThan(300);
    for (int i = 0; i < all.size(); i++) {
      assertThat(PayloadReader.read(all.get(i).payload()).seq())
          .isEqualTo(OptionalLong.of(i % 256));
    }
  }

  @Test
  void allOfItIsSentOrNothingSoThatNoNumberIsMissing() {
    convention.will();
    List<Publication> all = new ArrayList<>(convention.born());
    house.door("front", DoorState.UNLOCKED, DoorContact.OPEN);
    house.parts.put("vision", Status.starting("Anew"));
    all.addAll(convention.tick());
    assertThat(all).extracting(Publication::classes).containsOnly(all.get(0).classes());
    assertThat(all).extracting(Publication::qos).containsOnly(0);
    assertThat(all).noneMatch(Publication::retained);
  }

  @Test
  void aliasesAreUniqueInTheNodeAndDataUseThem() throws VestibuleException {
    convention.will();
    Map<Long, String> names = new HashMap<>();
    for (Publication each : convention.born()) {
      for (Metric metric : PayloadReader.read(each.payload()).metrics()) {
        if (metric.alias().isPresent()) {
          String before =
              names.put(
                  metric.alias().getAsLong(), each.topic() + " " + metric.name().orElseThrow());
          assertThat(before).isNull();
        } else {
          assertThat(metric.name().orElseThrow()).isIn("bdSeq", "Node Control/Rebirth");
        }
      }
    }
    house.door("back", DoorState.LOCKED, DoorContact.OPEN, DoorAlarm.FORCED_OPEN);
    List<Publication> data = convention.tick();
    assertThat(topics(data)).containsExactly("spBv1.0/vestibule/DDATA/home/back");
    List<Metric> metrics = PayloadReader.read(data.get(0).payload()).metrics();
    assertThat(metrics).allMatch(metric -> metric.name().isEmpty());
    assertThat(metrics)
        .extracting(metric -> names.get(metric.alias().getAsLong()))
        .containsExactlyInAnyOrder(
            "spBv1.0/vestibule/DBIRTH/home/back Alarms/Forced Open",
            "spBv1.0/vestibule/DBIRTH/home/back Contact");
  }

  @Test
  void whatDidNotChangeIsNotSaid() {
    convention.will();
    convention.born();
    assertThat(convention.tick()).isEmpty();
    assertThat(convention.on(state("front", "LOCKED"))).isEmpty();
  }

  @Test
  void momentaryUnlockThatIsOverWhenItIsHeardOfStillShowsUpOnce() throws VestibuleException {
    convention.will();
    convention.born();
    List<Publication> data = convention.on(state("front", "UNLOCKED"));
    assertThat(data).hasSize(2);
    assertThat(value(data.get(0))).isEqualTo("UNLOCKED");
    assertThat(value(data.get(1))).isEqualTo("LOCKED");
  }

  @Test
  void whatIsHeardAnHourLaterIsNotToldAsNow() {
    convention.will();
    convention.born();
    var unlocked = state("front", "UNLOCKED");
    house.wait(Duration.ofHours(1));
    assertThat(convention.on(unlocked)).isEmpty();
  }

  @Test
  void entryWithoutItsFieldsLosesOnlyItself() {
    convention.will();
    convention.born();
    for (String broken : List.of("{}", "[]", "no json", "{'door':7,'after':'AJAR'}", "")) {
      assertThat(convention.on(house.happened("door/state", broken))).isEmpty();
    }
    house.door("front", DoorState.UNLOCKED, DoorContact.CLOSED);
    assertThat(convention.on(state("front", "UNLOCKED"))).hasSize(1);
  }

  @Test
  void doorThatComesIsBornAndOneThatGoesDies() {
    convention.will();
    convention.born();
    house.door("cellar");
    assertThat(topics(convention.tick())).containsExactly("spBv1.0/vestibule/DBIRTH/home/cellar");
    house.remove("back");
    assertThat(topics(convention.tick())).containsExactly("spBv1.0/vestibule/DDEATH/home/back");
    assertThat(convention.tick()).isEmpty();
  }

  @Test
  void whileNobodyKnowsTheDoorsNoneDies() {
    convention.will();
    convention.born();
    house.doorsKnown = false;
    assertThat(convention.tick()).isEmpty();
    house.doorsKnown = true;
    assertThat(convention.tick()).isEmpty();
  }

  @Test
  void partThatComesNeedsABirthAndOneThatGoesIsStopped() throws VestibuleException {
    convention.will();
    convention.born();
    house.parts.put("audio", Status.ready("All is well"));
    assertThat(topics(convention.tick())).first().isEqualTo("spBv1.0/vestibule/NBIRTH/home");
    house.parts.remove("audio");
    List<Publication> data = convention.tick();
    assertThat(topics(data)).containsExactly("spBv1.0/vestibule/NDATA/home");
    assertThat(value(data.get(0))).isEqualTo("STOPPED");
  }

  @Test
  void hostThatAsksForBirthsInALoopIsAnsweredOnceASecond() {
    convention.will();
    int all = convention.born().size();
    house.wait(Duration.ofSeconds(1));
    assertThat(convention.heard(rebirth())).hasSize(all);
    for (int i = 0; i < 100; i++) {
      assertThat(convention.heard(rebirth())).isEmpty();
    }
    house.wait(Duration.ofSeconds(1));
    assertThat(convention.tick()).hasSize(all);
  }

  @Test
  void rebirthThatTheBrokerKeptOrThatIsNoneIsNotAnswered() {
    convention.will();
    convention.born();
    house.wait(Duration.ofSeconds(5));
    String topic = "spBv1.0/vestibule/NCMD/home";
    assertThat(convention.heard(new Heard(topic, rebirth().payload(), true))).isEmpty();
    assertThat(convention.heard(new Heard(topic, new byte[5000], false))).isEmpty();
    assertThat(convention.heard(new Heard(topic, new byte[] {0x12}, false))).isEmpty();
    assertThat(convention.heard(command(topic, "Node Control/Rebirth", false))).isEmpty();
    assertThat(convention.heard(command(topic, "Node Control/Reboot", true))).isEmpty();
  }

  @Test
  void nothingIsSaidUntilThePrimaryHostIsThere() {
    convention = convention(Optional.of("scada"));
    convention.will();
    assertThat(convention.born()).isEmpty();
    assertThat(convention.tick()).isEmpty();
    for (String wrong :
        List.of("", "ONLINE", "{}", "{\"online\":true}", "{\"online\":\"true\",\"timestamp\":1}")) {
      assertThat(convention.heard(host(wrong))).isEmpty();
    }
    assertThat(convention.heard(host("{\"online\":false,\"timestamp\":5}"))).isEmpty();
    assertThat(topics(convention.heard(host("{\"online\":true,\"timestamp\":5}"))))
        .first()
        .isEqualTo("spBv1.0/vestibule/NBIRTH/home");
    assertThat(convention.heard(host("{\"online\":true,\"timestamp\":6}"))).isEmpty();
  }

  @Test
  void whatSomebodySaysOfTheFutureDoesNotSilenceTheHost() {
    convention = convention(Optional.of("scada"));
    convention.will();
    long now = house.instant().toEpochMilli();
    long lead = PrimaryHost.MOST_LEAD.toMillis();
    assertThat(convention.heard(stated(false, Long.MAX_VALUE))).isEmpty();
    assertThat(convention.heard(stated(true, now + lead + 1))).isEmpty();
    assertThat(convention.heard(stated(true, now))).isNotEmpty();
    assertThat(convention.heard(stated(false, now + lead + 1))).isEmpty();
    assertThat(convention.renews()).isFalse();
    // A host whose clock is a little ahead is believed.
    assertThat(convention.heard(stated(false, now + lead))).isNotEmpty();
  }

  @Test
  void hostIsHeardAsSoonAsTheClockOfTheGatewayIsSet() {
    convention = convention(Optional.of("scada"));
    convention.will();
    long right = house.instant().plus(Duration.ofDays(365)).toEpochMilli();
    assertThat(convention.heard(stated(true, right))).isEmpty();
    assertThat(convention.tick()).isEmpty();
    house.wait(Duration.ofDays(365));
    assertThat(topics(convention.tick())).first().isEqualTo("spBv1.0/vestibule/NBIRTH/home");
    assertThat(convention.tick()).isEmpty();
    assertThat(convention.heard(stated(false, right))).isNotEmpty();
  }

  @Test
  void hostThatWentBeforeTheClockOfTheGatewayWasSetIsNotTakenForOneThatIsThere() {
    convention = convention(Optional.of("scada"));
    convention.will();
    long right = house.instant().plus(Duration.ofDays(365)).toEpochMilli();
    convention.heard(stated(true, right));
    convention.heard(stated(false, right));
    house.wait(Duration.ofDays(365));
    assertThat(convention.tick()).isEmpty();
    long later = house.instant().plus(Duration.ofDays(365)).toEpochMilli();
    convention.heard(stated(true, later));
    // The broker of the next connection says by itself what is true then.
    convention.will();
    house.wait(Duration.ofDays(365));
    assertThat(convention.tick()).isEmpty();
  }

  @Test
  void hostThatIsAnotherOneDoesNotCount() {
    convention = convention(Optional.of("scada"));
    convention.will();
    assertThat(
            convention.heard(
                new Heard(
                    "spBv1.0/STATE/other",
                    "{\"online\":true,\"timestamp\":5}".getBytes(StandardCharsets.UTF_8),
                    true)))
        .isEmpty();
  }

  @Test
  void whenThePrimaryHostGoesTheNodeDiesAndComesBackWithAnotherNumber() throws VestibuleException {
    convention = convention(Optional.of("scada"));
    convention.will();
    convention.heard(host("{\"online\":true,\"timestamp\":5}"));
    assertThat(convention.heard(host("{\"online\":false,\"timestamp\":4}"))).isEmpty();
    assertThat(convention.renews()).isFalse();
    List<Publication> death = convention.heard(host("{\"online\":false,\"timestamp\":5}"));
    assertThat(topics(death)).containsExactly("spBv1.0/vestibule/NDEATH/home");
    assertThat(convention.renews()).isTrue();
    assertThat(convention.leaving()).isEmpty();
    assertThat(number(convention.will().orElseThrow())).isEqualTo(number(death.get(0)) + 1);
    assertThat(convention.born()).isEmpty();
    assertThat(convention.heard(host("{\"online\":false,\"timestamp\":5}"))).isEmpty();
    assertThat(convention.renews()).isFalse();
    assertThat(number(convention.heard(host("{\"online\":true,\"timestamp\":9}")).get(0)))
        .isEqualTo(number(death.get(0)) + 1);
  }

  private Sparkplug convention(Optional<String> host) {
    return new Sparkplug(
        house.house(),
        new SparkplugSettings("vestibule", "home", Set.of(new DoorId("front")), host),
        new BirthCount(folder.resolve("births")));
  }

  private OutboxEntry state(String door, String after) {
    return house.happened("door/state", "{'door':'" + door + "','after':'" + after + "'}");
  }

  private static Heard stated(boolean online, long timestamp) {
    return host("{\"online\":" + online + ",\"timestamp\":" + timestamp + "}");
  }

  private static Heard host(String json) {
    return new Heard(STATE, json.getBytes(StandardCharsets.UTF_8), true);
  }

  private static Heard rebirth() {
    return command("spBv1.0/vestibule/NCMD/home", "Node Control/Rebirth", true);
  }

  private static Heard command(String topic, String name, boolean value) {
    Metric metric = Metric.born(name, OptionalLong.empty(), 1, value);
    Payload payload = new Payload(OptionalLong.of(1), OptionalLong.empty(), List.of(metric));
    return new Heard(topic, payload.bytes(), false);
  }

  private static long number(Publication publication) throws VestibuleException {
    return PayloadReader.read(publication.payload()).metrics().stream()
        .filter(metric -> metric.name().equals(Optional.of("bdSeq")))
        .mapToLong(metric -> (Long) metric.value().orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static Object value(Publication publication) throws VestibuleException {
    List<Metric> metrics = PayloadReader.read(publication.payload()).metrics();
    assertThat(metrics).hasSize(1);
    return metrics.get(0).value().orElseThrow();
  }

  private static List<String> topics(List<Publication> out) {
    return out.stream().map(Publication::topic).toList();
  }
}
