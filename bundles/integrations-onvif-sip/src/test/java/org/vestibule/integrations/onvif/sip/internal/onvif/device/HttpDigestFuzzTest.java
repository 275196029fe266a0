// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Whatever a stranger writes into {@code Authorization}, it is no login. */
class HttpDigestFuzzTest {
  private static final DeviceSettings SETTINGS =
      new DeviceSettings(
          "vms", "correct horse".getBytes(StandardCharsets.UTF_8), Set.of(), Map.of());

  @FuzzTest
  void header(byte[] bytes) {
    HttpDigest digest = new HttpDigest();
    digest.challenge(false, 0);
    String header = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(digest.judge(header, "GET", "/onvif/v1/front/snapshot.jpg", SETTINGS, 1))
        .isEqualTo(HttpDigest.Verdict.WRONG);
  }
}
