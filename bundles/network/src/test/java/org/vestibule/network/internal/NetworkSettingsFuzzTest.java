// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/**
 * Whatever is written in the configuration, and whoever a request says to come from: understood
 * without asking anybody, or refused. Each line of the input is a key and a value.
 */
class NetworkSettingsFuzzTest {
  private static final List<String> KEYS =
      List.of("httpsAddress", "tlsVersions", "names", "certificateFile", "keyFile", "passwordFile");

  @FuzzTest
  void settings(byte[] bytes) {
    Map<String, String> properties = new HashMap<>();
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < Math.min(lines.size(), KEYS.size()); i++) {
      properties.put(KEYS.get(i), lines.get(i));
      assertThat(Addresses.counted(lines.get(i))).isNotNull();
      assertThat(Addresses.normal(lines.get(i))).isNotNull();
      assertThat(Addresses.loopback(lines.get(i)) && lines.get(i).isEmpty()).isFalse();
    }
    try {
      assertThat(Settings.of(properties).tls().versions()).isNotEmpty();
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("configuration-invalid");
    }
  }
}
