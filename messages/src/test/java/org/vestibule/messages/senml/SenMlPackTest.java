// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.Status;

/** Values of the house as other sensors tell theirs. */
class SenMlPackTest {
  private static final Instant AT = Instant.parse("2026-01-01T08:00:00.250Z");

  @Test
  void aNameThatNoReaderWouldTakeIsRefused() {
    for (String name : List.of("", "a b", "tür", "a#b", "x".repeat(201))) {
      assertThatThrownBy(() -> SenMlPack.at("base/", AT).flag(name, true))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("allowed");
    }
    assertThatThrownBy(() -> SenMlPack.at("/base", AT)).hasMessageContaining("letter or a digit");
    assertThatThrownBy(() -> SenMlPack.at("base/", AT).figure("t", Double.NaN, "s"))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> SenMlPack.at("base/", AT).text("t", "x".repeat(1001)))
        .hasMessageContaining("1000");
  }

  @Test
  void aPackIsBounded() {
    SenMlPack.Builder pack = SenMlPack.at("base/", AT);
    for (int i = 0; i < SenMlPack.MOST_RECORDS; i++) {
      pack.flag("a", true);
    }
    assertThatThrownBy(() -> pack.flag("a", true))
        .hasMessageContaining(String.valueOf(SenMlPack.MOST_RECORDS));
  }

  @Test
  void anEmptyPackIsAnEmptyList() {
    assertThat(new String(SenMlPack.at("base/", AT).build().json(), StandardCharsets.UTF_8))
        .isEqualTo("[]");
    assertThat(SenMlPack.at("base/", AT).build().cbor()).containsExactly(0x80);
  }

  @Test
  void jsonHasNamesAndOneBase() {
    SenMlPack pack =
        SenMlPack.at("base/", AT)
            .flag("locked", true)
            .text("state", "LOCKED")
            .count("doors", 3)
            .figure("since", 1.5, "s")
            .build();

    assertThat(new String(pack.json(), StandardCharsets.UTF_8))
        .isEqualTo(
            "[{\"bn\":\"base/\",\"bt\":1767254400.25,\"n\":\"locked\",\"vb\":true},"
                + "{\"n\":\"state\",\"vs\":\"LOCKED\"},{\"n\":\"doors\",\"v\":3},"
                + "{\"n\":\"since\",\"u\":\"s\",\"v\":1.5}]");
  }

  @Test
  void cborHasTheIntegersOfTheStandard() {
    SenMlPack pack = SenMlPack.at("b/", Instant.ofEpochSecond(1)).flag("n", true).build();

    // [{-2: "b/", -3: 1, 0: "n", 4: true}] by hand, after RFC 8949 and RFC 8428, table 4.
    assertThat(HexFormat.of().formatHex(pack.cbor())).isEqualTo("81a42162622f220100616e04f5");
  }

  @Test
  void cborSaysTheSameAsJson() throws Exception {
    SenMlPack pack =
        HouseSenMl.status(
            "house-1",
            Map.of("stations", new Status(Status.State.READY, Status.Cause.NONE, "All", AT)),
            AT.plusMillis(1500));

    JsonNode json = new ObjectMapper().readTree(pack.json());
    List<Object> values = new ArrayList<>();
    for (JsonNode record : json) {
      record.elements().forEachRemaining(value -> values.add(value.asText()));
    }
    assertThat(scalars(pack.cbor())).isEqualTo(values);
  }

  @Test
  void aPartIsToldWhateverItIsCalled() throws Exception {
    Status status = new Status(Status.State.READY, Status.Cause.NONE, "All", AT);

    JsonNode pack =
        json(HouseSenMl.status("house-1", Map.of("Türen #1 " + "x".repeat(500), status), AT));

    assertThat(names(pack)).allMatch(name -> name.startsWith("status/T-ren--1-x"));
  }

  @Test
  void ofADoorNothingIsSaidThatNobodyKnows() throws Exception {
    DoorInfo unknown =
        new DoorInfo(new DoorId("side"), "Ada's side door", "relay", DoorState.UNREACHABLE);

    JsonNode pack = json(HouseSenMl.doors("house-1", List.of(unknown), AT));

    assertThat(names(pack))
        .contains("door/side/state", "door/side/contact")
        .doesNotContain("door/side/locked", "door/side/open");
    assertThat(pack.toString()).doesNotContain("Ada");
  }

  @Test
  void aDoorTellsLockLeafAndEveryAlarm() throws Exception {
    DoorInfo door =
        new DoorInfo(
            new DoorId("front-door"),
            "Front door",
            "relay",
            DoorState.LOCKED,
            DoorContact.OPEN,
            Set.of(DoorAlarm.HELD_OPEN));

    JsonNode pack = json(HouseSenMl.doors("house-1", List.of(door), AT));

    assertThat(pack.get(0).get("bn").asText()).isEqualTo("vestibule/house-1/");
    assertThat(value(pack, "door/front-door/locked").asBoolean()).isTrue();
    assertThat(value(pack, "door/front-door/open").asBoolean()).isTrue();
    assertThat(value(pack, "door/front-door/alarm/held-open").asBoolean()).isTrue();
    assertThat(value(pack, "door/front-door/alarm/forced-open").asBoolean()).isFalse();
    assertThat(names(pack))
        .filteredOn(name -> name.contains("/alarm/"))
        .hasSize(DoorAlarm.values().length);
  }

  @Test
  void aStationTellsWhereItStandsAndNotItsTitle() throws Exception {
    StationInfo station =
        new StationInfo(new StationId("front"), "Ada's bell", new DoorId("front-door"), true, true);

    JsonNode pack = json(HouseSenMl.stations("house-1", List.of(station), AT));

    assertThat(value(pack, "station/front/door").asText()).isEqualTo("front-door");
    assertThat(pack.toString()).doesNotContain("Ada");
  }

  private static JsonNode json(SenMlPack pack) throws Exception {
    return new ObjectMapper().readTree(pack.json());
  }

  private static List<String> names(JsonNode pack) {
    List<String> names = new ArrayList<>();
    pack.forEach(record -> names.add(record.get("n").asText()));
    return names;
  }

  private static JsonNode value(JsonNode pack, String name) {
    for (JsonNode record : pack) {
      if (record.get("n").asText().equals(name)) {
        return record.has("vb") ? record.get("vb") : record.get("vs");
      }
    }
    throw new AssertionError(name + " is not in " + pack);
  }

  private static List<Object> scalars(byte[] cbor) throws Exception {
    List<Object> values = new ArrayList<>();
    try (CBORParser in = new CBORFactory().createParser(cbor)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token.isScalarValue()) {
          values.add(in.getText());
        }
      }
    }
    return values;
  }
}
