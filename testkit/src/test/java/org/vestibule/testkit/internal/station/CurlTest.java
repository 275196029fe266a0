// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.testkit.internal.station.SimulatedStation.Fault;

/** A client that nobody here wrote speaks to each simulated station: curl with Digest. */
@Timeout(180)
class CurlTest {
  private static final String[] CLOSE = {"-X", "POST", "-H", "Connection: close"};

  @BeforeAll
  static void curlIsHere() throws Exception {
    boolean here;
    try {
      here = new ProcessBuilder("curl", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      here = false;
    }
    assumeTrue(here, "curl is not installed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "MD5-sess", "SHA-256", "SHA-256-sess"})
  void everyDigestIsThatOfCurl(String algorithm) throws Exception {
    try (SimulatedTwon station = new SimulatedTwon(0)) {
      station.account("oper", "secret", SimulatedTwon.RIGHTS);
      station.algorithm(algorithm);
      assertThat(curl(station, "oper:secret", "/api/system/info"))
          .contains("\"variant\":\"2N IP Verso\"", "status=200");
      assertThat(curl(station, "oper:wrong", "/api/switch/ctrl?switch=1&action=on"))
          .contains("status=401");
      assertThat(station.wrongProofs("oper")).isEqualTo(1);
      assertThat(station.done()).isEmpty();
    }
  }

  @Test
  void anAccountLocksAfterFiveWrongProofs() throws Exception {
    try (SimulatedDahua station = new SimulatedDahua(0)) {
      station.account("oper", "secret", SimulatedDahua.RIGHTS);
      String info = "/cgi-bin/magicBox.cgi?action=getSystemInfo";
      for (int i = 0; i < 5; i++) {
        curl(station, "oper:wrong", info);
      }
      assertThat(curl(station, "oper:secret", info)).contains("status=401");
    }
  }

  @Test
  void twonOpensHoldsAndTells() throws Exception {
    try (SimulatedTwon station = new SimulatedTwon(0)) {
      station.account("oper", "secret", SimulatedTwon.RIGHTS);
      String id =
          curl(station, "oper:secret", "/api/log/subscribe?include=new")
              .replaceFirst("(?s).*\"id\":(\\d+).*", "$1");
      assertThat(curl(station, "oper:secret", "/api/switch/ctrl?switch=1&action=trigger"))
          .contains("\"success\":true");
      assertThat(curl(station, "oper:secret", "/api/switch/status"))
          .contains("{\"switch\":1,\"active\":true,\"locked\":false,\"held\":false}");
      assertThat(curl(station, "oper:secret", "/api/log/pull?timeout=1&id=" + id))
          .contains("SwitchStateChanged");
      assertThat(curl(station, "oper:secret", "/api/switch/ctrl?switch=2&action=hold&timeout=9"))
          .contains("\"success\":true");
      assertThat(curl(station, "oper:secret", "/api/switch/status")).contains("\"holdTimeout\":9");
      assertThat(curl(station, "oper:secret", "/api/switch/ctrl?switch=3&action=on"))
          .contains("\"code\":14");
      assertThat(station.done()).containsExactly("trigger 1", "hold 2");
    }
  }

  @Test
  void doorBirdOpensAndSaysNothingWithoutTheRight() throws Exception {
    try (SimulatedDoorBird station = new SimulatedDoorBird(0)) {
      station.account("oper", "secret", SimulatedDoorBird.RIGHTS);
      station.account("guest", "secret");
      assertThat(curl(station, "oper:secret", "/bha-api/open-door.cgi?r=gggaaa@1"))
          .contains("\"RETURNCODE\":\"1\"");
      assertThat(curl(station, "guest:secret", "/bha-api/open-door.cgi?r=1"))
          .isEqualTo("status=204");
      assertThat(station.done()).containsExactly("open gggaaa@1");
    }
  }

  @Test
  void hikvisionOpens() throws Exception {
    try (SimulatedHikvision station = new SimulatedHikvision(0)) {
      station.account("oper", "secret", SimulatedHikvision.RIGHTS);
      String path = "/ISAPI/AccessControl/RemoteControl/door/1";
      String open = "<RemoteControlDoor><cmd>open</cmd></RemoteControlDoor>";
      assertThat(curl(station, "oper:secret", path, "-X", "PUT", "-d", open))
          .contains("<statusCode>1</statusCode>");
      assertThat(curl(station, "oper:secret", path, "-X", "PUT", "-d", "open"))
          .contains("status=400");
      assertThat(station.done()).containsExactly("open 1");
    }
  }

  @Test
  void dahuaOpens() throws Exception {
    try (SimulatedDahua station = new SimulatedDahua(0)) {
      station.account("oper", "secret", SimulatedDahua.RIGHTS);
      String open = "/cgi-bin/accessControl.cgi?action=openDoor&UserID=101&Type=Remote&channel=1";
      assertThat(curl(station, "oper:secret", open)).startsWith("OK");
      assertThat(station.done()).containsExactly("openDoor 1");
    }
  }

  @Test
  void akuvoxOpensForAsLongAsItIsTold() throws Exception {
    try (SimulatedAkuvox station = new SimulatedAkuvox(0)) {
      station.account("oper", "secret", SimulatedAkuvox.RIGHTS);
      String trigger =
          "{\"target\":\"relay\",\"action\":\"trig\","
              + "\"data\":{\"mode\":0,\"num\":1,\"level\":1,\"delay\":3}}";
      assertThat(curl(station, "oper:secret", "/api/relay/trig", "-d", trigger))
          .contains("\"retcode\":0");
      assertThat(curl(station, "oper:secret", "/api/relay/status")).contains("\"RelayA\":1");
      assertThat(station.done()).containsExactly("trig 1 for 3 s");
    }
  }

  @Test
  void theRelayBoardPulses() throws Exception {
    try (SimulatedHttpRelay station = new SimulatedHttpRelay(0)) {
      station.account("oper", "secret");
      assertThat(curl(station, "oper:secret", "/relay/2/pulse?seconds=3", "-X", "POST"))
          .contains("relay 2 on");
      assertThat(station.released("2")).isTrue();
    }
  }

  /**
   * On a connection that was used before, curl asks a second time when it ends without an answer,
   * and the relay moves twice: what a driver of doors must not do. Hence a new one each time.
   */
  @Test
  void faultsAreWhatTheySay() throws Exception {
    try (SimulatedHttpRelay station = new SimulatedHttpRelay(0)) {
      station.account("oper", "secret");
      station.fail("/relay", Fault.DROP_AFTER);
      assertThat(curl(station, "oper:secret", "/relay/1/pulse?seconds=3", CLOSE))
          .doesNotContain("relay 1 on");
      assertThat(station.done()).hasSize(1);
      station.heal();
      station.fail("/relay", Fault.DROP_BEFORE);
      assertThat(curl(station, "oper:secret", "/relay/1/pulse?seconds=3", CLOSE))
          .doesNotContain("relay 1 on");
      assertThat(station.done()).hasSize(1);
    }
  }

  /** Returns what curl got, and at the end the status of the last answer. */
  private static String curl(SimulatedStation station, String login, String path, String... more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl", "-s", "-m", "60", "--digest", "-u", login, "-w", "status=%{http_code}"));
    command.addAll(List.of(more));
    command.add(station.url() + path);
    Process process = new ProcessBuilder(command).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return out;
  }
}
