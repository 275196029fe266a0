// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Whatever is given as an address or a wish to wait is one, or none. */
class AddressFuzzTest {
  @FuzzTest
  void address(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Address.read(text, false, false)
        .ifPresent(
            uri -> {
              assertThat(uri.getScheme()).isEqualTo("https");
              assertThat(uri.getHost()).isNotEmpty();
              assertThat(uri.getRawUserInfo()).isNull();
            });
    Answers.after(text, Instant.EPOCH)
        .ifPresent(wish -> assertThat(wish).isGreaterThanOrEqualTo(java.time.Duration.ZERO));
  }
}
