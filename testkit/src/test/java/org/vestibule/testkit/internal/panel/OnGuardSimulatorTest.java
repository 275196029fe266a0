// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.testkit.internal.panel.onguard.OnGuardSimulator;

/** The simulated OnGuard, as curl sees it. */
@Timeout(180)
class OnGuardSimulatorTest {
  private static final Pattern TOKEN = Pattern.compile("\"session_token\":\"([^\"]+)\"");
  private static final Pattern TASK = Pattern.compile("\"queue_id\":\"([^\"]+)\"");
  private OnGuardSimulator onGuard;

  @BeforeEach
  void start() throws Exception {
    Curl.assume();
    onGuard = new OnGuardSimulator(0, "TEST", "vestibule", "secret");
    onGuard.instances("Lnl_Reader", List.of(Map.of("PanelID", 1, "ReaderID", 2)));
    onGuard.start();
  }

  @AfterEach
  void stop() {
    onGuard.close();
  }

  @Test
  void aWrongPasswordIsRefusedAndSoIsAStranger() throws Exception {
    assertThat(login("guess")).contains("user name or password").endsWith("\n401");
    assertThat(call("nothing", "GET", "/keepalive", "")).endsWith("\n401");
    assertThat(open("nothing", 2, false)).endsWith("\n401");
    assertThat(onGuard.done("OpenDoor")).isZero();
  }

  @Test
  void withoutALicensedApplicationNothingIsTold() throws Exception {
    assertThat(Curl.run(onGuard.url() + OnGuardSimulator.BASE + "/directories?version=1.0"))
        .endsWith("\n403");
    assertThat(
            Curl.run(
                "-H",
                "Application-Id: TEST",
                onGuard.url() + OnGuardSimulator.BASE + "/directories"))
        .endsWith("\n400");
  }

  @Test
  void aDoorIsOpenedOnceAndLogged() throws Exception {
    String token = token();
    assertThat(open(token, 2, false)).endsWith("\n200");
    assertThat(open(token, 9, false)).contains("no such reader").endsWith("\n400");
    assertThat(onGuard.done("OpenDoor")).isEqualTo(1);
    assertThat(call(token, "GET", "/logged_events", ""))
        .contains("\"serial_number\":1001", "Open Door Command Issued", "\"device_id\":2");
  }

  @Test
  void aTaskIsDoneAfterAWhile() throws Exception {
    String token = token();
    Matcher task = TASK.matcher(open(token, 2, true));
    assertThat(task.find()).isTrue();
    assertThat(call(token, "GET", "/queue/" + task.group(1), "")).endsWith("\n202");
    assertThat(call(token, "GET", "/queue/" + task.group(1), "")).endsWith("\n200");
    assertThat(call(token, "GET", "/queue/another", "")).endsWith("\n404");
  }

  @Test
  void instancesComeInPages() throws Exception {
    List<Map<String, ?>> badges = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      badges.add(Map.of("ID", i, "STATUS", 1));
    }
    onGuard.instances("Lnl_Badge", badges);
    String token = token();
    assertThat(call(token, "GET", "/instances", "&type_name=Lnl_Badge&page_number=2"))
        .contains("\"count\":5", "\"total_pages\":2", "{\"property_value_map\":{");
    assertThat(call(token, "GET", "/instances", "&type_name=Lnl_Nothing")).endsWith("\n400");
  }

  @Test
  void aSessionEnds() throws Exception {
    String token = token();
    assertThat(call(token, "GET", "/keepalive", "")).endsWith("\n200");
    assertThat(call(token, "GET", "/version", "")).contains("\"product_version\":\"7.5\"");
    assertThat(call(token, "DELETE", "/authentication", "")).endsWith("\n200");
    assertThat(call(token, "GET", "/keepalive", "")).endsWith("\n401");
    assertThat(onGuard.sessions()).isZero();
  }

  private String token() throws Exception {
    Matcher matcher = TOKEN.matcher(login("secret"));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private String login(String password) throws Exception {
    return post(
        "none",
        "/authentication?version=1.0",
        "{\"user_name\":\"vestibule\",\"password\":\""
            + password
            + "\",\"directory_id\":\"id-1\"}");
  }

  private String open(String token, int reader, boolean queue) throws Exception {
    return post(
        token,
        "/execute_method?version=1.0&queue=" + queue,
        "{\"type_name\":\"Lnl_Reader\",\"property_value_map\":{\"PanelID\":1,\"ReaderID\":"
            + reader
            + "},\"method_name\":\"OpenDoor\"}");
  }

  private String post(String token, String path, String json) throws Exception {
    return Curl.run(
        "-H",
        "Application-Id: TEST",
        "-H",
        "Session-Token: " + token,
        "-H",
        "Content-Type: application/json",
        "-d",
        json,
        onGuard.url() + OnGuardSimulator.BASE + path);
  }

  private String call(String token, String method, String path, String query) throws Exception {
    return Curl.run(
        "-X",
        method,
        "-H",
        "Application-Id: TEST",
        "-H",
        "Session-Token: " + token,
        onGuard.url() + OnGuardSimulator.BASE + path + "?version=1.0" + query);
  }
}
