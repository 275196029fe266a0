// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are none to send to, before any name is looked up. */
class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example.org",
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "https:///hook",
        "https://user:password@hooks.example.org/",
        "https://user@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org:0/",
        "https://hooks.example.org:70000/",
        "https://hooks.example.org/a b",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "http://127.0.0.1/"
      })
  void isRefused(String text) {
    assertThat(Address.read(text, false, false)).isEmpty();
  }

  @Test
  void anAddressWithoutMeasureIsRefused() {
    String url = "https://hooks.example.org/";
    assertThat(Address.read(url + "a".repeat(2000 - url.length()), false, false)).isPresent();
    assertThat(Address.read(url + "a".repeat(2001 - url.length()), false, false)).isEmpty();
  }

  @Test
  void plainHttpIsForThisMachineOrWhoeverSaysSo() {
    assertThat(Address.read("http://127.0.0.1:8080/", false, true)).isPresent();
    assertThat(Address.read("http://127.0.0.1:8080/", true, false)).isEmpty();
    assertThat(Address.read("http://hooks.example.org/", false, true)).isEmpty();
    assertThat(Address.read("http://hooks.example.org/", true, false)).isPresent();
    assertThat(Address.read("https://hooks.example.org/a?b=c", false, false))
        .hasValueSatisfying(uri -> assertThat(uri.getHost()).isEqualTo("hooks.example.org"));
  }
}
