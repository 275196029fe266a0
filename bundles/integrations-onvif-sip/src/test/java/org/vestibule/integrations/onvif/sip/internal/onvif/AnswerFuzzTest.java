// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/** Whatever a device answers to whatever question is understood, or refused in words. */
class AnswerFuzzTest {
  private static final Set<String> CODES =
      Set.of(
          "credentials-wrong",
          "not-supported",
          "device-refused",
          "answer-invalid",
          "address-untrusted");
  private static final OnvifTarget TARGET =
      OnvifTarget.of(URI.create("http://127.0.0.1:8080"), "", Duration.ofSeconds(1));

  @FuzzTest
  void answer(byte[] bytes) throws Exception {
    int status = bytes.length % 2 == 0 ? 200 : 500;
    try {
      XmlNode read =
          Answered.read(
              TARGET, "tds:Any", new DeviceHttp.Answer(status, Map.of(), bytes, TARGET.service()));
      assertThat(DeviceClock.ahead(read, Instant.EPOCH)).isNotNull();
      read.all("Profiles").forEach(profile -> MediaProfile.read(profile).ifPresent(this::shown));
      Meanings meanings =
          new Meanings(Bench.settings(Map.of("url", "http://127.0.0.1")), new Bench.Deaf());
      DeviceEvent.all(read).forEach(meanings::take);
      Addresses addresses = new Addresses(TARGET, Optional.of(read.textAt("XAddr")));
      assertThat(addresses.service(read.textAt("MediaUri", "Uri")).getHost())
          .isEqualTo("127.0.0.1");
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isIn(CODES);
      assertThat(refused.getMessage()).hasSizeLessThan(1_500);
    }
  }

  private void shown(MediaProfile profile) {
    assertThat(profile.shown()).hasSizeLessThan(500);
    assertThat(profile.pixels()).isNotNegative();
  }
}
