// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.door.DoorState;

/** The gateway as libcoap meets it: another implementation, with two other DTLS libraries. */
@Timeout(180)
class LibCoapTest {
  private static final String KEY = new String(HouseOnTest.KEY, StandardCharsets.US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "gnutls"})
  void aWrongKeyAndAnIdentityThatNobodyHasSeeNothing(String kind) throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system")) {
      String doors = house.secureUrl("/doors");
      assertThat(LibCoap.keyed(kind, "lift", "another key of 16 b", "-B", "5", doors))
          .doesNotContain("front");
      assertThat(LibCoap.keyed(kind, "nobody", KEY, "-B", "5", doors)).doesNotContain("front");
      HouseOnTest.await(
          "it is in the audit",
          () -> house.audited.stream().anyMatch(line -> line.contains("key-wrong")));
      assertThat(LibCoap.keyed(kind, "lift", KEY, doors)).contains("front-door");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "gnutls"})
  void doorsAreReadInEachFormat(String kind) throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system")) {
      String door = house.secureUrl("/doors/front-door");
      JsonNode json = JSON.readTree(LibCoap.keyed(kind, "lift", KEY, door));
      assertThat(json.path("state").asText()).isEqualTo("LOCKED");
      Path file = folder.resolve("door.cbor");
      LibCoap.keyed(kind, "lift", KEY, "-A", "60", "-o", file.toString(), door);
      assertThat(new CBORMapper().readTree(file.toFile())).isEqualTo(json);
      String senml = LibCoap.keyed(kind, "lift", KEY, "-A", "110", door);
      assertThat(senml).contains("\"n\":\"door/front-door/locked\",\"vb\":true");
      LibCoap.keyed(kind, "lift", KEY, "-A", "112", "-o", file.toString(), door);
      assertThat(new CBORMapper().readTree(file.toFile()).isArray()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "gnutls"})
  void whoObservesIsToldOfEachChangeInOrder(String kind) throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system")) {
      Process observing =
          LibCoap.start(
              kind,
              "-w",
              "-u",
              "lift",
              "-k",
              KEY,
              "-s",
              "120",
              house.secureUrl("/doors/front-door"));
      try (BufferedReader said = observing.inputReader()) {
        assertThat(said.readLine()).contains("\"state\":\"LOCKED\"");
        house.moved(HouseOnTest.FRONT, DoorState.UNLOCKED);
        assertThat(said.readLine()).contains("\"state\":\"UNLOCKED\"");
        house.moved(HouseOnTest.FRONT, DoorState.UNREACHABLE);
        assertThat(said.readLine()).contains("\"state\":\"UNREACHABLE\"");
      } finally {
        observing.destroyForcibly();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "gnutls"})
  void manyVisitsComeInBlocks(String kind) throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "system")) {
      house.visits = 50;
      Path file = folder.resolve("visits.json");
      String visits = house.secureUrl("/visits?limit=50");
      LibCoap.keyed(kind, "lift", KEY, "-b", "256", "-o", file.toString(), visits);
      assertThat(JSON.readTree(file.toFile())).hasSize(50);
      assertThat(Files.size(file)).isGreaterThan(20 * 256);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "gnutls"})
  void aCommandIsCarriedOutInThePeersName(String kind) throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager:door:front-door")) {
      String command = "{\"id\":\"c-1\",\"command\":\"door-open\",\"door\":\"front-door\"}";
      String answer =
          LibCoap.keyed(
              kind,
              "lift",
              KEY,
              "-m",
              "post",
              "-t",
              "50",
              "-e",
              command,
              house.secureUrl("/commands"));
      assertThat(JSON.readTree(answer).path("state").asText()).isEqualTo("DONE");
      assertThat(house.ordering)
          .singleElement()
          .satisfies(by -> assertThat(by.subject()).isEqualTo("lift"));
    }
  }

  @Test
  void byPlainCoapNobodySeesMoreThanWhetherTheHouseIsReady() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of())) {
      assertThat(LibCoap.run("notls", house.url("/health"))).contains("{\"ready\":false}");
      assertThat(LibCoap.run("notls", house.url("/doors")))
          .contains("4.01")
          .doesNotContain("front");
      String command = "{\"id\":\"c-1\",\"command\":\"door-open\",\"door\":\"front-door\"}";
      assertThat(
              LibCoap.run("notls", "-m", "post", "-t", "50", "-e", command, house.url("/commands")))
          .contains("4.01");
      assertThat(house.ordering).isEmpty();
      assertThat(LibCoap.run("notls", house.url("/.well-known/core")))
          .contains("</doors>", "ct=\"50 60 110 112\"", "obs", "rt=\"vestibule.doors\"", "title=")
          .doesNotContain("front");
    }
  }

  @Test
  void whatIsTooLongIsRefusedBeforeItIsThere() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager")) {
      Path file = Files.writeString(folder.resolve("long.json"), "x".repeat(100_000));
      String answer =
          LibCoap.keyed(
              "openssl",
              "lift",
              KEY,
              "-m",
              "post",
              "-t",
              "50",
              "-b",
              "512",
              "-f",
              file.toString(),
              house.secureUrl("/commands"));
      assertThat(answer).contains("4.13");
      assertThat(house.ordering).isEmpty();
    }
  }
}
