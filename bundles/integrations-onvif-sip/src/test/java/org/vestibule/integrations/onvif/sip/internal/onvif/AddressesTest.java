// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;

/** What a device says of its addresses leads to the device, and to nobody else. */
class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    // configured, what it calls its device service, what it says, where that leads
    "http://cam, http://10.0.0.5/onvif/d, http://10.0.0.5/onvif/m, http://cam/onvif/m",
    "http://cam, http://10.0.0.5/onvif/d, http://169.254.169.254/latest, http://cam/latest",
    "http://gw:8081, http://10.0.0.5/onvif/d, http://10.0.0.5/onvif/m, http://gw:8081/onvif/m",
    "http://gw:8081, http://10.0.0.5:80/d, http://10.0.0.5:80/m?a=b&c, http://gw:8081/m?a=b&c",
    "http://gw:8081, http://10.0.0.5:2020/d, http://10.0.0.5:2020/m, http://gw:8081/m",
    "http://cam, http://10.0.0.5/d, http://10.0.0.5:8000/events, http://cam:8000/events",
    "https://cam, http://10.0.0.5/d, http://10.0.0.5/m, https://cam/m",
    "http://cam:81, http://10.0.0.5/d, https://10.0.0.5/m, http://cam:81/m",
    "http://cam, http://10.0.0.5/d, http://user:word@10.0.0.5/m#x, http://cam/m",
    "http://cam, http://10.0.0.5/d, HTTP://10.0.0.5/m http://[fe80::1]/m, http://cam/m",
  })
  void aServiceIsAskedAtTheConfiguredHost(String url, String own, String said, String there)
      throws VestibuleException {
    assertThat(addresses(url, own).service(said)).hasToString(there);
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://10.0.0.5/main, rtsp://cam/main",
    "rtsp://10.0.0.5:8554/main?x=1, rtsp://cam:8554/main?x=1",
    "rtsp://user:word@10.0.0.5:554/main, rtsp://cam:554/main",
  })
  void aStreamIsOpenedThereToo(String said, String there) throws VestibuleException {
    assertThat(addresses("http://cam:81", "http://10.0.0.5/d").stream(said)).hasToString(there);
  }

  @Test
  void hostsAreKeptOnlyWhereAPersonWantsIt() throws Exception {
    OnvifTarget target =
        Bench.settings(Map.of("url", "https://cam", "keepHosts", "true", "rtspPort", "1554"))
            .target();
    Addresses addresses = new Addresses(target, Optional.empty());
    assertThat(addresses.service("http://nvr:81/m")).hasToString("http://nvr:81/m");
    assertThat(addresses.stream("rtsp://nvr/1")).hasToString("rtsp://nvr:1554/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "cam",
        "/onvif",
        "file:///etc/passwd",
        "ftp://10.0.0.5/",
        "jar:http://x!/",
        "http:///m",
        "http://10.0.0.5:0/m",
        "http://10.0.0.5:99999/m",
        "rtsp://10.0.0.5/1",
        "gopher://10.0.0.5:70/"
      })
  void anythingElseIsRefused(String said) {
    assertThatThrownBy(() -> addresses("http://cam", "").service(said))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("address-untrusted");
              assertThat(e.getMessage()).doesNotContain("passwd");
            });
    assertThatThrownBy(() -> addresses("http://cam", "").stream("http://10.0.0.5/1"))
        .isInstanceOf(VestibuleException.class);
    assertThatThrownBy(() -> addresses("http://cam", "").service("http://h/" + "x".repeat(2000)))
        .isInstanceOf(VestibuleException.class);
  }

  private static Addresses addresses(String url, String own) {
    OnvifTarget target = OnvifTarget.of(URI.create(url), "", Duration.ofSeconds(1));
    return new Addresses(target, Optional.of(own).filter(text -> !text.isEmpty()));
  }
}
