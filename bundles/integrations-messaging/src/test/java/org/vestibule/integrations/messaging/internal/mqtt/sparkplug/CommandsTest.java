// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.Command;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.messaging.internal.mqtt.Convention.Heard;
import org.vestibule.integrations.messaging.internal.mqtt.House.Refusal;
import org.vestibule.integrations.messaging.internal.mqtt.Publication;
import org.vestibule.integrations.messaging.internal.mqtt.SmallHouse;

/** Who tries to open a door through Sparkplug, and how far they get. */
class CommandsTest {
  private static final String FRONT = "spBv1.0/vestibule/DCMD/home/front";

  @TempDir Path folder;
  private final SmallHouse house = new SmallHouse().door("front").door("back");
  private Sparkplug convention;
  private List<Publication> births;

  @BeforeEach
  void born() {
    convention =
        new Sparkplug(
            house.house(),
            new SparkplugSettings(
                "vestibule", "home", Set.of(new DoorId("front")), Optional.empty()),
            new BirthCount(folder.resolve("births")));
    convention.will();
    births = convention.born();
  }

  @Test
  void whatTheBrokerKeptOpensNothing() {
    convention.heard(new Heard(FRONT, open(house.millis()), true));
    assertRefused("command-retained");
  }

  @Test
  void commandWithoutATimeOpensNothing() {
    Metric metric = Metric.born("Control/Open", OptionalLong.empty(), 1, true);
    tell(FRONT, new Payload(OptionalLong.empty(), OptionalLong.empty(), List.of(metric)).bytes());
    assertRefused("command-invalid");
  }

  @Test
  void doorThatIsNotListedIsNotOpened() {
    tell("spBv1.0/vestibule/DCMD/home/back", open(house.millis()));
    assertRefused("door-not-listed");
  }

  @Test
  void whatIsTooLongOrNoPayloadIsRefused() {
    tell(FRONT, new byte[PayloadReader.MOST_BYTES + 1]);
    assertRefused("command-too-large");
    for (byte[] wrong : List.of(new byte[0], new byte[] {0x12, 0x7f}, "OPEN".getBytes())) {
      house.refused.clear();
      tell(FRONT, wrong);
      assertRefused("command-invalid");
    }
  }

  @Test
  void otherMetricsAndOtherValuesOpenNothing() {
    for (Metric metric :
        List.of(
            Metric.born("Control/Open", OptionalLong.empty(), 1, false),
            Metric.born("Control/Open", OptionalLong.empty(), 1, "true"),
            Metric.born("Control/Open", OptionalLong.empty(), 1, 1L),
            Metric.born("State", OptionalLong.empty(), 1, true),
            Metric.changed(9999, 1, true))) {
      house.refused.clear();
      tell(FRONT, payload(metric, house.millis()));
      assertRefused("command-invalid");
    }
  }

  @Test
  void topicsOfOtherNodesAndOtherFormsAreNotEvenLookedAt() {
    for (String topic :
        List.of(
            "spBv1.0/vestibule/DCMD/other/front",
            "spBv1.0/other/DCMD/home/front",
            "spBv1.0/vestibule/DCMD/home/front/front",
            "spBv1.0/vestibule/DCMD/home/",
            "spBv1.0/vestibule/DCMD/home/FRONT",
            "spBv1.0/vestibule/DDATA/home/front")) {
      assertThat(convention.heard(new Heard(topic, open(house.millis()), false))).isEmpty();
    }
    assertThat(house.ordered).isEmpty();
  }

  @Test
  void listedDoorIsOpenedInTheNameOfSparkplugFromTheTimeThatTheCommandNames() {
    tell(FRONT, open(house.millis()));
    assertThat(house.ordered).hasSize(1);
    SmallHouse.Ordered ordered = house.ordered.get(0);
    assertThat(ordered.request().command()).isEqualTo(new Command.DoorOpen(new DoorId("front")));
    assertThat(ordered.request().issuedAt()).isEqualTo(Optional.of(house.instant()));
    assertThat(ordered.caller().subject()).isEqualTo("sparkplug");
    assertThat(ordered.acting()).isEqualTo(ordered.caller());
  }

  @Test
  void recordedCommandIsTheSameCommandAsOldAsItIs() {
    byte[] open = open(house.millis());
    tell(FRONT, open);
    house.wait(Duration.ofMinutes(1));
    tell(FRONT, open);
    assertThat(house.ordered).hasSize(2);
    assertThat(house.ordered.get(1).request()).isEqualTo(house.ordered.get(0).request());
    tell(FRONT, open(house.millis()));
    assertThat(house.ordered.get(2).request().id())
        .isNotEqualTo(house.ordered.get(0).request().id());
  }

  @Test
  void doorMayBeOpenedByTheNumberOfItsMetric() throws VestibuleException {
    tell(FRONT, payload(Metric.changed(alias("front"), 1, true), house.millis()));
    assertThat(house.ordered).hasSize(1);
  }

  @Test
  void onlyAListedDoorShowsThatItCanBeOpened() {
    assertThat(births)
        .filteredOn(each -> new String(each.payload()).contains("Control/Open"))
        .extracting(Publication::topic)
        .containsExactly("spBv1.0/vestibule/DBIRTH/home/front");
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("sparkplugGroup", "a/b"),
            Map.of("sparkplugNode", "+"),
            Map.of("sparkplugHost", "#"),
            Map.of("sparkplugDoors", "Front Door"))) {
      String key = wrong.keySet().iterator().next();
      assertThatThrownBy(() -> settings(wrong))
          .isInstanceOf(VestibuleException.class)
          .hasMessageContaining(key);
    }
  }

  @Test
  void absentSettingsListNoDoorAndWaitForNobody() throws VestibuleException {
    assertThat(settings(Map.of()))
        .isEqualTo(new SparkplugSettings("vestibule", "home", Set.of(), Optional.empty()));
  }

  private static SparkplugSettings settings(Map<String, Object> properties)
      throws VestibuleException {
    return SparkplugSettings.of(
        "pid", SettingsReader.of("pid", properties, SparkplugSettings.KEYS), "home");
  }

  private long alias(String door) throws VestibuleException {
    for (Publication each : births) {
      for (Metric metric : PayloadReader.read(each.payload()).metrics()) {
        if (each.topic().endsWith("/" + door)
            && metric.name().equals(Optional.of("Control/Open"))) {
          return metric.alias().getAsLong();
        }
      }
    }
    throw new AssertionError("no such metric");
  }

  private void tell(String topic, byte[] payload) {
    convention.heard(new Heard(topic, payload, false));
  }

  private void assertRefused(String code) {
    assertThat(house.ordered).isEmpty();
    assertThat(house.refused).extracting(Refusal::code).containsExactly(code);
    assertThat(house.refused).extracting(Refusal::convention).containsExactly("sparkplug");
  }

  private static byte[] open(long at) {
    return payload(Metric.born("Control/Open", OptionalLong.empty(), at, true), at);
  }

  private static byte[] payload(Metric metric, long at) {
    return new Payload(OptionalLong.of(at), OptionalLong.empty(), List.of(metric)).bytes();
  }
}
