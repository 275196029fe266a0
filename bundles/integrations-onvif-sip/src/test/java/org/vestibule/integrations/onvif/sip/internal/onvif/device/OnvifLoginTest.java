// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/** Who gets nothing. */
@Timeout(180)
class OnvifLoginTest extends OnvifFixture {
  private static final String DEVICE = "front/device_service";
  private static final String INFORMATION = "tds:GetDeviceInformation";

  @Test
  void withoutAConfigurationNothingIsThere() throws Exception {
    assertThat(ask(DEVICE, "tds:GetSystemDateAndTime").statusCode()).isEqualTo(404);
    assertThat(devices.status().state()).isEqualTo(Status.State.STOPPED);
  }

  @Test
  void whoHasNoLoginGetsTheTimeAndNothingElse() throws Exception {
    offer(Map.of());
    assertThat(ask(DEVICE, "tds:GetSystemDateAndTime").body()).contains("UTCDateTime");
    HttpResponse<String> refused = ask(DEVICE, INFORMATION);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Digest ");
    assertThat(refused.body()).contains("ter:NotAuthorized").doesNotContain("Front door");
  }

  @Test
  void aWrongPasswordIsRefusedWith400() throws Exception {
    offer(Map.of());
    HttpResponse<String> refused = ask(DEVICE, login("guess", Instant.now()), INFORMATION);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("ter:NotAuthorized");
    assertThat(devices.status().sentence()).contains("2 stations offered; nobody has logged in");
  }

  @Test
  void aTokenIsGoodOnceAndForFiveMinutes() throws Exception {
    offer(Map.of());
    Xml token = login(PASSWORD, Instant.now());
    assertThat(ask(DEVICE, token, INFORMATION).body()).contains("Front door");
    assertThat(ask(DEVICE, token, INFORMATION).statusCode()).isEqualTo(400);
    for (int seconds : new int[] {-330, 330}) {
      Xml other = login(PASSWORD, Instant.now().plusSeconds(seconds));
      assertThat(ask(DEVICE, other, INFORMATION).statusCode()).isEqualTo(400);
    }
    assertThat(devices.status().sentence()).contains("somebody has logged in");
  }

  @Test
  void whoGuessesIsNotLookedAtAnyMore() throws Exception {
    offer(Map.of());
    for (int i = 0; i < LoginLimit.MOST; i++) {
      ask(DEVICE, login("guess " + i, Instant.now()), INFORMATION);
    }
    HttpResponse<String> refused = ask(DEVICE, login(PASSWORD, Instant.now()), INFORMATION);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).doesNotContain("Front door");
  }

  @Test
  void whichStationsThereAreIsForWhoIsKnown() throws Exception {
    offer(Map.of("stations", "lobby"));
    assertThat(ask(DEVICE, "tds:GetServices").statusCode()).isEqualTo(401);
    assertThat(ask("nowhere/device_service", "tds:GetServices").statusCode()).isEqualTo(401);
    assertThat(ask("lobby/device_service", "tds:GetServices").statusCode()).isEqualTo(200);
    assertThat(ask(DEVICE, login(PASSWORD, Instant.now()), INFORMATION).body())
        .contains("No such station");
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    offer(Map.of());
    String entity =
        "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><s:Envelope"
            + " xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>&x;</s:Body>"
            + "</s:Envelope>";
    for (byte[] body :
        new byte[][] {
          entity.getBytes(StandardCharsets.UTF_8), new byte[0], new byte[100_000], "{}".getBytes()
        }) {
      HttpResponse<String> refused = post(DEVICE, body);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("ter:WellFormed");
    }
  }

  @Test
  void aWrongConfigurationLeavesTheLastGoodOne() throws Exception {
    offer(Map.of());
    Files.writeString(folder.resolve("password"), "short\n");
    devices.configure(Map.of("user", "vms", "passwordFile", folder.resolve("password").toString()));
    assertThat(devices.status().sentence()).contains("12 to 128").doesNotContain("short");
    assertThat(ask(DEVICE, login(PASSWORD, Instant.now()), INFORMATION).statusCode())
        .isEqualTo(200);
    devices.configure(Map.of("user", "vms", "streams", "front=rtsp://root:pass@192.0.2.1/main"));
    assertThat(devices.status().sentence()).contains("streams").doesNotContain("pass@");
  }
}
