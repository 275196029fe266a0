// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapMessage;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/** What a system that wants to record is told of the camera's own stream. */
class OnvifStreamTest extends OnvifFixture {
  private static final String STREAM = "rtsp://192.0.2.20/main";

  @Test
  void theCamerasOwnStreamIsNamedWhileNothingOfItIsMasked() throws Exception {
    offer(Map.of("streams", "front=" + STREAM));
    assertThat(stream("media_service", "trt")).contains(STREAM);
    assertThat(stream("media2_service", "tr2")).contains(STREAM);
    front.masked = true;
    assertThat(stream("media_service", "trt")).doesNotContain("rtsp:").contains("masked");
    assertThat(stream("media2_service", "tr2")).doesNotContain("rtsp:").contains("masked");
    assertThat(profile()).contains("JPEG").doesNotContain("H264");
    front.masked = false;
    assertThat(stream("media_service", "trt")).contains(STREAM);
    assertThat(profile()).contains("H264");
  }

  private String stream(String service, String prefix) throws Exception {
    Xml asked =
        Xml.of(
            prefix + ":GetStreamUri", Xml.text(prefix + ":ProfileToken", OfferedStation.PROFILE));
    return post("front/" + service, SoapMessage.write(List.of(login()), asked)).body();
  }

  private String profile() throws Exception {
    HttpResponse<String> answer = ask("front/media_service", login(), "trt:GetProfiles");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private Xml login() {
    return login(PASSWORD, Instant.now());
  }
}
